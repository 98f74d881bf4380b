from __future__ import annotations

import math

import pytest

from app.forms.xpath import Moment


def test_today_is_the_day_of_the_clock_that_is_given(text_at):
    assert text_at("today()") == "2026-11-03"
    assert text_at("now()") == "2026-11-03T14:30:15.250+00:00"


def test_a_date_is_a_value_of_its_own(at):
    value = at("date('2026-10-20')")
    assert isinstance(value, Moment)
    assert value.when.isoformat() == "2026-10-20T00:00:00+01:00"


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        # Summer time ends on 25 October: fourteen days are still fourteen days.
        ("today() - /visit/visited", "14"),
        ("today() - /visit/visited <= 14", "true"),
        ("date(/visit/visited + 14)", "2026-11-03"),
        ("date(/visit/visited + 14) = today()", "true"),
        ("date('2026-03-28' + 2)", "2026-03-30"),
        ("date(today() - 14)", "2026-10-20"),
        ("int('2026-07-01') mod 7", "6"),
        ("int(date('2026-07-01') - date('2026-01-01'))", "181"),
        ("/visit/visited + 1 > /visit/visited", "true"),
        ("date('2026-10-20') = '2026-10-20'", "true"),
        ("date('2026-10-20') < date('2026-10-21')", "true"),
        ("date('2026-10-20T09:30:00+01:00')", "2026-10-20T09:30:00.000+01:00"),
        ("decimal-date-time('1970-01-02T00:00:00Z')", "1"),
        ("decimal-time('18:00:00.000+00:00')", "0.75"),
        ("decimal-time('25:00:00')", "NaN"),
        ("decimal-time('2026-01-12T18:00:00.000+00:00')", "0.75"),
        ("decimal-time('2026-01-12')", "NaN"),
        ("format-date('2026-07-01', '%e %b %Y, %a')", "1 Jul 2026, Wed"),
        ("format-date('2026-07-01', '%A %d %B %y %m %n %q%%')", "Wednesday 01 July 26 07 7 %q%"),
        ("format-date-time('2026-07-01T09:05:07.250', '%H:%M:%S.%3 %h')", "09:05:07.250 9"),
        ("format-date('', '%Y')", ""),
        ("format-date('no date', '%Y')", ""),
        ("date('')", ""),
        ("date('no date')", "Invalid Date"),
        ("boolean(date('no date'))", "false"),
        ("date('2026-02-30')", "Invalid Date"),
        ("coalesce(/visit/blank, today())", "2026-11-03"),
        ("if(true(), today(), '')", "2026-11-03"),
    ],
)
def test_dates_are_reckoned_by_the_calendar(text_at, expression, answer):
    assert text_at(expression) == answer


def test_a_date_beyond_the_calendar_is_no_date_and_no_crash(at, text_at):
    assert text_at("date(99999999999)") == "Invalid Date"
    assert text_at("date(1 div 0)") == "Invalid Date"
    assert at("date('2026-01-01') + 99999999999") > 1e10
    assert math.isnan(at("decimal-date-time('9999-99-99')"))
    assert text_at("date('0001-01-01T00:00:00+14:00')") == "Invalid Date"


def test_a_time_of_day_counts_as_the_exact_part_of_the_day(at):
    assert at("now() - '2026-11-03T08:30:15.250+00:00'") == pytest.approx(0.25)
