"""Words are found wherever they stand in a record, also in sections that nobody has opened."""

from __future__ import annotations

import pytest

from app.usecases.find_in_record import FindInRecord, excerpt
from tests.builders_forms import bind, group, repeat, session

LIST = "<item><label>Several classes</label><value>several</value></item>"


@pytest.fixture
def live():
    """Two sections: a prompt with a level and words, and rows; one question is not asked."""
    one = group(
        "/data/one",
        group(
            "/data/one/QA4",
            '<select1 ref="/data/one/QA4/level"><label>Level</label>'
            f"<hint>Look at notes</hint>{LIST}"
            "</select1>",
            '<input ref="/data/one/QA4/seen"><label>What was seen</label></input>',
            '<input ref="/data/one/QA4/hidden"><label>Never asked</label></input>',
        ),
    )
    two = group(
        "/data/two",
        repeat("/data/two/r", '<input ref="/data/two/r/w"><label>Words</label></input>'),
    )
    instance = '<one><QA4><level/><seen/><hidden/></QA4></one><two><r jr:template=""><w/></r></two>'
    model = "".join(
        (
            bind("/data/one/QA4/level", type="string"),
            bind("/data/one/QA4/seen", type="string"),
            bind("/data/one/QA4/hidden", type="string", relevant="false()"),
            bind("/data/two/r/w", type="string"),
        )
    )
    return session(instance, model, one + two)


@pytest.fixture
def search(live):
    return FindInRecord(live)


def refs(search, words):
    return [found.ref for found in search.find(words)]


@pytest.mark.parametrize(
    ("words", "where"), [("LEVEL", "question"), ("notes", "hint"), ("several", "choice")]
)
def test_questions_hints_and_choices_are_found_in_any_case(search, words, where):
    found = search.find(words)
    assert [each.ref for each in found] == ["/data/one/QA4/level"]
    assert found[0].where == where


def test_an_answer_is_found_once_it_is_given(live, search):
    assert refs(search, "bars") == []
    live.answer("/data/one/QA4/seen", "In Year 4 bars were drawn.")
    search.forget()
    found = search.find("bars year")
    assert [(each.ref, each.where) for each in found] == [("/data/one/QA4/seen", "answer")]
    assert found[0].words == "In Year 4 bars were drawn."
    assert found[0].title.endswith(" · What was seen")


def test_a_chosen_answer_is_found_by_its_words(live, search):
    live.answer("/data/one/QA4/level", "several")
    assert search.find("classes")[0].where == "answer"


def test_rows_are_found_with_their_number(live, search):
    for words in ("Year 3", "Year 4"):
        row, _effect = live.add_repeat("/data/two/r")
        live.answer(f"{row}/w", words)
    found = search.find("year 4")
    assert [(each.title, each.ref) for each in found] == [("Row 2 · Words", f"{row}/w")]


def test_the_code_of_a_prompt_comes_first(live, search):
    live.answer("/data/one/QA4/seen", "as qa4 said")
    assert refs(search, "qa4")[0] == "/data/one/QA4"
    assert "/data/one/QA4/seen" in refs(search, "qa4")


def test_every_word_has_to_be_there(search):
    assert refs(search, "look several") == ["/data/one/QA4/level"]
    assert refs(search, "look nowhere") == []


def test_what_is_not_asked_is_not_found(search):
    assert refs(search, "never asked") == []


def test_no_words_find_nothing(search):
    assert search.find("  ") == ()


def test_a_long_text_is_shown_around_the_word():
    text = "In the first lesson " * 20 + "bars were drawn " + "and so on " * 20
    said = excerpt(text, ["bars"])
    assert said.startswith("…")
    assert said.endswith("…")
    assert "bars were drawn" in said
    assert len(said) < 100
