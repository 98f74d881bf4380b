"""Dates as values: reading them, writing them, and counting days with them.

A date counts as days since 1 January 1970 UTC (ODK XForms specification, `decimal-date-time`), so
noon in London in summer ends in .4583. Days that came from a date remember it: adding to them moves
the calendar, not the clock, and two midnights lie whole days apart, even where summer time began
between them. `today() - ${visited} <= 14` is right in every week of the year.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Self

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)

_SHAPE = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_TIME = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_HOURS, _MINUTES = 24, 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with its time and zone; `when` is None for what is no date at all."""

    when: datetime | None

    @property
    def text(self) -> str:
        """ISO 8601: the day alone at midnight, the whole of it otherwise."""
        if self.when is None:
            return "Invalid Date"
        if _at_midnight(self.when):
            return self.when.date().isoformat()
        return self.when.isoformat(timespec="milliseconds")

    @property
    def number(self) -> float:
        """Days since 1970 began in UTC; NaN for no date."""
        return math.nan if self.when is None else Days(self.when)


INVALID = Moment(None)


class Days(float):
    """A number of days that came from a date and remembers it."""

    __slots__ = ("floored", "when")

    floored: bool
    when: datetime

    def __new__(cls, when: datetime, *, floored: bool = False) -> Self:
        """Count `when`; `floored` shows it as a whole number of days, as `number()` does."""
        days = super().__new__(cls, (when - EPOCH) / DAY)
        days.when = when
        days.floored = floored
        return days

    def __add__(self, other: float) -> float:
        """Later by so many days of the calendar."""
        if isinstance(other, Days) or not math.isfinite(other):
            return float(self) + float(other)
        try:
            return Days(self.when + timedelta(days=other))
        except OverflowError:
            return float(self) + other

    __radd__ = __add__

    def __sub__(self, other: float) -> float:
        """Days between two dates, or earlier by so many days of the calendar."""
        if not isinstance(other, Days):
            return self + -other
        if _at_midnight(self.when) and _at_midnight(other.when):
            return float((self.when.date() - other.when.date()).days)
        return float(self) - float(other)

    @property
    def counted(self) -> float:
        """The day's own number in its calendar at midnight, otherwise the exact value."""
        if _at_midnight(self.when):
            return float((self.when.date() - EPOCH.date()).days)
        return float(self)


def counted(number: float) -> float:
    """`number`, or the calendar's number of the day where it is a date at midnight."""
    return number.counted if isinstance(number, Days) else number


def read_moment(text: str, zone: tzinfo | None) -> Moment | None:
    """The date that `text` says, in `zone` where it names none; None where it says none."""
    match = _SHAPE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, part, offset = match.groups()
    try:
        when = datetime.combine(
            date(int(year), int(month), int(day)),
            _clock(hour or "0", minute or "0", second or "0", part),
            _zone(offset) or zone,
        )
        return Moment(when.astimezone(zone))
    except (ValueError, OverflowError):
        return None


def from_days(days: float, zone: tzinfo | None) -> Moment:
    """The date so many days after 1970 began in UTC, seen in `zone`."""
    if isinstance(days, Days):
        return Moment(days.when)
    try:
        return Moment((EPOCH + timedelta(days=days)).astimezone(zone))
    except (ValueError, OverflowError):
        return INVALID


def day_fraction(text: str, now: datetime) -> float:
    """How much of the day has gone at the time that `text` says, in the zone of `now`."""
    when = _time_of(text.strip(), now)
    if when is None:
        return math.nan
    local = when.astimezone(now.tzinfo)
    return (local - _midnight(local)) / DAY


def _time_of(text: str, now: datetime) -> datetime | None:
    """The time that `text` says: on its own date where it has one, else on that of `now`."""
    match = _TIME.fullmatch(text)
    if match is None:
        moment = read_moment(text, now.tzinfo) if ":" in text else None
        return moment.when if moment else None
    hour, minute, second, part, offset = match.groups()
    try:
        clock = _clock(hour, minute, second or "0", part)
        return datetime.combine(now.date(), clock, _zone(offset) or now.tzinfo)
    except ValueError:
        return None


def day_of(when: datetime) -> Moment:
    """The midnight that began the day of `when`."""
    return Moment(_midnight(when))


def _clock(hour: str, minute: str, second: str, part: str | None) -> time:
    return time(int(hour), int(minute), int(second), int((part or "0")[:6].ljust(6, "0")))


def _zone(offset: str | None) -> tzinfo | None:
    if not offset:
        return None
    if offset == "Z":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours >= _HOURS or minutes >= _MINUTES:
        raise ValueError(offset)
    ahead = timedelta(hours=hours, minutes=minutes)
    return timezone(-ahead if offset[0] == "-" else ahead)


def _at_midnight(when: datetime) -> bool:
    return not (when.hour or when.minute or when.second or when.microsecond)


def _midnight(when: datetime) -> datetime:
    return when.replace(hour=0, minute=0, second=0, microsecond=0)
