"""What the form says an answer is: whether a text can be read as that, and how a form writes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, tzinfo

_INTEGER = re.compile(r"[+-]?[0-9]+")
_DATE = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)?"
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")


def _reads(shape: str, read: Callable[[str], object]) -> Callable[[str], bool]:
    # `fromisoformat` alone takes 20260304, 2026-W10-3 and the time 09, which nothing else reads.
    shaped = re.compile(shape, re.ASCII)

    def fits(text: str) -> bool:
        if shaped.fullmatch(text) is None:
            return False
        try:
            read(text)
        except ValueError:
            return False
        return True

    return fits


_FITS: dict[str, Callable[[str], bool]] = {
    "int": lambda text: _INTEGER.fullmatch(text) is not None,
    "decimal": lambda text: _DECIMAL.fullmatch(text) is not None,
    "date": _reads(_DATE, date.fromisoformat),
    "time": _reads(_TIME, time.fromisoformat),
    "dateTime": _reads(f"{_DATE}([T ]{_TIME})?", datetime.fromisoformat),
}
MESSAGES = {
    "int": "Give a whole number, such as 12.",
    "decimal": "Give a number, such as 12 or 12.5.",
    "date": "Give a date as year-month-day, such as 2026-03-09.",
    "time": "Give a time, such as 14:30.",
    "dateTime": "Give a date and time, such as 2026-03-09T14:30.",
}


_FRACTION = re.compile(r"([+-]?)(\d*)\.\d*")
Zone = Callable[[], tzinfo | None]
_DAY, _CLOCK = slice(0, 10), slice(11, None)


def _whole(text: str, _zone: Zone) -> str:
    found = _FRACTION.fullmatch(text)
    if found is None or text.strip("+-") == ".":
        return text
    digits = found[2].lstrip("0")
    return f"{found[1].strip('+')}{digits}" if digits else "0"


def _day(text: str, _zone: Zone) -> str:
    return text[_DAY] if _is_moment(text) else text


def _clock(text: str, _zone: Zone) -> str:
    return text[_CLOCK] if _is_moment(text) else text


def _moment(text: str, zone: Zone) -> str:
    where = zone()
    if where is None or len(text) != _DAY.stop or not _FITS["date"](text):
        return text
    return datetime.combine(date.fromisoformat(text), time(), where).isoformat(
        timespec="milliseconds"
    )


def _is_moment(text: str) -> bool:
    return text[_DAY.stop : _CLOCK.start] in {"T", " "} and _FITS["dateTime"](text)


_SHAPES: dict[str, Callable[[str, Zone], str]] = {
    "int": _whole,
    "date": _day,
    "time": _clock,
    "dateTime": _moment,
}


def shaped(kind: str, text: str, zone: Zone = lambda: None) -> str:
    """`text`, which the form itself put there, as the kind is written: a whole number without its
    fraction, a date without its time, a time without its date, a date and time with both (midnight
    in `zone`). What cannot be read as the kind stays as it is, to be told as a problem.
    """
    shape = _SHAPES.get(kind)
    return shape(text, zone) if shape and text else text


def fits_type(kind: str, text: str) -> bool:
    """Whether `text` is blank or of the kind; kinds without a shape fit everything."""
    if not text or kind == "string":
        return True
    check = _FITS.get(kind)
    return check is None or check(text)


def chosen(tag: str, text: str) -> str:
    """The text of an answer to a control of that tag; a choice has no blanks around its values."""
    if tag == "select1":
        return text.strip()
    return " ".join(text.split()) if tag in {"select", "rank"} else text
