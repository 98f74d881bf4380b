"""What is private stays its author's: on this laptop, in no school's scope and in no snapshot."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.records import Record
from app.domain.snapshot import to_json
from app.errors import NotReadyError
from app.usecases.answering import add_row, answer
from app.usecases.finishing import finish_view
from app.usecases.forms import definition_of
from app.usecases.opened import live_session, open_record
from app.usecases.privacy import private_refs
from app.usecases.records import (
    draft_snapshot,
    finish_record,
    finished_snapshot,
    reopen_record,
    save_answers,
    start_record,
)
from app.usecases.safeguarding import pass_on
from tests.builders import a_finished_record, a_full_record
from tests.builders_forms import asks, bind, group, repeat, xform

NOTE, SAFEGUARDING = "/data/private/private_note", "/data/summary/safeguarding"
CANARY = "Marrowfat: the head may leave"

FORM = xform(
    "<loose/><open><seen/><hidden/></open><own><a/><deep><b/></deep></own>"
    "<talk><said/></talk><rows><level/><aside/></rows><private><note/></private>",
    model="".join(
        [
            bind("/data/open/hidden", type="string", vb_private="yes"),
            bind("/data/own", vb_private="yes"),
            bind("/data/talk", vb_private="true()"),
            bind("/data/rows/aside", type="string", vb_private="yes"),
        ]
    ),
    body=asks("/data/loose")
    + group("/data/open", asks("/data/open/seen", "/data/open/hidden"))
    + group("/data/own", asks("/data/own/a"), group("/data/own/deep", asks("/data/own/deep/b")))
    + repeat("/data/talk", asks("/data/talk/said"))
    + repeat("/data/rows", asks("/data/rows/level", "/data/rows/aside"))
    + group("/data/private", asks("/data/private/note")),
)
PRIVATE = {
    "/data/open/hidden",
    "/data/own/a",
    "/data/own/deep/b",
    "/data/talk[r1]",
    "/data/talk[r1]/said",
    "/data/rows[r1]/aside",
    "/data/private/note",
}
SHARED = {"/data/loose", "/data/open/seen", "/data/rows[r1]", "/data/rows[r1]/level"}


def school_log(app):
    """All that is for everyone who works with the school."""
    with app.store.reading() as reader:
        return reader.changes(scope="school:900001")


def own_log(app):
    with app.store.reading() as reader:
        return {change.field: change.value for change in reader.changes(scope=f"adviser:{app.me}")}


@pytest.fixture
def record(app):
    with app.store.unit_of_work() as work:
        form = FORM.replace('version="3"', 'version="private"')
        work.keep_form("a_form", "private", "A form", form, "no workbook")
        record = Record("r", 900001, "a_form", "private", "A form", "S900001-A", app.today())
        work.save(record)
        work.commit()
    return record


def test_what_is_marked_is_private_with_all_that_stands_in_it(app, record):
    definition = definition_of(app, "a_form", "private")
    assert private_refs(definition, PRIVATE | SHARED) == PRIVATE


def test_a_page_of_private_questions_alone_hides_no_other_page(app):
    form = xform(
        "<private_note/><open><seen/></open>",
        body=asks("/data/private_note") + group("/data/open", asks("/data/open/seen")),
    )
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", "loose", "A form", form, "no workbook")
        work.commit()
    refs = {"/data/private_note", "/data/open/seen"}
    assert private_refs(definition_of(app, "a_form", "loose"), refs) == {"/data/private_note"}


@pytest.mark.parametrize("ref", ["/data/open/hidden", "/data/own/deep/b", "/data/private/note"])
def test_a_private_answer_is_logged_in_ones_own_scope_alone(app, record, ref):
    answer(app, "r", ref, CANARY)
    assert CANARY not in str(school_log(app))
    assert own_log(app) == {f"answer:{ref}": CANARY}
    assert open_record(app, "r").answers[ref] == CANARY


def test_a_private_answer_in_a_row_is_ones_own_and_the_row_is_not(app, record):
    row = add_row(app, "r", "rows", {"level": "3", "aside": CANARY}).row
    assert f"answer:{row}/level" in {change.field for change in school_log(app)}
    assert own_log(app) == {f"answer:{row}/aside": CANARY}


def test_a_private_row_is_ones_own_whole(app, record):
    row = add_row(app, "r", "talk", {"said": CANARY}).row
    assert {f"answer:{row}", f"answer:{row}/said"} <= own_log(app).keys()
    assert not [change for change in school_log(app) if "/talk" in change.field]


def test_answers_that_are_saved_together_part_by_scope(app, record):
    seen = open_record(app, "r").seen
    done = save_answers(app, "r", {"/data/loose": "all", "/data/own/a": CANARY}, seen)
    assert {(change.scope, change.value) for change in done.changes} == {
        ("school:900001", "all"),
        (f"adviser:{app.me}", CANARY),
    }


def test_what_a_form_fills_in_first_is_ones_own_where_it_is_private(app):
    form = FORM.replace('id="a_form" version="3"', 'id="filled_in" version="1"')
    form = form.replace("<a/>", f"<a>{CANARY}</a>").replace("<seen/>", "<seen>usual</seen>")
    with app.store.unit_of_work() as work:
        work.keep_form("filled_in", "1", "A form", form, "no workbook")
        work.commit()
    started = start_record(app, 900001, "filled_in").value
    assert started.answers["/data/own/a"] == CANARY
    assert CANARY not in str(school_log(app))
    assert own_log(app)["answer:/data/own/a"] == CANARY


def test_where_the_form_is_not_here_to_tell_nothing_is_shared(app):
    with app.store.unit_of_work() as work:
        lost = Record("lost", 900001, "gone", "1", "Gone", "S900001-G", app.today())
        work.save(lost)
        work.commit()
        seen = work.seen
    save_answers(app, "lost", {"/data/any": CANARY}, seen)
    assert CANARY not in str(school_log(app))
    with app.store.reading() as reader:
        assert reader.answers("lost") == {"/data/any": CANARY}


def test_finishing_freezes_nothing_private_and_keeps_it_on_this_laptop(app):
    record_id = a_full_record(app)
    answer(app, record_id, "private_note", CANARY)
    said = open_record(app, record_id).answers[SAFEGUARDING]
    for snapshot in (draft_snapshot(app, record_id), finish_record(app, record_id).value.snapshot):
        names = {each.name for each in snapshot.answers()}
        assert not names & {"private_note", "safeguarding"}
        assert snapshot.section("private") is None
        assert snapshot.answer("summary") is not None
        assert CANARY not in to_json(snapshot)
    assert CANARY not in str(school_log(app))
    assert not [change for change in school_log(app) if "safeguarding" in change.field]
    answers = open_record(app, record_id).answers
    assert (answers[NOTE], answers[SAFEGUARDING]) == (CANARY, said)
    assert live_session(app, open_record(app, record_id)).value(NOTE) == CANARY


def test_private_sections_groups_and_rows_are_not_frozen(app, record):
    for ref in ("/data/loose", "/data/open/seen"):
        answer(app, "r", ref, "shown")
    for ref in ("/data/open/hidden", "/data/own/a", "/data/own/deep/b", "/data/private/note"):
        answer(app, "r", ref, CANARY)
    add_row(app, "r", "rows", {"level": "3", "aside": CANARY})
    add_row(app, "r", "talk", {"said": CANARY})
    finish_record(app, "r")
    snapshot = finished_snapshot(app, "r")
    assert CANARY not in to_json(snapshot)
    assert {each.name for each in snapshot.answers()} == {"loose", "seen", "level"}


def test_finishing_still_asks_the_safeguarding_question(app):
    record_id = a_full_record(app)
    answer(app, record_id, "safeguarding", "")
    with pytest.raises(NotReadyError) as refused:
        finish_record(app, record_id)
    assert [gap.ref for gap in refused.value.gaps] == [SAFEGUARDING]


@pytest.mark.parametrize("finishes", [False, True])
def test_finish_still_tells_what_is_private_and_that_safeguarding_was_answered(app, finishes):
    record_id = a_full_record(app)
    answer(app, record_id, "private_note", CANARY)
    if finishes:
        finish_record(app, record_id)
    view = finish_view(app, record_id)
    assert view.private_notes == 1
    assert [c.text for c in view.checks if c.text.startswith("Safeguarding question answered: ")]


def test_a_reopened_record_has_its_private_note_still(app):
    record_id = a_full_record(app)
    answer(app, record_id, "private_note", CANARY)
    finish_record(app, record_id)
    assert reopen_record(app, record_id).value.answers[NOTE] == CANARY


def test_ones_own_private_note_of_last_time_is_shown_at_the_next_visit(app):
    first = a_full_record(app, on=date(2026, 1, 12))
    answer(app, first, "private_note", CANARY)
    finish_record(app, first)
    later = start_record(app, 900001, "visit_2").value
    assert later.last_answers["private_note"].words == CANARY
    assert "safeguarding" not in later.last_answers


def test_that_a_concern_was_passed_on_is_nobody_elses_to_read(app):
    before = len(school_log(app))
    changes = pass_on(app, 900001, "headteacher").changes
    assert {change.scope for change in changes} == {f"adviser:{app.me}"}
    assert len(school_log(app)) == before


def test_what_is_shared_of_a_finished_record_says_nothing_of_safeguarding(app):
    record = a_finished_record(app)
    log = "".join(f"{change.field} {change.value}" for change in school_log(app))
    assert record.reference in log
    assert "safeguarding" not in log
