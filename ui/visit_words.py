"""The words for a visit's day, time and place in the programme."""

from __future__ import annotations

from datetime import date, timedelta

from app import reference
from app.domain.calendar import in_words
from app.domain.visits import Visit
from ui.widgets.typed_dates import show_time

_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_HALF_DAY = 4.0  # hours; longer visits are days


def long_day(day: date) -> str:
    """`Tuesday 20 January`, for a page's title."""
    return f"{_LONG_DAYS[day.weekday()]} {day.day} {_LONG_MONTHS[day.month - 1]}"


def near_day(day: date, today: date) -> str:
    """`Today`, `Tomorrow`, or the date in words."""
    near = {today: "Today", today + timedelta(days=1): "Tomorrow"}
    return near.get(day, in_words(day))


def time_words(visit: Visit) -> str:
    """`09:00 to 12:00`, or that no time has been agreed."""
    if visit.starts is None:
        return "time not agreed"
    ends = f" to {show_time(visit.ends)}" if visit.ends else ""
    return f"{show_time(visit.starts)}{ends}"


def when_words(visit: Visit, today: date) -> str:
    """`09:00 to 12:00` today, and the day before it on any other."""
    if visit.on == today:
        return time_words(visit)
    return f"{near_day(visit.on, today)}, {time_words(visit)}"


def count_words(form_id: str) -> str:
    """`Count as visit 1`, for a button; blank for what is the note of no visit."""
    kind = reference.visit_kind_of(form_id)
    return f"Count as {kind.label[:1].lower()}{kind.label[1:]}" if kind is not None else ""


def counted_words(visit: Visit) -> str:
    """What is said of a note that was counted: as which visit, and on which day."""
    label = reference.visit_kind(visit.kind).label
    return f"It counts as {label[:1].lower()}{label[1:]} now, on {in_words(visit.on)}."


def programme_words(visit: Visit, window: str) -> str:
    """`Visit 2 of 4 · December/January window · half day`; a day is said by its name alone."""
    kind = reference.visit_kind(visit.kind)
    most = max(other.number for other in reference.visit_kinds())
    place = f"Visit {kind.number} of {most}" if kind.number else kind.label
    untold = "day" in place or kind.hours < 1  # a call has no length worth a word
    length = "" if untold else "half day" if kind.hours <= _HALF_DAY else "whole day"
    return " · ".join(part for part in (place, window and f"{window} window", length) if part)
