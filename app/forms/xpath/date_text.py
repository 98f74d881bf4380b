"""Dates as people write them: the patterns of `format-date()`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MARKS: dict[str, Callable[[datetime], str]] = {
    "Y": lambda when: f"{when.year:04}",
    "y": lambda when: f"{when.year % 100:02}",
    "m": lambda when: f"{when.month:02}",
    "n": lambda when: str(when.month),
    "B": lambda when: _MONTHS[when.month - 1],
    "b": lambda when: _MONTHS[when.month - 1][:3],
    "d": lambda when: f"{when.day:02}",
    "e": lambda when: str(when.day),
    "H": lambda when: f"{when.hour:02}",
    "h": lambda when: str(when.hour),
    "M": lambda when: f"{when.minute:02}",
    "S": lambda when: f"{when.second:02}",
    "3": lambda when: f"{when.microsecond // 1000:03}",
    "A": lambda when: _WEEKDAYS[when.weekday()],
    "a": lambda when: _WEEKDAYS[when.weekday()][:3],
    "W": lambda when: str(when.isocalendar().week),
    "%": lambda _when: "%",
}


def write_date(when: datetime, pattern: str) -> str:
    """`when` as `pattern` says: the marks of ODK XForms, and `%A`, `%B`, `%W`, `%%` besides.

    A mark that is not known stays as it stands.
    """

    def replaced(match: re.Match[str]) -> str:
        write = _MARKS.get(match[1])
        return write(when) if write else match[0]

    return re.sub(r"%(.)", replaced, pattern)


def unknown_marks(pattern: str) -> list[str]:
    """The marks in `pattern` that say nothing, each once; a lone `%` at the end is one."""
    found = re.findall(r"%(?:.|$)", pattern, re.DOTALL)
    return [mark for mark in dict.fromkeys(found) if mark[1:] not in _MARKS]
