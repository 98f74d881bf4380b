"""Today: the next visit and whether it is ready, what is due, which windows close."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.domain.actions import ActionStatus
from app.domain.follow_through import Stage
from app.usecases.actions import add_action, give_status
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step
from app.usecases.mail import hand_over_document
from app.usecases.people import add_person
from app.usecases.projects import add_cohort, create_project, join_cohort
from app.usecases.pupils import add_pupil
from app.usecases.records import finish_record, reopen_record, start_record
from app.usecases.schools import hand_over
from app.usecases.to_do import Due, ToDoKind
from app.usecases.today import today
from app.usecases.visits import cancel_visit, plan_visit
from tests.builders import a_finished_record, a_full_record, another_adviser, with_school
from tests.builders_filling import fill_record
from tests.builders_own_forms import a_team_record

TODAY = date(2026, 1, 20)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


def plan(app, on, kind="visit_2", urn=900001, **more):
    return plan_visit(app, urn, kind, on, **more).value.visit


def due(app, kind):
    return [item for item in today(app).to_do if item.kind is kind]


def not_ready(app):
    (visit,) = today(app).visits
    return [line.text for line in visit.ready if not line.is_ready]


def hand_on(app, record_id, folder):
    document = export_record(app, record_id, folder).value
    hand_over_document(app, document, "head@alderbrook.example", "e-mail")


def test_an_empty_laptop_has_nothing_to_do(app):
    view = today(app)
    assert (view.day, view.visits, view.to_do, view.schools) == (TODAY, (), (), 1)


def test_the_next_three_visits_are_shown_todays_first(app):
    for number, starts in ((6, 9), (0, 13), (0, 9), (2, 9), (-1, 9)):
        plan(app, days(number), starts=time(starts))
    shown = [(visit.visit.on, visit.visit.starts.hour) for visit in today(app).visits]
    assert shown == [(days(0), 9), (days(0), 13), (days(2), 9)]


def test_a_visit_whose_time_is_not_agreed_comes_last_in_its_day(app):
    plan(app, TODAY)
    plan(app, TODAY, starts=time(15))
    assert [visit.visit.starts for visit in today(app).visits] == [time(15), None]


def test_a_cancelled_visit_is_not_next(app):
    cancel_visit(app, plan(app, days(1)))
    assert today(app).visits == ()


def test_the_visits_of_schools_handed_over_are_not_ones_own(app):
    plan(app, days(1))
    hand_over(app, 900001, another_adviser(app).id)
    assert today(app).visits == ()


def test_what_a_visit_still_needs_is_said_with_what_to_do(app):
    with_school(app, 900001, agreement_date=None)
    plan(app, days(1))
    assert not_ready(app) == [
        "No agreement yet: enter its date on the school page before using pupil codes",
        "No safeguarding lead yet: add one on the school page",
        "No e-mail address for the note: add the headteacher’s on the school page",
    ]


def test_a_visit_with_its_people_and_agreement_is_ready_offline(app):
    plan(app, days(1))
    add_person(app, 900001, "headteacher", email="head@alderbrook.example")
    add_person(app, 900001, "designated_safeguarding_lead", telephone="01632 960 121")
    assert not_ready(app) == []


def test_a_visit_counts_the_records_that_can_be_read_and_no_draft_begun_for_it(app):
    visit = plan(app, TODAY)
    a_finished_record(app, on=days(-90))
    start_record(app, 900001, "book_look", on=TODAY)
    start_record(app, 900001, "visit_2", visit_id=visit.id)
    (shown,) = today(app).visits
    assert shown.ready[0].text == "School page and 1 earlier record"


def test_what_is_to_be_finished_says_which_record_it_is(app):
    for form_id, on in (("book_look", -1), ("book_look", -2), ("visit_1", -1)):
        start_record(app, 900001, form_id, on=days(on))
    shown = {(item.title, item.detail.partition(" ·")[0]) for item in today(app).to_do}
    school = "Alderbrook Primary School"
    assert shown == {
        (f"Finish: Book look, {school}", "Record of Mon 19 Jan"),
        (f"Finish: Book look, {school}", "Record of Sun 18 Jan"),
        (f"Finish: Note of visit 1, {school}", "Record of Mon 19 Jan"),
    }


def test_a_visit_counts_the_earlier_actions_but_not_its_own(app):
    visit = plan(app, TODAY)
    earlier = start_record(app, 900001, "visit_1", on=days(-90)).value.record
    add_action(app, earlier.id, what="Plan together")
    closed = add_action(app, earlier.id, what="Find time").value
    give_status(app, closed.id, ActionStatus.DONE)
    here = start_record(app, 900001, "visit_2", visit_id=visit.id).value.record
    add_action(app, here.id, what="Share a model")
    (shown,) = today(app).visits
    assert (shown.to_review, shown.record_id) == (1, here.id)


@pytest.mark.parametrize(
    ("visited", "by"),
    [
        (date(2026, 1, 12), date(2026, 1, 19)),  # Monday to Monday
        (date(2026, 1, 16), date(2026, 1, 23)),  # Friday to Friday
        (date(2025, 12, 17), date(2026, 1, 7)),  # over the two weeks of Christmas
        (date(2025, 12, 24), date(2026, 1, 9)),  # within them
    ],
)
def test_a_note_is_due_five_school_days_after_its_visit(app, visited, by):
    start_record(app, 900001, "visit_1", on=visited)
    (item,) = due(app, ToDoKind.FINISH_RECORD)
    assert item.by == by
    assert item.due is (Due.LATE if by < TODAY else Due.SOON)


def test_a_project_may_give_its_notes_more_days(app):
    project = create_project(app, "Maths Progress", note_days=10).value
    join_cohort(app, add_cohort(app, project.id, "Cohort 3").value.id, 900001)
    start_record(app, 900001, "visit_1", on=date(2026, 1, 12))
    assert [item.by for item in due(app, ToDoKind.FINISH_RECORD)] == [date(2026, 1, 26)]


def test_a_visit_that_is_still_to_come_has_no_note_due(app):
    start_record(app, 900001, "visit_1", on=days(1))
    assert due(app, ToDoKind.FINISH_RECORD) == []


def test_a_visit_that_has_passed_without_a_note_asks_for_one(app, clock):
    visit = plan(app, days(0))
    clock.go_on(days=1)
    (item,) = due(app, ToDoKind.WRITE_NOTE)
    assert item.title == "Write the note: Alderbrook Primary School"
    assert (item.target, item.by, item.urn) == (visit.id, date(2026, 1, 27), 900001)
    start_record(app, 900001, "visit_2", visit_id=visit.id)
    assert due(app, ToDoKind.WRITE_NOTE) == []


@pytest.mark.parametrize("kind", ["launch", "extra"])
def test_a_visit_of_a_kind_without_a_form_asks_for_no_note(app, clock, kind):
    plan(app, days(0), kind)
    clock.go_on(days=1)
    assert due(app, ToDoKind.WRITE_NOTE) == []


def test_a_cancelled_visit_asks_for_no_note(app, clock):
    cancel_visit(app, plan(app, days(0)))
    clock.go_on(days=1)
    assert due(app, ToDoKind.WRITE_NOTE) == []


def test_a_note_finished_late_stays_due_from_its_visit_and_so_stands_as_late(app):
    a_finished_record(app, on=days(-30))
    (note,) = due(app, ToDoKind.SEND_NOTE)
    assert (note.by, note.due) == (date(2026, 1, 9), Due.LATE)


def test_a_finished_note_is_to_be_handed_over_until_it_is(app, clock, tmp_path):
    record = a_finished_record(app, on=days(-3))
    assert [item.target for item in due(app, ToDoKind.SEND_NOTE)] == [record.id]
    assert today(app).notes_to_hand_over == 1
    clock.go_on(minutes=5)
    hand_on(app, record.id, tmp_path / "out")
    assert due(app, ToDoKind.SEND_NOTE) == []


def test_what_an_own_form_keeps_to_the_team_is_not_to_be_handed_over(app, tmp_path):
    a_team_record(app, tmp_path)
    assert due(app, ToDoKind.SEND_NOTE) == []


def test_what_was_archived_is_not_to_be_handed_over(app, clock):
    record_id = start_record(app, 900001, "data_review").value.record.id
    fill_record(app, record_id, {})
    finish_record(app, record_id)
    assert len(due(app, ToDoKind.SEND_NOTE)) == 1
    record_step(app, record_id, Stage.ARCHIVED)
    clock.go_on(days=20)
    assert due(app, ToDoKind.SEND_NOTE) == []
    reopen_record(app, record_id)
    finish_record(app, record_id)
    assert len(due(app, ToDoKind.SEND_NOTE)) == 1, "a new revision is none that was archived"


def test_a_new_revision_is_to_be_handed_over_again(app, clock, tmp_path):
    record = a_finished_record(app, on=days(-3))
    hand_on(app, record.id, tmp_path / "out")
    clock.go_on(hours=1)
    reopen_record(app, record.id)
    assert [item.target for item in due(app, ToDoKind.FINISH_RECORD)] == [record.id]
    finish_record(app, record.id)
    assert [item.target for item in due(app, ToDoKind.SEND_NOTE)] == [record.id]
    hand_on(app, record.id, tmp_path / "out")
    assert due(app, ToDoKind.SEND_NOTE) == due(app, ToDoKind.FINISH_RECORD) == []


@pytest.mark.parametrize(
    ("by", "how"), [(-1, Due.LATE), (0, Due.SOON), (7, Due.SOON), (8, Due.LATER), (14, Due.LATER)]
)
def test_an_action_is_shown_from_two_weeks_before_its_day(app, by, how):
    record = start_record(app, 900001, "visit_1", on=days(-9)).value.record
    add_action(app, record.id, what="Plan together", who="headteacher", by=days(by))
    (item,) = due(app, ToDoKind.ACTION)
    assert (item.due, item.by) == (how, days(by))
    assert item.detail.startswith("Alderbrook Primary School")


def test_actions_that_are_far_off_done_or_without_a_day_are_not_due(app):
    record = start_record(app, 900001, "visit_1", on=days(0)).value.record
    add_action(app, record.id, what="Far off", by=days(15))
    add_action(app, record.id, what="Some day")
    done = add_action(app, record.id, what="Done", by=TODAY).value
    give_status(app, done.id, ActionStatus.DONE)
    assert due(app, ToDoKind.ACTION) == []


@pytest.fixture
def cohort(app):
    project = create_project(app, "Maths Progress", academic_year=2025).value
    return add_cohort(app, project.id, "Cohort 3").value


def test_a_window_that_closes_counts_the_schools_without_a_visit(app, cohort):
    for urn in (900001, 900002, 900003):
        with_school(app, urn)
        join_cohort(app, cohort.id, urn)
    plan(app, date(2026, 1, 29), urn=900001)
    cancel_visit(app, plan(app, date(2026, 1, 28), urn=900002))
    (item,) = due(app, ToDoKind.WINDOW)
    assert item.title.startswith("2 schools")
    assert (item.by, item.due) == (date(2026, 1, 31), Due.LATER)
    assert item.target == cohort.project_id


@pytest.mark.parametrize(
    ("day", "is_told"),
    [
        (date(2026, 1, 16), False),
        (date(2026, 1, 17), True),
        (date(2026, 1, 31), True),
        (date(2026, 2, 1), False),
    ],
)
def test_a_window_is_told_of_in_its_last_two_weeks(app, clock, cohort, day, is_told):
    join_cohort(app, cohort.id, 900001)
    clock.now = datetime.combine(day, time(9), clock.now.tzinfo)
    assert bool(due(app, ToDoKind.WINDOW)) == is_told


def test_a_window_in_which_every_school_is_booked_is_not_told_of(app, cohort):
    join_cohort(app, cohort.id, 900001)
    plan(app, date(2026, 1, 29))
    assert due(app, ToDoKind.WINDOW) == []


def test_what_is_due_first_stands_first(app):
    a_full_record(app, on=date(2026, 1, 12))
    later = start_record(app, 900001, "visit_3", on=days(-40)).value.record
    add_action(app, later.id, what="Late already", by=days(-30))
    by = [item.by for item in today(app).to_do]
    assert by == sorted(by)
    assert days(-30) in by


def test_the_pupils_of_a_visit_are_counted_not_listed(app):
    from app.domain.pupils import FocusPupil

    pupil = FocusPupil(app.new_id(), 900001, "P01")
    add_pupil(app, pupil)
    add_pupil(app, replace(pupil, id=app.new_id(), code="P02"))
    plan(app, TODAY)
    (visit,) = today(app).visits
    assert "2 focus pupils, codes only" in [line.text for line in visit.ready]
