"""A note that was begun by itself counts as the visit it is of, at once or afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.visits import VisitState
from app.errors import RuleError
from app.usecases.board import Standing, project_boards
from app.usecases.counted_visits import count_as_visit, uncount
from app.usecases.projects import add_cohort, create_project, join_cohort
from app.usecases.records import finish_record, finished_snapshot, start_record
from app.usecases.school_page import StepState, school_page
from app.usecases.starting import start_choices
from app.usecases.today import today
from app.usecases.visits import cancel_visit, plan_visit, visits_of
from tests.builders import StillClock, a_finished_record, an_app, with_school
from tests.builders_filling import fill_record
from tests.builders_follow import send

URN = 900001


@pytest.fixture
def clock():
    return StillClock(datetime(2025, 10, 8, 9, 0, tzinfo=UTC))


@pytest.fixture
def app(tmp_path, clock):
    program = an_app(tmp_path / "data", clock)
    with_school(program)
    project = create_project(program, "Maths Progress", academic_year=2025).value
    join_cohort(program, add_cohort(program, project.id, "Cohort 1").value.id, URN)
    yield program
    program.store.close()


def standing(app, kind="visit_1"):
    (board,) = project_boards(app)
    return next(cell for cell in board.rows[0].cells if cell.kind == kind)


def step(app, kind="visit_1"):
    return next(step for step in school_page(app, URN).steps if step.kind.key == kind)


def a_note(app, form_id="visit_1", **more):
    return start_record(app, URN, form_id, **more).value.record


def finish(app, record):
    fill_record(app, record.id, {})
    return finish_record(app, record.id).value.record


def test_a_visit_is_made_with_the_record_in_one_go(app):
    done = start_record(app, URN, "visit_1", counts=True)
    (visit,) = visits_of(app, URN)
    assert (visit.kind, visit.on, visit.state) == ("visit_1", app.today(), VisitState.PLANNED)
    assert visit.project_id == done.value.record.project_id
    assert done.value.record.visit_id == visit.id
    assert {"visit", "record"} <= {change.kind for change in done.changes}
    assert step(app).state is StepState.IN_PROGRESS


def test_the_board_and_today_follow_a_counted_note_to_its_end(app, clock, tmp_path):
    record = a_note(app, counts=True)
    assert standing(app).standing is Standing.TODAY
    clock.go_on(days=1)
    assert standing(app).standing is Standing.NOTE_DUE
    finish(app, record)
    send(app, record.id, tmp_path / "sent")
    assert standing(app).standing is Standing.SENT
    (board,) = project_boards(app)
    assert board.rows[0].visited == 1
    assert not [item for item in today(app).to_do if "no visit in this window" in item.title]


def test_without_it_nothing_is_made(app):
    a_note(app)
    assert visits_of(app, URN) == ()
    assert standing(app).standing is Standing.OPEN


def test_what_is_the_note_of_no_visit_can_not_count_as_one(app):
    with pytest.raises(RuleError, match="can’t count"):
        a_note(app, "book_look", counts=True)
    assert school_page(app, URN).overview.records == ()


def test_a_finished_note_counts_later_and_its_snapshot_stays(app, clock, tmp_path):
    record = finish(app, a_note(app))
    send(app, record.id, tmp_path / "sent")
    clock.go_on(days=40)
    assert standing(app).standing is Standing.MISSED
    assert school_page(app, URN).uncounted[0].id == record.id
    before = finished_snapshot(app, record.id)

    counted = count_as_visit(app, record.id).value
    assert (counted.visit.on, counted.visit.state) == (record.on, VisitState.DONE)
    assert standing(app).standing is Standing.SENT
    assert step(app).state is StepState.SENT
    assert finished_snapshot(app, record.id) == before
    assert school_page(app, URN).uncounted == ()

    uncount(app, counted)
    assert standing(app).standing is Standing.MISSED
    assert school_page(app, URN).uncounted[0].id == record.id


def test_the_planned_visit_of_its_kind_is_taken_and_given_back_as_it_was(app):
    plan_visit(app, URN, "visit_2", date(2025, 10, 10))
    planned = plan_visit(app, URN, "visit_1", date(2025, 10, 20)).value.visit
    record = a_note(app)
    counted = count_as_visit(app, record.id).value
    assert counted.visit.id == planned.id
    assert counted.visit.on == record.on
    assert len(visits_of(app, URN)) == 2
    uncount(app, counted)
    assert planned in visits_of(app, URN)


def test_a_call_on_another_day_is_another_call(app):
    planned = plan_visit(app, URN, "phone_or_video", date(2025, 10, 20)).value.visit
    counted = count_as_visit(app, a_note(app, "keeping_in_touch").id).value
    assert counted.visit.id != planned.id


def test_a_record_counts_once_and_a_visit_has_one_note(app):
    visit = plan_visit(app, URN, "extra", date(2025, 10, 9)).value.visit
    first, second = a_note(app), a_note(app)
    count_as_visit(app, first.id, visit.id)
    with pytest.raises(RuleError, match="already"):
        count_as_visit(app, first.id)
    with pytest.raises(RuleError, match="has a record"):
        count_as_visit(app, second.id, visit.id)


def test_the_note_of_a_visit_that_was_cancelled_counts_again(app):
    record = a_note(app, counts=True)
    cancel_visit(app, visits_of(app, URN)[0])
    assert count_as_visit(app, record.id).value.visit.state is VisitState.PLANNED


def test_the_dialog_is_told_what_a_form_would_count_as(app):
    choice = start_choices(app).countable(URN, "visit_1")
    assert (choice.kind.label, choice.window, choice.inside) == ("Visit 1", "October", True)
    assert not start_choices(app).countable(URN, "visit_2").inside
    assert start_choices(app).countable(URN, "book_look") is None
    assert choice.before is None
    record = a_finished_record(app)
    assert start_choices(app).countable(URN, record.form_id).before.id == record.id
