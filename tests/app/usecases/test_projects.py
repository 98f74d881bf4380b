"""Projects: an academic year, four windows, cohorts of schools taken on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from app.domain.records import Record
from app.domain.visits import Visit
from app.errors import InputError, NotFoundError
from app.usecases.projects import (
    add_cohort,
    change_project,
    change_window,
    create_project,
    join_cohort,
    leave_cohort,
    place_schools,
    projects,
)
from app.usecases.records import finished_snapshot, start_record
from app.usecases.visits import plan_visit
from tests.builders import a_finished_record


@pytest.fixture
def project(app):
    return create_project(app, "Maths Progress").value


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2025, 8, 31), 2024),
        (date(2025, 9, 1), 2025),
        (date(2025, 12, 31), 2025),
        (date(2026, 1, 1), 2025),
        (date(2026, 8, 31), 2025),
    ],
)
def test_a_project_is_of_the_academic_year_in_which_it_is_made(app, clock, day, year):
    clock.now = datetime.combine(day, time(9), clock.now.tzinfo)
    assert create_project(app, "Maths Progress").value.academic_year == year


def test_a_project_has_the_four_usual_windows_in_order(app, project):
    (overview,) = projects(app)
    assert [window.label for window in overview.windows] == [
        "October",
        "December/January",
        "March/April",
        "July",
    ]
    assert overview.windows[1].opens.year + 1 == overview.windows[1].closes.year


def test_a_project_without_a_title_is_not_made(app):
    with pytest.raises(InputError, match="Nothing has been made"):
        create_project(app, " ")
    assert projects(app) == ()


@pytest.mark.parametrize("days", [0, 16, -1])
def test_a_note_is_due_within_fifteen_working_days(app, project, days):
    with pytest.raises(InputError, match="1 to 15 school days"):
        create_project(app, "Another", note_days=days)
    with pytest.raises(InputError, match="1 to 15 school days"):
        change_project(app, replace(project, note_days=days))
    assert [overview.project for overview in projects(app)] == [project]


def test_a_window_opens_before_it_closes(app, project):
    window = projects(app)[0].windows[0]
    with pytest.raises(InputError, match="closes before it opens"):
        change_window(app, replace(window, closes=date(2025, 9, 30)))
    change_window(app, replace(window, closes=window.opens))
    assert projects(app)[0].windows[0].closes == window.opens


def test_a_school_joins_a_cohort_once(app, project):
    cohort = add_cohort(app, project.id, " Cohort 3 ").value
    assert cohort.title == "Cohort 3"
    first = join_cohort(app, cohort.id, 900001)
    again = join_cohort(app, cohort.id, 900001)
    assert again.value == first.value
    assert again.changes == ()
    assert projects(app)[0].members == (first.value,)


def test_a_school_leaves_its_cohort(app, project):
    cohort = add_cohort(app, project.id, "Cohort 3").value
    leave_cohort(app, join_cohort(app, cohort.id, 900001).value)
    assert projects(app)[0].members == ()


def test_only_a_school_taken_on_joins(app, project):
    cohort = add_cohort(app, project.id, "Cohort 3").value
    with pytest.raises(NotFoundError, match="not taken on"):
        join_cohort(app, cohort.id, 900009)


def test_a_cohort_has_a_title(app, project):
    with pytest.raises(InputError, match="title"):
        add_cohort(app, project.id, "")


def test_the_latest_year_is_listed_first(app):
    for title, year in (("Early", 2023), ("Late", 2026), ("Also late", 2026)):
        create_project(app, title, academic_year=year)
    assert [each.project.title for each in projects(app)] == ["Also late", "Late", "Early"]


@pytest.mark.parametrize("joins", ["one", "several"])
def test_what_was_planned_and_begun_this_year_comes_along_into_the_project(app, joins):
    made = create_project(app, "Maths Progress", academic_year=2025).value
    cohort = add_cohort(app, made.id, "Cohort 3").value
    this_year = plan_visit(app, 900001, "visit_2", date(2026, 1, 20)).value.visit
    last_year = plan_visit(app, 900001, "visit_2", date(2025, 1, 20)).value.visit
    draft = start_record(app, 900001, "visit_1", on=date(2026, 1, 20)).value.record
    done = a_finished_record(app, on=date(2026, 1, 19))
    assert draft.project_id == done.project_id == ""
    if joins == "one":
        join_cohort(app, cohort.id, 900001)
    else:
        place_schools(app, made.id, {900001: cohort.id})
    with app.store.reading() as reader:
        visits = {visit.id: visit.project_id for visit in reader.find(Visit, urn=900001)}
        records = {record.id: record.project_id for record in reader.find(Record, urn=900001)}
    assert visits == {this_year.id: made.id, last_year.id: ""}
    assert records == {draft.id: made.id, done.id: ""}


def test_the_note_of_a_school_that_is_in_no_project_names_none(app):
    create_project(app, "Maths Progress", academic_year=2025)
    record = a_finished_record(app)
    assert "project" not in finished_snapshot(app, record.id).facts
