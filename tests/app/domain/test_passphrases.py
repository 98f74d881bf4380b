from __future__ import annotations

import pytest

from app.domain.passphrases import Grade, strength


@pytest.mark.parametrize(
    "passphrase",
    [
        "",
        "otter",
        "password1",
        "Password123!",
        "aaaaaaaaaaaaaaaa",
        "abcdefghijklmnop",
        "tiger tiger tiger tiger",
        "school maths visit",
        "summer2026",
    ],
)
def test_what_is_tried_first_is_refused(passphrase):
    assert not strength(passphrase).enough


def test_three_words_that_do_not_belong_together_are_enough():
    found = strength("otter lamp gravy")
    assert found.enough
    assert found.grade == Grade.FAIR


def test_each_further_word_makes_it_harder():
    words = ["otter", "lamp", "gravy", "hinge", "orbit"]
    bits = [strength(" ".join(words[:count])).bits for count in range(1, 6)]
    assert bits == sorted(set(bits))
    assert strength(" ".join(words)).grade == Grade.STRONG


def test_a_word_said_again_adds_nothing():
    assert strength("otter lamp gravy otter").bits == strength("otter lamp gravy").bits


def test_a_jumble_of_letters_figures_and_marks_is_enough():
    assert strength("xK7#fq9!Lm2$").enough


def test_a_weak_one_comes_with_advice_and_a_good_one_without():
    assert strength("otter").advice
    assert strength("otter lamp gravy").advice
    assert strength("otter lamp gravy hinge").advice == ""
