"""Whether a text can be read as what the form says an answer is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

_INTEGER = re.compile(r"[+-]?\d+")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        try:
            read(text)
        except ValueError:
            return False
        return True

    return fits


_FITS: dict[str, Callable[[str], bool]] = {
    "int": lambda text: _INTEGER.fullmatch(text) is not None,
    "decimal": lambda text: _DECIMAL.fullmatch(text) is not None,
    "date": _reads(date.fromisoformat),
    "time": _reads(time.fromisoformat),
    "dateTime": _reads(datetime.fromisoformat),
}
MESSAGES = {
    "int": "Give a whole number, such as 12.",
    "decimal": "Give a number, such as 12 or 12.5.",
    "date": "Give a date as year-month-day, such as 2026-03-09.",
    "time": "Give a time, such as 14:30.",
    "dateTime": "Give a date and time, such as 2026-03-09T14:30.",
}


def fits_type(kind: str, text: str) -> bool:
    """Whether `text` is blank or of the kind; kinds without a shape fit everything."""
    if not text or kind == "string":
        return True
    check = _FITS.get(kind)
    return check is None or check(text)
