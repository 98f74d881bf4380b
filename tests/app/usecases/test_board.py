"""How a visit stands on a project's board, day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.follow_through import Stage
from app.domain.school_days import OFFICE_DAYS
from app.usecases.board import Standing, project_boards
from app.usecases.follow_through import record_step
from app.usecases.projects import add_cohort, create_project, join_cohort, place_schools
from app.usecases.records import finish_record, start_record
from app.usecases.visits import cancel_visit, plan_visit
from tests.builders import StillClock, an_app, with_school
from tests.builders_filling import fill_record

ALDERBROOK = 900001
THORNFIELD = 900002


@pytest.fixture
def clock():
    return StillClock(datetime(2025, 12, 10, 9, 0, tzinfo=UTC))


@pytest.fixture
def app(tmp_path, clock):
    program = an_app(tmp_path / "data", clock)
    with_school(program)
    with_school(program, THORNFIELD, name="Thornfield Junior School")
    project = create_project(program, "Maths Progress", academic_year=2025).value
    cohort = add_cohort(program, project.id, "Cohort 1").value
    join_cohort(program, cohort.id, ALDERBROOK)
    yield program
    program.store.close()


def cell(app, kind="visit_2"):
    (board,) = project_boards(app)
    return next(cell for cell in board.rows[0].cells if cell.kind == kind)


def test_an_open_window_without_a_visit_counts_the_school_days_left(app):
    found = cell(app)
    assert found.standing is Standing.OPEN
    # 10 Dec to 31 Jan without weekends and the two weeks of Christmas
    assert found.days_left == 28


def test_a_closed_window_without_a_visit_was_missed_and_a_later_one_is_to_book(app):
    assert cell(app, "visit_1").standing is Standing.MISSED
    assert cell(app, "visit_3").standing is Standing.TO_BOOK


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        (date(2026, 1, 7), Standing.BOOKED),
        (date(2026, 1, 8), Standing.TODAY),
        (date(2026, 1, 9), Standing.NOTE_DUE),
        (date(2026, 1, 15), Standing.NOTE_DUE),
        (date(2026, 1, 16), Standing.NOTE_LATE),
    ],
)
def test_a_visit_is_booked_then_today_then_its_note_is_due_and_late(app, clock, today, standing):
    plan_visit(app, ALDERBROOK, "visit_2", date(2026, 1, 8))
    clock.now = datetime(today.year, today.month, today.day, 8, 0, tzinfo=UTC)
    assert cell(app).standing is standing


def test_a_cancelled_visit_leaves_its_window_open(app):
    planned = plan_visit(app, ALDERBROOK, "visit_2", date(2026, 1, 8)).value
    cancel_visit(app, planned.visit)
    assert cell(app).standing is Standing.OPEN


def test_a_cell_leads_to_the_record_of_its_visit(app, clock):
    visit = plan_visit(app, ALDERBROOK, "visit_2", date(2025, 12, 10)).value.visit
    record = start_record(app, ALDERBROOK, "visit_2", visit_id=visit.id).value.record
    assert cell(app).record_id == record.id
    assert not cell(app).is_finished


def test_a_record_that_was_archived_is_no_late_note(app, clock):
    visit = plan_visit(app, ALDERBROOK, "visit_2", date(2025, 12, 10)).value.visit
    record_id = start_record(app, ALDERBROOK, "data_review", visit_id=visit.id).value.record.id
    fill_record(app, record_id, {})
    finish_record(app, record_id)
    clock.go_on(days=40)
    assert cell(app).standing is Standing.NOTE_LATE
    record_step(app, record_id, Stage.ARCHIVED)
    assert cell(app).standing is Standing.SENT


def test_schools_are_put_into_cohorts_and_taken_out_in_one_go(app):
    (board,) = project_boards(app)
    project = board.overview.project.id
    second = add_cohort(app, project, "Cohort 2").value
    place_schools(app, project, {ALDERBROOK: "", THORNFIELD: second.id})

    (board,) = project_boards(app)
    assert [(row.school.urn, row.cohort) for row in board.rows] == [(THORNFIELD, "Cohort 2")]
    again = place_schools(app, project, {ALDERBROOK: "", THORNFIELD: second.id})
    assert again.changes == ()


def test_working_days_count_both_ends_and_no_weekend():
    assert OFFICE_DAYS.between(date(2026, 1, 23), date(2026, 1, 26)) == 2
