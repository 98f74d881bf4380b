"""Which words of a text another one does not have."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.differing import MOST_WORDS, differing

TEXTS = st.text(alphabet="ab .’-\n", max_size=40)


def test_words_that_only_one_has_are_told_apart_from_the_rest():
    mine = "In Year 5, pupils chose the line and explained why."
    theirs = "In Year 5, pupils chose the line."
    only = [words for words, only_here in differing(mine, theirs) if only_here]
    assert only == ["and explained why"]


def test_the_same_text_has_nothing_of_its_own():
    assert differing("Number lines.", "Number lines.") == (("Number lines.", False),)


def test_very_long_texts_are_shown_without_being_compared():
    long = "word " * (MOST_WORDS + 1)
    assert differing(long, "other") == ((long, False),)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS)
def test_the_parts_are_the_whole_text_and_space_alone_never_differs(text, other):
    parts = differing(text, other)
    assert "".join(words for words, _only in parts) == text
    assert all(words.strip() == words for words, only in parts if only)
