"""Dates and times as advisers type them: 20/1/26, 20 jan, tue, +7; 9, 9.30, 0930, 2pm.

Day before month, as in England. Nothing here needs Qt.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_LEAD = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[ ,]+(?=\d)")
_NUMBERS = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})\.?,?(?: ?(\d{4}|\d{2}))?$")
_STEP = re.compile(r"^([+-]\d{1,3})$")
_CLOCK = re.compile(r"^(\d{1,2})(?:[:. ]?(\d{2}))? ?(am|pm)?$")
_CENTURY = 2000
_HALF_A_DAY = 12


def read_date(text: str, today: date) -> date | None:
    """The day that `text` means, seen from `today`; None where it is no date.

    A day without a year is the one nearest to `today`; a weekday is the next of that name.
    """
    said = _LEAD.sub("", " ".join(text.casefold().split()))
    for read in (_named, _step, _weekday, _iso, _numbers, _words):
        found = read(said, today)
        if found is not None:
            return found
    return None


def show_date(day: date) -> str:
    """`Tue 20 Jan 2026`."""
    return f"{_DAYS[day.weekday()].title()} {day.day} {_MONTHS[day.month - 1].title()} {day.year}"


def read_time(text: str) -> time | None:
    """The time that `text` means: 9, 9.30, 0930, 9:30, 2pm, noon; None where it is none."""
    said = " ".join(text.casefold().split())
    if said in {"noon", "midday"}:
        return time(_HALF_A_DAY)
    match = _CLOCK.match(said)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % _HALF_A_DAY + (_HALF_A_DAY if match[3] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None


def show_time(moment: time) -> str:
    """`09:00`."""
    return f"{moment:%H:%M}"


def _named(said: str, today: date) -> date | None:
    return today + timedelta(days=_NAMED[said]) if said in _NAMED else None


def _step(said: str, today: date) -> date | None:
    match = _STEP.match(said)
    return today + timedelta(days=int(match[1])) if match else None


def _weekday(said: str, today: date) -> date | None:
    if len(said) < 3 or not said.isalpha() or said[:3] not in _DAYS:  # noqa: PLR2004 - tue, wed
        return None
    return today + timedelta(days=(_DAYS.index(said[:3]) - today.weekday() - 1) % 7 + 1)


def _iso(said: str, _today: date) -> date | None:
    match = _ISO.match(said)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _numbers(said: str, today: date) -> date | None:
    match = _NUMBERS.match(said)
    return _in_year(int(match[1]), int(match[2]), match[3], today) if match else None


def _words(said: str, today: date) -> date | None:
    match = _WORDS.match(said)
    if match is None or match[2][:3] not in _MONTHS:
        return None
    return _in_year(int(match[1]), _MONTHS.index(match[2][:3]) + 1, match[3], today)


def _in_year(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        full = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 - two digits
        return _day(full, month, day)
    near = (_day(today.year + shift, month, day) for shift in (-1, 0, 1))
    return min(filter(None, near), key=lambda found: abs(found - today), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
