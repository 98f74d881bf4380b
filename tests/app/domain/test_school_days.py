"""School working days, against bank holidays as they were published and holidays as entered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.calendar import SATURDAY, bank_holidays, working_days_after
from app.domain.school_days import OFFICE_DAYS, Holiday, SchoolDays, usual_holidays

PUBLISHED = {
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
"""Bank holidays of England as the government lists them, with substitute days."""

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@st.composite
def holidays(draw):
    first = draw(DAYS)
    long = draw(st.integers(0, 45))
    return Holiday("h", "Westmarch", first, first + timedelta(days=long))


CALENDARS = st.builds(SchoolDays, st.lists(holidays(), max_size=6), usual=st.booleans())


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_the_government_lists(year):
    assert bank_holidays(year) == {
        date.fromisoformat(f"{year}-{day}") for day in PUBLISHED[year].split()
    }


@settings(max_examples=60, deadline=None)
@given(CALENDARS, DAYS, st.integers(1, 15))
def test_the_day_that_is_due_is_a_working_day_and_so_many_days_off(days, start, count):
    due = days.due_after(start, count)
    assert days.is_working_day(due)
    assert days.between(start + timedelta(days=1), due) == count


@settings(max_examples=60, deadline=None)
@given(CALENDARS, DAYS, st.integers(1, 15))
def test_no_school_day_comes_sooner_than_an_office_day(days, start, count):
    assert days.due_after(start, count) >= OFFICE_DAYS.due_after(start, count)
    assert OFFICE_DAYS.due_after(start, count) == working_days_after(start, count)


@settings(max_examples=60, deadline=None)
@given(CALENDARS, DAYS)
def test_no_school_works_at_a_weekend_or_on_a_bank_holiday(days, day):
    if day.weekday() >= SATURDAY or day in bank_holidays(day.year):
        assert not days.is_working_day(day)


@settings(max_examples=60, deadline=None)
@given(st.integers(2000, 2060))
def test_the_usual_weeks_are_whole_in_order_and_of_their_own_year(year):
    usual = usual_holidays(year)
    weeks = usual[:-1]
    assert all((one.first.weekday(), one.last.weekday()) == (0, 4) for one in weeks)
    ends = [day for one in usual for day in (one.first, one.last)]
    assert ends == sorted(ends)
    assert date(year, 9, 1) < ends[0] < ends[-1] < date(year + 1, 9, 1)
    assert any(one.holds(date(year, 12, 25)) for one in usual) or date(year, 12, 25).weekday() > 4


def test_the_usual_weeks_of_a_year_are_those_that_most_schools_had():
    said = [(one.what, one.first.isoformat(), one.last.isoformat()) for one in usual_holidays(2025)]
    assert said == [
        ("October half term", "2025-10-27", "2025-10-31"),
        ("Christmas", "2025-12-22", "2026-01-02"),
        ("February half term", "2026-02-16", "2026-02-20"),
        ("Easter", "2026-03-30", "2026-04-10"),
        ("May half term", "2026-05-25", "2026-05-29"),
        ("Summer", "2026-07-23", "2026-08-31"),
    ]


def test_five_school_days_after_a_visit_before_half_term_lie_behind_it():
    assert SchoolDays().due_after(date(2026, 2, 12), 5) == date(2026, 2, 26)
    assert OFFICE_DAYS.due_after(date(2026, 2, 12), 5) == date(2026, 2, 19)


def test_what_was_entered_stands_in_place_of_what_is_usual_near_it():
    entered = Holiday("h", "Westmarch", date(2026, 2, 9), date(2026, 2, 13), "Half term")
    days = SchoolDays([entered])
    assert not days.is_working_day(date(2026, 2, 10))
    assert days.is_working_day(date(2026, 2, 17))
    assert not days.is_working_day(date(2026, 4, 8)), "Easter was not entered, so it is assumed"


def test_a_single_day_off_beside_a_holiday_does_not_stand_for_it():
    days = SchoolDays([Holiday("h", "Westmarch", date(2026, 2, 13), date(2026, 2, 13), "Training")])
    assert not days.is_working_day(date(2026, 2, 13))
    assert not days.is_working_day(date(2026, 2, 17))


@pytest.mark.parametrize(
    ("first", "last", "in_holiday"),
    [
        (date(2026, 9, 1), date(2026, 9, 3), date(2026, 8, 5)),  # training days
        (date(2025, 12, 29), date(2025, 12, 31), date(2025, 12, 23)),  # offices closed
        (date(2026, 4, 3), date(2026, 4, 6), date(2026, 4, 8)),  # bank holidays alone
    ],
)
def test_a_few_days_off_beside_a_long_holiday_do_not_stand_for_it(first, last, in_holiday):
    days = SchoolDays([Holiday("h", "Westmarch", first, last)])
    assert not days.is_working_day(in_holiday)
    assert days.is_approximate(in_holiday, in_holiday)


def test_a_holiday_that_was_entered_in_two_parts_stands_in_place_of_the_usual_one():
    parts = [(date(2025, 12, 17), date(2025, 12, 19)), (date(2025, 12, 22), date(2025, 12, 24))]
    days = SchoolDays([Holiday("h", "Westmarch", *part) for part in parts])
    assert days.is_working_day(date(2025, 12, 30))


def test_a_count_is_approximate_only_where_a_holiday_was_assumed():
    assert SchoolDays().is_approximate(date(2026, 2, 12), date(2026, 2, 26))
    assert not SchoolDays().is_approximate(date(2026, 1, 12), date(2026, 1, 26))
    entered = Holiday("h", "Westmarch", date(2026, 2, 16), date(2026, 2, 20))
    assert not SchoolDays([entered]).is_approximate(date(2026, 2, 12), date(2026, 2, 26))


def test_holidays_without_end_do_not_take_for_ever():
    closed = Holiday("h", "Westmarch", date(2026, 1, 1), date(2900, 1, 1))
    assert SchoolDays([closed]).due_after(date(2026, 1, 5), 5) > date(2028, 1, 1)


@pytest.mark.parametrize("year", [1, 99, 1899, 9000])
def test_a_slip_of_the_keyboard_in_the_year_is_counted_without_falling_over(year):
    assert SchoolDays().due_after(date(year, 3, 3), 5) > date(year, 3, 3)
