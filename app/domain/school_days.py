"""School working days: no weekend, no bank holiday, no holiday of the school's local authority.

Authorities publish term dates of their own. Where none were entered the usual weeks stand in,
worked out by a rule; that is approximate, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from app.domain.calendar import SATURDAY, bank_holidays, easter_sunday
from app.domain.projects import academic_year_of

LONGEST_HOLIDAY = 70
"""Days of the longest holiday that is believed: a summer has about forty-five."""
_LONG_ENOUGH = 3  # days off: a single one near a holiday does not stand for that holiday
_NEAR = timedelta(days=14)
_FURTHEST = 1_000  # days looked ahead, so that no list of holidays, however wrong, takes for ever
_FIRST_YEAR = 1900  # no usual weeks are worked out for what can only be a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days on which the schools of an authority are closed, the first and the last included.

    `la` is the authority's name as its schools bear it; `what` is such as `Half term`.
    """

    id: str
    la: str
    first: date
    last: date
    what: str = ""

    def holds(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last

    def overlaps(self, first: date, last: date) -> bool:
        """Whether one of its days lies from `first` to `last`."""
        return self.first <= last and first <= self.last


class SchoolDays:
    """Counts the days on which the schools of one authority work.

    `holidays` are those that were entered for it. A usual holiday is left out where entered ones on
    it or near it have at least half as many days off; with `usual` false none is assumed, so that
    offices' days are counted.
    """

    def __init__(self, holidays: Iterable[Holiday] = (), *, usual: bool = True) -> None:
        self._entered = tuple(holidays)
        self._usual = usual
        self._assumed_in: dict[int, tuple[Holiday, ...]] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether the schools work on `day`."""
        if _is_off_for_all(day):
            return False
        closed = (*self._entered, *self._assumed(day))
        return not any(holiday.holds(day) for holiday in closed)

    def due_after(self, day: date, count: int) -> date:
        """The day that lies `count` school working days after `day`."""
        for _ in range(_FURTHEST):
            if count <= 0:
                break
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def between(self, first: date, last: date) -> int:
        """How many school working days there are from `first` to `last`, both included."""
        days = (last - first).days + 1
        return sum(self.is_working_day(first + timedelta(days=at)) for at in range(days))

    def is_approximate(self, first: date, last: date) -> bool:
        """Whether a holiday from `first` to `last` was assumed and not entered."""
        assumed = {*self._assumed(first), *self._assumed(last)}
        return any(holiday.overlaps(first, last) for holiday in assumed)

    def _assumed(self, day: date) -> tuple[Holiday, ...]:
        year = academic_year_of(day)
        if year not in self._assumed_in:
            usual = usual_holidays(year) if self._usual and year >= _FIRST_YEAR else ()
            known = tuple(each for each in usual if not self._is_entered(each))
            self._assumed_in[year] = known
        return self._assumed_in[year]

    def _is_entered(self, usual: Holiday) -> bool:
        """Whether what was entered near a usual holiday is so long that it stands for that one."""
        first, last = usual.first - _NEAR, usual.last + _NEAR
        near = [_days_off(one) for one in self._entered if one.overlaps(first, last)]
        entered = set().union(*(days for days in near if len(days) >= _LONG_ENOUGH))
        return bool(entered) and 2 * len(entered) >= len(_days_off(usual))


def _is_off_for_all(day: date) -> bool:
    return day.weekday() >= SATURDAY or day in bank_holidays(day.year)


def _days_off(holiday: Holiday) -> frozenset[date]:
    """The days that a holiday adds to weekends and bank holidays, as far as it is believed."""
    length = min((holiday.last - holiday.first).days + 1, LONGEST_HOLIDAY)
    days = (holiday.first + timedelta(days=at) for at in range(length))
    return frozenset(day for day in days if not _is_off_for_all(day))


class Calendars:
    """The school days of every local authority, by its name in any case."""

    def __init__(self, holidays: Iterable[Holiday] = ()) -> None:
        self._holidays: dict[str, list[Holiday]] = {}
        for holiday in holidays:
            self._holidays.setdefault(holiday.la.casefold(), []).append(holiday)
        self._made: dict[str, SchoolDays] = {}

    def of(self, la: str) -> SchoolDays:
        """Those of one authority; the usual ones where nothing was entered for it."""
        key = la.casefold()
        if key not in self._made:
            self._made[key] = SchoolDays(self._holidays.get(key, ()))
        return self._made[key]


def holiday_id(la: str, first: date) -> str:
    """The id of an authority's holiday that begins on `first`: the same on every laptop."""
    return f"{la.casefold()}:{first.isoformat()}"


OFFICE_DAYS = SchoolDays(usual=False)
"""Working days of offices in England: weekends and bank holidays alone are left out."""


@cache
def usual_holidays(academic_year: int) -> tuple[Holiday, ...]:
    """The weeks in which most schools in England are closed; any one authority may differ.

    Half terms hold the last Monday of October, the third of February and the last of May; the
    Christmas weeks begin with that of Christmas Day, the Easter weeks with that of Good Friday.
    """
    first, second = academic_year, academic_year + 1
    easter = easter_sunday(second)
    return (
        _weeks("October half term", _monday_of(date(first, 10, 31))),
        _weeks("Christmas", _monday_of(date(first, 12, 25)), 2),
        _weeks("February half term", _monday_of(date(second, 2, 21))),
        _weeks("Easter", easter - timedelta(days=6), 2),
        _weeks("May half term", _monday_of(date(second, 5, 31))),
        Holiday("", "", date(second, 7, 23), date(second, 8, 31), "Summer"),
    )


def _weeks(what: str, monday: date, count: int = 1) -> Holiday:
    return Holiday("", "", monday, monday + timedelta(days=7 * count - 3), what)


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
