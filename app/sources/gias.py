"""Reads a list of schools, or of links between schools, from Get Information about Schools.

Any extract or saved search will do: columns are found by name, whatever their order, and those
that a file lacks are told apart from those it leaves blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

from app.domain.register import FlatSchool, RefusedRow, SchoolLink, school_of
from app.domain.schools import RegisterSchool, SchoolStatus, Urn, parse_urn
from app.errors import NotASchoolListError
from app.sources.csv_rows import CsvRows

COLUMNS = {
    "urn": "URN",
    "name": "EstablishmentName",
    "la_code": "LA (code)",
    "la_name": "LA (name)",
    "kind": "TypeOfEstablishment (name)",
    "status": "EstablishmentStatus (name)",
    "phase": "PhaseOfEducation (name)",
    "low_age": "StatutoryLowAge",
    "high_age": "StatutoryHighAge",
    "gender": "Gender (name)",
    "religious_character": "ReligiousCharacter (name)",
    "trust": "Trusts (name)",
    "street": "Street",
    "locality": "Locality",
    "address3": "Address3",
    "town": "Town",
    "postcode": "Postcode",
    "telephone": "TelephoneNum",
    "website": "SchoolWebsite",
    "pupils": "NumberOfPupils",
    "opened": "OpenDate",
    "closed": "CloseDate",
    "head": "HeadLastName",
    "successors": "Linked establishments",
}
"""The register's column for each field of RegisterSchool, in the order of its fields."""

_HEAD_NAMES = ("HeadTitle (name)", "HeadFirstName", "HeadLastName")
_LINK_COLUMNS = ("URN", "LinkURN", "LinkType")
_STATUSES = {status.value: status.value for status in SchoolStatus}
_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_LINK = re.compile(r"\s*\d{6}\s.*")
_SUCCESSOR = re.compile(r"(\d{6})\s+Successor", re.IGNORECASE)
_NOT_HERE = -1  # a row gets one blank field more, for the columns that the file lacks


class _UnusableError(Exception):
    """Why a row cannot be used, in plain words."""


class SchoolList:
    """A file that lists schools, read row by row: a RegisterSchool each, or why it is refused.

    `fields` are those of RegisterSchool that this file can say something of. Heads' names are
    read only where `heads` says so. A URN listed twice is refused the second time.
    """

    def __init__(self, rows: CsvRows, *, heads: bool = False) -> None:
        self.rows = rows
        if rows.heading[-1].casefold() == COLUMNS["successors"].casefold():
            rows.repeating = _LINK.fullmatch
        places = _places(rows.heading)
        if not heads:
            places = {name: place for name, place in places.items() if name not in _HEAD_NAMES}
        self.fields = frozenset(field for field, column in COLUMNS.items() if column in places)
        self._pick = itemgetter(*(places.get(column, _NOT_HERE) for column in COLUMNS.values()))
        self._pick_head = itemgetter(*(places.get(column, _NOT_HERE) for column in _HEAD_NAMES))
        self._readers = _readers(self.fields)
        self._with_heads = "head" in self.fields

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.rows.close()

    def __iter__(self) -> Iterator[RegisterSchool | RefusedRow]:
        return (row if isinstance(row, RefusedRow) else school_of(row) for row in self.flat())

    def flat(self) -> Iterator[FlatSchool | RefusedRow]:
        """The schools as a table will hold them, which is the fast way to bring many in."""
        lines: dict[Urn, int] = {}
        for row in self.rows:
            if isinstance(row, RefusedRow):
                yield row
                continue
            line, fields = row
            try:
                school = self._school(fields)
            except _UnusableError as problem:
                yield RefusedRow(line, str(problem))
                continue
            first = lines.setdefault(school[0], line)
            if first == line:
                yield school
            else:
                told = f"URN {school[0]} is on line {first} already; that line was used"
                yield RefusedRow(line, told)

    def _school(self, fields: list[str]) -> FlatSchool:
        fields.append("")
        values: list[Any] = list(map(str.strip, self._pick(fields)))
        if self._with_heads:
            values[_HEAD] = " ".join(" ".join(self._pick_head(fields)).split())
        if not "".join(values).isprintable():
            values = [_cleaned(text) for text in values]
        for place, read in self._readers:
            values[place] = read(values[place])
        return tuple(values)


class LinkList:
    """A file that lists links between schools, read row by row: a SchoolLink or why it is refused.

    Every kind of link is given; SchoolLink tells which of them name a successor.
    """

    def __init__(self, rows: CsvRows) -> None:
        self.rows = rows
        places = _places(rows.heading)
        self._pick = itemgetter(*(places[column] for column in _LINK_COLUMNS))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.rows.close()

    def __iter__(self) -> Iterator[SchoolLink | RefusedRow]:
        for row in self.rows:
            if isinstance(row, RefusedRow):
                yield row
                continue
            line, fields = row
            urn, linked, kind = self._pick(fields)
            try:
                yield SchoolLink(_urn(urn), _urn(linked, "LinkURN"), _cleaned(kind))
            except _UnusableError as problem:
                yield RefusedRow(line, str(problem))


def open_list(path: Path, *, heads: bool = False) -> SchoolList | LinkList:
    """Open a file of schools or of links, whichever its heading says it is.

    Raises NotASchoolListError, with one sentence, where it is neither.
    """
    rows = CsvRows(path)
    places = _places(rows.heading)
    if all(column in places for column in _LINK_COLUMNS):
        return LinkList(rows)
    missing = [COLUMNS[field] for field in ("urn", "name") if COLUMNS[field] not in places]
    if not missing:
        return SchoolList(rows, heads=heads)
    rows.close()
    raise NotASchoolListError(
        f"{path.name} is not a list of schools from Get Information about Schools: it has no "
        f"column called {' or '.join(missing)}. Nothing has been changed. "
        "Choose an edubasealldata file or a saved search, as it was downloaded."
    )


def _places(heading: Sequence[str]) -> dict[str, int]:
    """Where each column that is known here stands; the first, should a name come twice."""
    known = {name.casefold(): name for name in (*COLUMNS.values(), *_HEAD_NAMES, *_LINK_COLUMNS)}
    places: dict[str, int] = {}
    for place, name in enumerate(heading):
        column = known.get(name.casefold())
        if column is not None:
            places.setdefault(column, place)
    return places


def _readers(fields: frozenset[str]) -> tuple[tuple[int, Callable[[str], str | int]], ...]:
    """What checks each text that has a form of its own, by its place in a school."""
    readers: dict[str, Callable[[str], str | int]] = {
        "urn": _urn,
        "name": _school_name,
        "low_age": _number,
        "high_age": _number,
        "pupils": _number,
        "opened": _day,
        "closed": _day,
        "successors": _successors,
    }
    told = {field: read for field, read in readers.items() if field in fields}
    told["status"] = _status if "status" in fields else _status_unsaid
    return tuple((place, told[field]) for place, field in enumerate(COLUMNS) if field in told)


_HEAD = list(COLUMNS).index("head")


def _urn(text: str, column: str = "URN") -> Urn:
    urn = parse_urn(text)
    if urn is None:
        told = f"the {column} “{_short(text)}” is not a number of six digits"
        raise _UnusableError(told if text.strip() else f"the {column} is blank")
    return urn


def _school_name(text: str) -> str:
    if not text:
        raise _UnusableError("the school has no name")
    return text


# The same few ages, days and words come again and again: each is checked once.


@lru_cache(maxsize=64)
def _status(text: str) -> str:
    status = _STATUSES.get(text.casefold())
    if status is None:
        told = f"“{_short(text)}” is not a status that the register uses"
        raise _UnusableError(told if text else "the status is blank")
    return status


def _status_unsaid(_: str) -> str:
    return SchoolStatus.OPEN.value


@lru_cache(maxsize=4096)
def _number(text: str) -> int | str:
    if not text:
        return ""
    if len(text) <= 6 and text.isascii() and text.isdigit():  # noqa: PLR2004 - no school has a million pupils
        return int(text)
    raise _UnusableError(f"“{_short(text)}” is not a whole number")


@lru_cache(maxsize=4096)
def _day(text: str) -> str:
    """A day as the register writes it, dd-mm-yyyy, or as Excel saves it again, dd/mm/yyyy."""
    if not text:
        return ""
    found = _DAY.fullmatch(text)
    try:
        day, month, year = map(int, found.groups() if found else ())
        return date(year, month, day).isoformat()
    except ValueError:
        raise _UnusableError(f"“{_short(text)}” is not a date") from None


@lru_cache(maxsize=64)
def _successors(text: str) -> str:
    found = dict.fromkeys(_SUCCESSOR.findall(text))
    return " ".join(urn for urn in found if parse_urn(urn) is not None)


def _cleaned(text: str) -> str:
    """The text without control characters, hard spaces and their like."""
    if "\0" in text:
        raise _UnusableError("the row holds characters that are not text")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _short(text: str) -> str:
    """What a sentence can show of a value."""
    shown = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return shown if len(shown) <= 30 else f"{shown[:29]}…"  # noqa: PLR2004 - a glance
