"""Whether a value that came from elsewhere is one that its column can hold, and what it is there.

What arrives is never believed: it may come from a newer program, or from a broken or forged file.
A value fits where it is written exactly as this program would write it, and lies within bounds that
no real work reaches.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Integer

from app.domain.changes import DELETED, Change, FieldValue
from app.domain.pasted import is_whole
from app.domain.snapshot import is_snapshot
from app.storage import wire
from app.storage.kinds import KINDS, Kind
from app.storage.tables.columns import Day, Moment, TimeOfDay, Word, Words

LONGEST_TEXT = 1_000_000
"""Characters of one text: some five hundred pages."""

LONGEST_NAME = 1_000
"""Characters of an id, or of a field: the reference of an answer in nested rows has a few dozen."""

LARGEST_TEXT = 64_000_000
"""Characters of a form's file, which is one field."""

MOST_REVISIONS = 10_000
"""Of one record; each may have been frozen, so they are looked through one by one."""

_YEARS = range(100, 9001)  # a slip of the keyboard is shown; what no calendar can count on is not
_NUMBERS = range(1_000_000_001)
_MOST_WORDS = 1_000

_BOUNDS: Mapping[tuple[str, str], range] = {
    ("project", "academic_year"): _YEARS,
    ("project", "note_days"): range(1, 366),
    ("project", "quality_one_in"): range(1_001),
    ("school", "low_age"): range(121),
    ("school", "high_age"): range(121),
    ("evidence", "count"): range(1, 1_000_000),
    ("record", "revision"): range(1, MOST_REVISIONS),
    ("document", "revision"): range(1, MOST_REVISIONS),
    ("record_step", "revision"): range(1, MOST_REVISIONS),
}
_LONG: Mapping[tuple[str, str], int] = {
    ("own_form", "xml"): 32_000_000,
    ("form_file", "content"): LARGEST_TEXT,
}
_FILE_NAME = re.compile(r"[^/\\:*?\"<>|\x00-\x1f.][^/\\:*?\"<>|\x00-\x1f]{0,199}")
_HEX = re.compile(r"[0-9a-f]{64}")
_REFERENCE = re.compile(f"(?:{_FILE_NAME.pattern})?")  # files are called by it
_SHAPES: Mapping[tuple[str, str], re.Pattern[str]] = {
    ("record", "reference"): _REFERENCE,
    ("photo", "file_name"): re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,99}\.[a-z]{3,4}"),
    ("photo", "key"): _HEX,
    ("photo", "sha256"): _HEX,
    ("document", "file_name"): _FILE_NAME,
    ("form_file", "name"): _FILE_NAME,
    ("form_file", "content"): re.compile(
        r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"
    ),
}

BY_NAME: Mapping[str, Kind] = {kind.wire.kind: kind for kind in KINDS.values()}
"""The kinds by their wire names."""

MISFIT = object()
"""What a value that its column cannot hold is there."""


def held(kind: Kind, field: str, value: FieldValue) -> object:
    """What the attribute of that field holds for a wire `value`, or MISFIT."""
    where = kind.wire.kind, field
    column, read = _COLUMNS[where]
    if value is None:
        return None if column.nullable else MISFIT
    try:
        found = read(column, where, value)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return MISFIT
    if found is value:
        return found
    return found if wire.to_wire(found) == value else MISFIT  # exactly as it is written here


def fits(change: Change) -> bool:
    """Whether this program knows the field of a change and can hold its value there."""
    if change.field == DELETED:
        return isinstance(change.value, bool)
    if change.kind == wire.SNAPSHOT:
        return _fits_snapshot(change.field, change.value)
    if change.kind == wire.RECORD and change.field.startswith(wire.ANSWER):
        return change.value is None or is_text(change.value)
    kind = BY_NAME.get(change.kind)
    return (
        kind is not None
        and knows(kind, change.field)
        and (held(kind, change.field, change.value) is not MISFIT)
    )


def _fits_snapshot(field: str, value: FieldValue) -> bool:
    if not is_text(value, LARGEST_TEXT):
        return False
    if field == wire.SNAPSHOT_CONTENT:
        return is_snapshot(str(value))
    return field == wire.SNAPSHOT_HASH and _HEX.fullmatch(str(value)) is not None


def knows(kind: Kind, field: str) -> bool:
    """Whether things of this kind have that field, by its wire name."""
    return field in kind.wire.attributes


def is_text(value: object, longest: int = LONGEST_TEXT) -> bool:
    """Whether `value` is text that can be written down, and not too much of it."""
    return isinstance(value, str) and len(value) <= longest and is_whole(value)


def is_name(value: object) -> bool:
    """Whether `value` can be an id, a scope or a field: printable, and not blank."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and value.isprintable()


def _text(_column: Column[Any], where: tuple[str, str], value: FieldValue) -> str:
    shape = _SHAPES.get(where)
    if not isinstance(value, str) or not is_text(value, _LONG.get(where, LONGEST_TEXT)):
        raise ValueError(where)
    if shape is not None and not shape.fullmatch(value):
        raise ValueError(where)
    return value


def _number(_column: Column[Any], where: tuple[str, str], value: FieldValue) -> int:
    if type(value) is not int or value not in _BOUNDS.get(where, _NUMBERS):
        raise ValueError(where)
    return value


def _flag(_column: Column[Any], where: tuple[str, str], value: FieldValue) -> bool:
    if not isinstance(value, bool):
        raise TypeError(where)
    return value


def _day(_column: Column[Any], where: tuple[str, str], value: FieldValue) -> date:
    return _in_our_time(date.fromisoformat(_text(_column, where, value)))


def _hour(_column: Column[Any], where: tuple[str, str], value: FieldValue) -> time:
    found = time.fromisoformat(_text(_column, where, value))
    if found.tzinfo is not None:
        raise ValueError(where)
    return found


def _moment(_column: Column[Any], where: tuple[str, str], value: FieldValue) -> datetime:
    return _in_our_time(datetime.fromisoformat(_text(_column, where, value)))


_DayOrMoment = TypeVar("_DayOrMoment", date, datetime)


def _in_our_time(found: _DayOrMoment) -> _DayOrMoment:
    if found.year not in _YEARS:
        raise ValueError(found)
    return found


def _word(column: Column[Any], where: tuple[str, str], value: FieldValue) -> object:
    assert isinstance(column.type, Word)
    return column.type.words(_text(column, where, value))


def _words(column: Column[Any], where: tuple[str, str], value: FieldValue) -> tuple[str, ...]:
    found = json.loads(_text(column, where, value))
    if not isinstance(found, list) or len(found) > _MOST_WORDS or not all(map(is_text, found)):
        raise TypeError(where)
    return tuple(found)


_Read = Callable[[Column[Any], tuple[str, str], FieldValue], object]
_READERS: tuple[tuple[type[Any], _Read], ...] = (
    (Day, _day),
    (TimeOfDay, _hour),
    (Moment, _moment),
    (Word, _word),
    (Words, _words),
    (Boolean, _flag),
    (Integer, _number),
    (object, _text),
)

_COLUMNS: Mapping[tuple[str, str], tuple[Column[Any], _Read]] = {
    (name, field): (
        column,
        next(read for type_, read in _READERS if isinstance(column.type, type_)),
    )
    for name, kind in BY_NAME.items()
    for field, column in (
        (field, kind.table.c[attribute]) for field, attribute in kind.wire.attributes.items()
    )
}
"""Where each field is kept, and what reads its values: looked up for every change that arrives."""
