"""Records: begun, finished, frozen, and reopened as a new revision."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.pupils import FocusPupil
from app.domain.records import RecordState
from app.domain.snapshot import snapshot_hash, to_json
from app.domain.visits import VisitState
from app.errors import InputError, NotFoundError, NotReadyError, RuleError
from app.usecases.actions import add_action
from app.usecases.answering import answer
from app.usecases.opened import open_record
from app.usecases.panels import add_evidence, add_met_person, change_row, remove_row
from app.usecases.pupils import add_pupil, remove_pupil
from app.usecases.record_list import list_records
from app.usecases.records import (
    draft_snapshot,
    finish_record,
    finished_snapshot,
    readiness,
    reopen_record,
    save_answers,
    save_place,
    start_record,
)
from app.usecases.visits import plan_visit, visits_of
from tests.builders import a_finished_record, a_full_record, with_school
from tests.builders_forms import asks, bind, xform


def said(snapshot, name="summary"):
    return next(answer.value for answer in snapshot.answers() if answer.name == name)


def test_a_record_begins_with_what_its_visit_knows(app):
    visit = plan_visit(
        app, 900001, "visit_1", date(2025, 10, 14), purpose="Agree the starting point"
    ).value.visit
    opened = start_record(app, 900001, "visit_1", visit_id=visit.id).value
    assert opened.record.on == date(2025, 10, 14)
    assert opened.answers["/data/about/visit_date"] == "2025-10-14"
    assert opened.answers["/data/about/purpose"] == "Agree the starting point"
    assert opened.visit == visit


def test_a_record_without_a_visit_is_of_today(app):
    assert start_record(app, 900001, "visit_1").value.record.on == date(2026, 1, 20)


@pytest.mark.parametrize("day", [date(9999, 12, 30), date(1, 1, 1)])
def test_a_record_of_a_year_that_can_only_be_a_slip_is_not_begun(app, day):
    with pytest.raises(InputError, match="check the year"):
        start_record(app, 900001, "visit_1", on=day)
    assert list_records(app) == ()


def test_a_day_whose_year_can_only_be_a_slip_leaves_the_record_on_its_day(app):
    record_id = a_full_record(app)
    day = open_record(app, record_id).record.on
    answer(app, record_id, "visit_date", "9999-12-30")
    assert finish_record(app, record_id).value.record.on == day


def test_a_second_record_of_a_kind_has_a_reference_of_its_own(app):
    made = [start_record(app, 900001, form).value.record for form in ("visit_1",) * 2]
    assert [record.reference for record in made] == ["S900001-V1", "S900001-V1.2"]


def test_a_record_is_about_a_school_taken_on_and_with_a_form_there_is(app):
    with pytest.raises(NotFoundError, match="not taken on"):
        start_record(app, 900009, "visit_1")
    with pytest.raises(NotFoundError, match="Known forms: application, launch_day, visit_1"):
        start_record(app, 900001, "visit_9")
    assert list_records(app) == ()


def test_what_is_missing_leads_to_its_place(app):
    record = start_record(app, 900001, "visit_1").value.record
    gaps = {gap.ref: gap for gap in readiness(app, record.id)}
    gap = gaps["/data/summary/summary"]
    assert (gap.section, gap.section_title) == ("/data/summary", "Summary")
    assert gap.message


def test_a_record_with_gaps_is_not_finished(app):
    record = start_record(app, 900001, "visit_1").value.record
    with pytest.raises(NotReadyError, match="still needed") as caught:
        finish_record(app, record.id)
    assert len(caught.value.gaps) == len(readiness(app, record.id)) > 1
    assert list_records(app)[0].record.state is RecordState.DRAFT


def test_one_gap_is_told_in_the_singular(app):
    record_id = a_full_record(app)
    answer(app, record_id, "summary", "")
    with pytest.raises(NotReadyError, match="One thing is still needed"):
        finish_record(app, record_id)


def test_a_finished_record_is_frozen_with_its_hash(app, clock):
    finished = finish_record(app, a_full_record(app)).value
    record = finished.record
    assert record.state is RecordState.FINISHED
    assert record.finished_at == clock.now
    assert record.snapshot_hash == snapshot_hash(to_json(finished.snapshot))
    assert finished_snapshot(app, record.id) == finished.snapshot


def test_the_hash_stays_whatever_happens_around_the_record(app):
    record = a_finished_record(app)
    with_school(app, 900001, name="Alderbrook Academy", adviser_id="another")
    after = finished_snapshot(app, record.id)
    assert snapshot_hash(to_json(after)) == record.snapshot_hash
    assert after.facts["school"] == "Alderbrook Primary School"


def test_a_record_is_not_finished_twice(app):
    record = a_finished_record(app)
    with pytest.raises(RuleError, match="finished already"):
        finish_record(app, record.id)


def test_nothing_of_a_finished_record_can_be_changed(app):
    record = a_finished_record(app)
    opened = open_record(app, record.id)
    (person,) = opened.rows.people
    for attempt in (
        lambda: save_answers(app, record.id, {"/data/summary/summary": "Other"}, opened.seen),
        lambda: add_met_person(app, record.id, "governor"),
        lambda: add_evidence(app, record.id, "lesson"),
        lambda: add_action(app, record.id, what="More"),
        lambda: change_row(app, person),
        lambda: remove_row(app, person),
    ):
        with pytest.raises(RuleError, match="Reopen it to make a new revision"):
            attempt()
    assert open_record(app, record.id).answers == opened.answers


def test_a_reopened_record_is_the_next_revision_and_the_old_one_stays(app):
    first = a_finished_record(app)
    before = finished_snapshot(app, first.id)
    opened = reopen_record(app, first.id).value
    assert (opened.record.state, opened.record.revision) == (RecordState.DRAFT, 2)
    answer(app, first.id, "summary", "Put right after the head had read it.")
    second = finish_record(app, first.id).value
    assert second.record.revision == 2
    assert second.record.snapshot_hash != first.snapshot_hash
    assert finished_snapshot(app, first.id, 1) == before
    assert snapshot_hash(to_json(finished_snapshot(app, first.id, 1))) == first.snapshot_hash
    assert said(finished_snapshot(app, first.id)) == "Put right after the head had read it."
    assert said(finished_snapshot(app, first.id, 1)) != said(finished_snapshot(app, first.id))


def test_a_reopened_record_still_has_its_finished_revision_to_print(app):
    record = a_finished_record(app)
    reopen_record(app, record.id)
    assert finished_snapshot(app, record.id).revision == 1


def test_a_draft_is_not_reopened(app):
    record = start_record(app, 900001, "visit_1").value.record
    with pytest.raises(RuleError, match="nothing to reopen"):
        reopen_record(app, record.id)


def test_a_draft_has_no_snapshot_but_shows_what_it_would_be(app):
    record_id = a_full_record(app)
    with pytest.raises(NotFoundError, match="not been finished"):
        finished_snapshot(app, record_id)
    shown = draft_snapshot(app, record_id)
    assert (shown.finished_at, said(shown)[:7]) == ("", "Leaders")


def test_finishing_a_record_makes_its_visit_done(app):
    visit = plan_visit(app, 900001, "visit_1", app.today()).value.visit
    a_finished_record(app, visit_id=visit.id)
    assert [each.state for each in visits_of(app, 900001)] == [VisitState.DONE]


def test_a_record_opens_at_the_place_last_worked_at(app):
    record = start_record(app, 900001, "visit_1").value.record
    assert open_record(app, record.id).place == ""
    save_place(app, record.id, "/data/teaching/T1/T1_seen")
    assert open_record(app, record.id).place == "/data/teaching/T1/T1_seen"


def test_a_later_visit_shows_what_was_answered_last_time(app):
    a_finished_record(app, on=date(2025, 10, 14))
    later = start_record(app, 900001, "visit_1", on=date(2026, 1, 20)).value
    last = later.last_answers["summary"]
    assert last.value.startswith("Leaders know their pupils")
    assert last.on == date(2025, 10, 14)


def test_a_draft_is_not_what_was_answered_last_time(app):
    a_full_record(app, on=date(2025, 10, 14))
    assert start_record(app, 900001, "visit_1", on=date(2026, 1, 20)).value.last_answers == {}


def test_records_are_listed_newest_first_with_their_schools(app):
    with_school(app, 900002, name="Thornfield Junior School")
    for urn, on in ((900001, 14), (900002, 16), (900001, 15)):
        start_record(app, urn, "visit_1", on=date(2026, 1, on))
    lines = [(line.record.on.day, line.school_name[:6]) for line in list_records(app)]
    assert lines == [(16, "Thornf"), (15, "Alderb"), (14, "Alderb")]
    assert len(list_records(app, 900002)) == 1


def test_a_record_that_is_not_here_is_told_of(app):
    with pytest.raises(NotFoundError, match="no such record on this laptop"):
        open_record(app, "nowhere")


def test_a_snapshot_says_what_was_looked_at_in_words(app):
    record = a_finished_record(app)
    (row,) = finished_snapshot(app, record.id).evidence
    assert row["source"] == "Lessons"


def test_a_snapshot_takes_its_times_from_times_of_day_that_are_not_private(app):
    page = xform(
        "<arrived/><left/>",
        bind("/data/arrived", type="time") + bind("/data/left", vb_private="yes"),
        asks("/data/arrived", "/data/left"),
    )
    record_id = record_of(app, page, {"arrived": "09:05", "left": "Secret words"})
    facts = finish_record(app, record_id).value.snapshot.facts
    assert facts["starts"] == "09:05"
    assert "ends" not in facts


def test_a_ranking_is_said_in_the_words_of_its_choices(app):
    items = "".join(
        f"<item><label>{name.title()} first</label><value>{name}</value></item>"
        for name in ("books", "talk")
    )
    control = f'<odk:rank ref="/data/rank"><label>Which?</label>{items}</odk:rank>'
    page = xform("<rank/>", bind("/data/rank", type="odk:rank"), control)
    record_id = record_of(app, page, {"rank": "talk books"})
    (answer_,) = finish_record(app, record_id).value.snapshot.answers()
    assert answer_.words == "Talk first, Books first"


def test_blanks_alone_are_no_answer_that_is_needed(app):
    page = xform("<a/>", bind("/data/a", type="string", required="true()"), asks("/data/a"))
    record_id = record_of(app, page, {"a": " \n "})
    assert [gap.ref for gap in readiness(app, record_id)] == ["/data/a"]


def record_of(app, page, answers):
    """The id of a draft of a form of one's own, answered."""
    with app.store.unit_of_work() as work:
        work.keep_form("small_form", "3", "A small form", page.replace("a_form", "small_form"), "")
        work.commit()
    app.definitions.pop(("small_form", "3"), None)
    record_id = start_record(app, 900001, "small_form").value.record.id
    for name, value in answers.items():
        answer(app, record_id, name, value)
    return record_id


def test_a_snapshot_knows_the_codes_of_pupils_who_are_off_the_list(app):
    pupil = FocusPupil(app.new_id(), 900001, "9a")
    remove_pupil(app, add_pupil(app, pupil).value)
    record = a_finished_record(app)
    snapshot = finished_snapshot(app, record.id)
    assert (snapshot.pupils, snapshot.codes) == ((), ("9a",))


def test_a_wrong_clock_keeps_nobody_from_finishing(app):
    record_id = a_full_record(app)
    answer(app, record_id, "visit_date", "2026-01-21")
    assert finish_record(app, record_id).value.record.state is RecordState.FINISHED
