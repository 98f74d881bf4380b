"""Everything written about a school before can be found from inside a record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.records import Record
from app.usecases.earlier_search import MOST_HITS, search_earlier
from app.usecases.last_time import last_answers
from app.usecases.opened import live_session, open_record
from app.usecases.records import finish_record, save_answers, start_record
from tests.builders import a_finished_record, a_full_record, with_school

SUMMARY = "/data/summary/summary"


@pytest.fixture
def record(app):
    """A draft after one finished visit whose summary and private note hold words to find."""
    earlier = a_full_record(app, on=date(2025, 10, 7))
    opened = open_record(app, earlier)
    said = {SUMMARY: "Bar models in Year 4, café table"}
    note = {"/data/private/private_note": "Ask about the bar-model course"}
    save_answers(app, earlier, {**said, **note}, opened.seen)
    finish_record(app, earlier)
    return start_record(app, 900001, "visit_2", on=date(2026, 1, 20)).value.record.id


def test_an_answer_is_found_by_the_beginnings_of_its_words_however_written(app, record):
    for text in ("bar models", "BAR mod", "cafe year", "models, bar!"):
        found = search_earlier(app, record, text)
        assert [hit.private for hit in found.hits if "Year 4, café" in hit.excerpt] == [False]
        assert found.looked_through == 1
    hit = search_earlier(app, record, "café").hits[0]
    assert (hit.on, hit.title) == (date(2025, 10, 7), "Note of visit 1: start well")
    assert hit.ref.endswith("/summary")


def test_ones_own_private_note_is_found_and_says_that_it_is_private(app, record):
    private = [hit for hit in search_earlier(app, record, "course").hits if hit.private]
    assert [hit.excerpt for hit in private] == ["Ask about the bar-model course"]


def test_actions_and_evidence_are_found(app, record):
    (action,) = search_earlier(app, record, "plan lesson together").hits
    assert action.label.startswith("Action S900001-V1")
    assert any(hit.label == "Evidence" for hit in search_earlier(app, record, "year 4").hits)


@pytest.mark.parametrize("text", ["", "  ", "giraffe", "bar giraffe", "…"])
def test_what_is_not_there_is_not_found(app, record, text):
    assert search_earlier(app, record, text).hits == ()


def test_neither_another_school_nor_a_later_record_is_searched(app, record):
    with_school(app, 900002, name="Brookfield")
    a_finished_record(app, 900002, on=date(2025, 11, 4))
    a_finished_record(app, on=date(2026, 1, 27))
    found = search_earlier(app, record, "plan lesson together")
    assert found.looked_through == 1
    with app.store.reading() as reader:
        assert {reader.get(Record, hit.record_id).urn for hit in found.hits} == {900001}


def test_too_many_finds_are_cut_and_told(app, record, monkeypatch):
    monkeypatch.setattr("app.usecases.earlier_search.MOST_HITS", 1)
    found = search_earlier(app, record, "a")
    assert len(found.hits) == 1 < MOST_HITS
    assert found.more


def test_only_a_carried_question_is_looked_for_further_back(app, monkeypatch):
    monkeypatch.setattr("app.usecases.last_time.LOOKED_BACK", 0)
    first = a_full_record(app, on=date(2025, 9, 2))
    finish_record(app, first)
    with app.store.reading() as reader:
        now = replace(reader.get(Record, first), id="zz", on=date(2026, 1, 20))
        assert last_answers(reader, now) == {}
        assert set(last_answers(reader, now, carried=frozenset({"summary"}))) == {"summary"}


def test_what_a_prompt_asked_for_is_told_with_the_prompt(app, record):
    earlier = a_full_record(app, on=date(2025, 11, 4))
    opened = open_record(app, earlier)
    session = live_session(app, opened)
    ref = "/data/leadership/L1/L1_seen"
    save_answers(app, earlier, {ref: "A zebra"}, opened.seen)
    finish_record(app, earlier)
    (hit,) = search_earlier(app, record, "zebra").hits
    prompt = session.label("/data/leadership/L1")
    assert hit.label == f"{prompt} · {session.label(ref)}"
