"""Days: working days in England, the words for a date, and weeks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

SATURDAY = 5
LIKELY_YEARS = range(1900, 2100)
"""Years in which a visit may be: any other is a slip of the keyboard."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def in_words(day: date) -> str:
    """A date as this program shows it everywhere: `Tue 20 Jan 2026`, whatever the locale."""
    return f"{without_year(day)} {day.year}"


def without_year(day: date) -> str:
    """A date near to today where there is little room: `Tue 20 Jan`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the rule of Butcher's Ecclesiastical Calendar)."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    lead = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * lead) // 451
    month, day = divmod(epact + lead - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in `year` by the standing rules.

    One-off holidays that are proclaimed for a single year are not here.
    """
    easter = easter_sunday(year)
    fixed = {
        _substitute(date(year, 1, 1)),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        _first_monday(date(year, 5, 1)),
        _first_monday(date(year, 5, 25)),
        _first_monday(date(year, 8, 25)),
    }
    return frozenset(fixed | _christmas(year))


def _substitute(day: date) -> date:
    return day if day.weekday() < SATURDAY else _first_monday(day)


def _first_monday(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _christmas(year: int) -> set[date]:
    """The first two working weekdays from Christmas Day on, as substitute days are given."""
    days: set[date] = set()
    day = date(year, 12, 25)
    while len(days) < 2:  # noqa: PLR2004 - Christmas Day and Boxing Day
        if day.weekday() < SATURDAY:
            days.add(day)
        day += timedelta(days=1)
    return days


def is_working_day(day: date) -> bool:
    """Whether offices in England work on `day`."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The day that lies `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
