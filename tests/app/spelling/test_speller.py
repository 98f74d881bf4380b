from __future__ import annotations

import time

import pytest

from app.spelling import Speller
from app.spelling.speller import LONGEST_LOOK, MOST_SUGGESTED, field_words


@pytest.fixture(scope="module")
def speller():
    return Speller()


def misspelt(speller, text, left_alone=()):
    return [text[word.start : word.end] for word in speller.misspelt(text, left_alone)]


def test_british_spelling_is_right_and_american_is_not(speller):
    assert misspelt(speller, "The colour of the centre was analysed by my favourite adviser.") == []
    assert misspelt(speller, "color center analyzed favorite") == [
        *("color", "center", "analyzed", "favorite")
    ]


def test_ise_and_ize_are_both_british_where_both_are_written(speller):
    assert misspelt(speller, "organise organize realised realized generalization Visualizing") == []
    assert misspelt(speller, "exercize advertized surprizing") == [
        *("exercize", "advertized", "surprizing")
    ]


def test_slips_are_found_where_they_stand(speller):
    text = "Pupils recieve teh right help; P07’s acheivement rose."
    assert misspelt(speller, text) == ["recieve", "teh", "acheivement"]


def test_words_of_the_field_are_known(speller):
    assert misspelt(speller, "Subitising with manipulatives, oracy; OFSTED and Numicon.") == []
    assert all(speller.knows(word) for word in field_words())


def test_accents_may_be_written_or_not(speller):
    assert misspelt(speller, "café cafe naïve naive cafe\u0301") == []


def test_own_words_are_left_alone(speller):
    assert misspelt(speller, "Alderbrook and Brackenfold", {"Alderbrook"}) == ["Brackenfold"]


def test_what_was_meant_stands_first(speller):
    meant = {"recieve": "receive", "acheivement": "achievement", "subitse": "subitise"}
    assert {slip: speller.suggestions(slip)[0] for slip in meant} == meant
    assert speller.suggestions("mathmatics")[0] == "mathematics"


def test_own_words_are_suggested_as_they_are_written(speller):
    assert speller.suggestions("Brackenfild", {"Brackenfold"})[0] == "Brackenfold"


def test_few_are_suggested_and_none_for_what_looks_like_nothing(speller):
    assert len(speller.suggestions("rreed")) <= MOST_SUGGESTED
    assert speller.suggestions("xqzztv") == ()


def test_a_search_that_is_not_wanted_any_more_ends(speller):
    assert len(speller.suggestions("mather", wanted=lambda: False)) <= 1


@pytest.mark.parametrize("word", ["x" * 90, "proffesionaldevelopmnt", "'" * 40 + "ab"])
def test_no_word_takes_long(speller, word):
    speller.knows("ready")
    began = time.process_time()
    speller.suggestions(word)
    assert time.process_time() - began < LONGEST_LOOK * 10
