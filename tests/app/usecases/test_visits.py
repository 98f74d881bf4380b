"""Visits: planned within their windows or with a warning, never blocked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.visits import VisitState
from app.errors import InputError, NotFoundError
from app.usecases.projects import (
    add_cohort,
    change_window,
    create_project,
    join_cohort,
    leave_cohort,
    projects,
)
from app.usecases.visits import (
    cancel_visit,
    change_visit,
    plan_visit,
    plan_year,
    visits_of,
)


@pytest.fixture
def project(app):
    """A project with the school in it."""
    made = create_project(app, "Maths Progress", academic_year=2025).value
    join_cohort(app, add_cohort(app, made.id, "Cohort 3").value.id, 900001)
    return made


def warning(app, kind, on):
    return plan_visit(app, 900001, kind, on).value.warning


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("visit_1", date(2025, 10, 1), date(2025, 10, 31)),
        ("visit_2", date(2025, 12, 1), date(2026, 1, 31)),
        ("visit_3", date(2026, 3, 1), date(2026, 4, 30)),
        ("visit_4", date(2026, 7, 1), date(2026, 7, 31)),
    ],
)
def test_the_first_and_last_day_of_a_window_are_in_it(app, project, kind, first, last):
    assert warning(app, kind, first) == ""
    assert warning(app, kind, last) == ""


def test_the_second_window_goes_on_over_the_new_year(app, project):
    assert warning(app, "visit_2", date(2025, 12, 31)) == ""
    assert warning(app, "visit_2", date(2026, 1, 1)) == ""


@pytest.mark.parametrize("on", [date(2025, 11, 30), date(2026, 2, 1), date(2026, 12, 9)])
def test_a_day_outside_its_window_warns_and_is_kept(app, project, on):
    assert warning(app, "visit_2", on) == (
        "This date is outside the December/January window "
        "(Mon 1 Dec 2025 to Sat 31 Jan 2026). You can still use it."
    )
    assert [visit.on for visit in visits_of(app, 900001)] == [on]


def test_a_moved_window_moves_the_warning(app, project):
    window = projects(app)[0].windows[1]
    change_window(app, replace(window, closes=date(2026, 2, 6)))
    assert warning(app, "visit_2", date(2026, 2, 6)) == ""
    assert warning(app, "visit_2", date(2026, 2, 7))


def test_kinds_without_a_window_and_schools_without_a_project_never_warn(app):
    assert warning(app, "visit_1", date(2026, 8, 1)) == ""
    create_project(app, "Maths Progress")
    assert warning(app, "launch", date(2026, 8, 1)) == ""


def test_the_window_is_that_of_the_project_the_school_is_in(app, project):
    later = create_project(app, "Next Year", academic_year=2026).value
    cohort = add_cohort(app, later.id, "Cohort 4").value
    join_cohort(app, cohort.id, 900001)
    assert warning(app, "visit_2", date(2026, 1, 10))
    assert warning(app, "visit_2", date(2027, 1, 10)) == ""


def test_a_visit_ends_after_its_usual_hours(app):
    visit = plan_visit(app, 900001, "visit_1", app.today(), starts=time(13, 30)).value.visit
    assert visit.ends == time(16, 30)
    late = plan_visit(app, 900001, "visit_1", app.today(), starts=time(22)).value.visit
    assert late.ends == time(23, 59)


def test_a_visit_without_a_start_has_no_end(app):
    assert plan_visit(app, 900001, "visit_1", app.today()).value.visit.ends is None


@pytest.mark.parametrize("ends", [time(9), time(8, 59)])
def test_a_visit_that_ends_before_it_starts_is_refused(app, ends):
    with pytest.raises(InputError, match="Nothing has been changed"):
        plan_visit(app, 900001, "visit_1", app.today(), starts=time(9), ends=ends)
    assert visits_of(app, 900001) == ()


@pytest.mark.parametrize("day", [date(9999, 12, 30), date(2100, 1, 1), date(1899, 12, 31)])
def test_a_visit_in_a_year_that_can_only_be_a_slip_is_refused(app, day):
    with pytest.raises(InputError, match=str(day.year)):
        plan_visit(app, 900001, "visit_1", day)
    visit = plan_visit(app, 900001, "visit_1", app.today()).value.visit
    with pytest.raises(InputError, match=str(day.year)):
        change_visit(app, replace(visit, on=day))
    assert visits_of(app, 900001) == (visit,)


def test_a_kind_of_visit_that_is_unknown_names_the_known_ones(app):
    with pytest.raises(NotFoundError, match="visit_1"):
        plan_visit(app, 900001, "visit_9", app.today())


def test_a_visit_is_to_a_school_taken_on(app):
    with pytest.raises(NotFoundError, match="not taken on"):
        plan_visit(app, 900009, "visit_1", app.today())


def test_a_cancelled_visit_stays_in_the_list_and_can_be_taken_up_again(app):
    visit = plan_visit(app, 900001, "visit_1", app.today()).value.visit
    cancel_visit(app, visit)
    assert [each.state for each in visits_of(app, 900001)] == [VisitState.CANCELLED]
    change_visit(app, visit)
    assert visits_of(app, 900001) == (visit,)


def test_moving_a_visit_out_of_its_window_warns(app, project):
    visit = plan_visit(app, 900001, "visit_1", date(2025, 10, 14)).value.visit
    moved = change_visit(app, replace(visit, on=date(2025, 11, 4))).value
    assert "outside the October window" in moved.warning


def test_a_year_is_planned_at_once(app, project):
    days = {"launch": date(2025, 9, 18), "visit_1": date(2025, 10, 14), "visit_2": date(2026, 2, 9)}
    planned = plan_year(app, 900001, days).value
    assert [each.visit.on for each in planned] == list(days.values())
    assert [bool(each.warning) for each in planned] == [False, False, True]


def test_a_year_with_an_unknown_kind_plans_nothing(app, project):
    with pytest.raises(NotFoundError):
        plan_year(app, 900001, {"visit_1": date(2025, 10, 14), "visit_9": date(2026, 2, 9)})
    assert visits_of(app, 900001) == ()


def test_a_school_that_left_its_cohort_or_never_joined_one_is_in_no_project(app):
    made = create_project(app, "Maths Progress", academic_year=2025).value
    assert plan_visit(app, 900001, "visit_1", date(2026, 5, 1)).value.visit.project_id == ""
    cohort = add_cohort(app, made.id, "Cohort 3").value
    member = join_cohort(app, cohort.id, 900001).value
    assert plan_visit(app, 900001, "visit_1", date(2026, 5, 2)).value.visit.project_id == made.id
    leave_cohort(app, member)
    assert plan_visit(app, 900001, "visit_1", date(2026, 5, 3)).value.visit.project_id == ""
