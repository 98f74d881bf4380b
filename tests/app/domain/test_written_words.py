from __future__ import annotations

import pytest

from app.domain.written_words import is_among, words_to_check


def checked(text):
    return [word.word for word in words_to_check(text)]


@pytest.mark.parametrize(
    "text",
    [
        "P07 Y4-12 3B Y4/P07 p07’s",
        "900001 URN900001 S900001-V2-A1",
        "09:42 9am 20% 1,200 2nd 2017-18",
        "SEND KS2 SLE EEF TAs SLEs I",
        "head@alderbrook.example first.last@school.sch.uk, (a@b)",
        "https://example.org/maths www.example.org/a?b=c gov.uk/send",
        "NumBots ClassDojo iPad",
        "数学 Рука",
        "e.g. i.e.",
    ],
)
def test_what_no_dictionary_can_know_is_left_alone(text):
    assert checked(text) == []


def test_words_around_what_is_left_alone_are_checked():
    assert checked("Pupil P07 used bars; see www.example.org or ask.") == [
        *("Pupil", "used", "bars", "see", "or", "ask")
    ]


def test_both_apostrophes_are_read_alike_and_an_owner_counts_as_the_word():
    assert checked("don’t don't children’s pupils’ ‘draw’") == [
        *("don't", "don't", "children", "pupils", "draw")
    ]


def test_parts_that_hyphens_and_strokes_join_are_checked_one_by_one():
    assert checked("well-being and/or re-taught") == ["well", "being", "and", "or", "re", "taught"]


def test_a_word_is_found_where_it_stands():
    text = "“Naïve”, said the children’s teacher"
    assert [text[w.start : w.end] for w in words_to_check(text)] == [
        *("Naïve", "said", "the", "children", "teacher")
    ]


def test_an_accent_written_apart_belongs_to_its_letter():
    apart = "cafe\u0301 open"
    (cafe, _open) = words_to_check(apart)
    assert (cafe.word, cafe.start, cafe.end) == ("café", 0, 5)


def test_capitals_longer_than_a_short_form_are_checked():
    assert checked("IMPROTANT") == ["IMPROTANT"]


def test_a_run_of_letters_that_is_no_word_is_left_alone():
    assert checked("a" * 5_000) == []


def test_a_known_word_may_be_written_larger_but_a_name_not_smaller():
    known = {"oracy", "Ofsted"}
    assert all(is_among(word, known) for word in ("oracy", "Oracy", "ORACY", "Ofsted", "OFSTED"))
    assert not is_among("ofsted", known)


def test_a_hyphen_that_is_not_seen_is_no_part_of_the_word():
    assert checked("sub\u00aditise") == ["subitise"]
