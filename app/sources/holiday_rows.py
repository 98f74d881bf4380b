"""Reads holidays of schools from a small CSV: authority, first day, last day, what it is."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date

from app.domain.school_days import LONGEST_HOLIDAY
from app.errors import InputError

LARGEST_FILE = 256 * 1024
MOST_ROWS = 2_000
_LONGEST_WORDS = 100
_COLUMNS = 4
_YEARS = range(2000, 2100)
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

HolidayRow = tuple[str, date, date, str]
"""An authority by its code or name, the first day, the last, and what it is."""


def read_holidays(content: bytes) -> tuple[HolidayRow, ...]:
    """Every row; a heading may stand first. Raises InputError that names the line that is wrong."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise _wrong("This file is not text in UTF-8.") from error
    if len(lines) > MOST_ROWS:
        raise _wrong(f"This file has more than {MOST_ROWS} lines.")
    try:
        found = tuple(_rows(lines))
    except csv.Error as error:
        raise _wrong("This file is not a list with commas.") from error
    if not found:
        raise _wrong("There is no holiday in this file.")
    return found


def _rows(lines: list[str]) -> Iterator[HolidayRow]:
    for number, fields in enumerate(csv.reader(lines), start=1):
        cells = [field.strip() for field in fields]
        if any(cells) and not (number == 1 and _is_heading(cells)):
            yield _row(number, cells)


def _is_heading(cells: list[str]) -> bool:
    return len(cells) == _COLUMNS and not any(letter.isdigit() for letter in cells[1])


def _row(number: int, cells: list[str]) -> HolidayRow:
    if len(cells) != _COLUMNS or not cells[0]:
        raise _wrong(f"Line {number} should be: authority, first day, last day, what it is.")
    la, what = cells[0], cells[3]
    if max(len(la), len(what)) > _LONGEST_WORDS or not (la + what).isprintable():
        raise _wrong(f"Line {number} has words that are too long or can’t be shown.")
    first, last = _day(number, cells[1]), _day(number, cells[2])
    if not 0 <= (last - first).days < LONGEST_HOLIDAY:
        raise _wrong(f"Line {number} ends before it begins, or lasts over {LONGEST_HOLIDAY} days.")
    return la, first, last, what


def _day(number: int, text: str) -> date:
    british = _BRITISH.fullmatch(text)
    try:
        if british:
            found = date(int(british[3]), int(british[2]), int(british[1]))
        else:
            found = date.fromisoformat(text)
    except ValueError as error:
        raise _wrong(f"Line {number} has no day in “{text[:20]}”: write 2026-02-16.") from error
    if found.year not in _YEARS:
        raise _wrong(f"Line {number} has a day in the year {found.year}.")
    return found


def _wrong(sentence: str) -> InputError:
    return InputError(f"{sentence} No holiday has been changed.")
