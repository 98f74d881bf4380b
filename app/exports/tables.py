"""Snapshots of finished records as tables: the same for CSV as for a workbook.

One table has a row for each record and a column for each question; a repeat and a panel are tables
of their own, whose rows name their record. A question with choices has two columns: the value as it
is kept, and the words as they are read. What is private is in no snapshot, so in no table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from app.domain.snapshot import Snapshot, SnapshotAnswer, SnapshotGroup, asked_within
from app.forms.refs import without_rows

Cell = str | int | Decimal | date | None

RECORDS = "records"
PANELS: Mapping[str, tuple[str, ...]] = {
    "actions": ("number", "reference", "what", "who", "by", "known_by", "support", "confidence"),
    "earlier": ("number", "reference", "what", "who", "by", "status", "seen"),
    "people": ("role", "name"),
    "evidence": ("source", "where", "count", "seen"),
    "pupils": (
        *("code", "year", "disadvantaged", "send", "eal", "prior", "starting_point", "target"),
        *("helps", "review_date", "status"),
    ),
}
"""The panels' tables, in order, with their columns: the words that a snapshot has of each row."""

_FACTS = ("school", "urn", "la", "phase", "project", "cohort", "date", "starts", "ends", "adviser")
_IN_WORDS = {"urn": "URN", "la": "Local authority", "send": "SEND", "eal": "EAL"}
_WORDED = {"select_one", "select_multiple", "rank"}
_COUNTED = {"integer", "range"}
_PICTURE = "image"  # whose words are its caption
_SKIPPED = {"note"}
_LONGEST_NUMBER = 15  # digits that a spreadsheet keeps


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name that programs go by, and the words that people read above it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and rows as long as there are columns."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(slots=True)
class _Growing:
    """A table to which rows come one by one, each with columns of its own."""

    name: str
    columns: dict[str, Column] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    rows: list[dict[str, Cell]] = field(default_factory=list)

    def add(self, row: Iterable[tuple[Column, Cell]]) -> None:
        """Adds a row; a new column goes behind the one before it in this row."""
        kept: dict[str, Cell] = {}
        behind = -1
        for column, cell in row:
            if column.name in self.columns:
                behind = self.order.index(column.name)
            else:
                behind += 1
                self.order.insert(behind, column.name)
                self.columns[column.name] = column
            kept[column.name] = cell
        self.rows.append(kept)

    def table(self) -> Table:
        """The table as it is now."""
        rows = tuple(tuple(row.get(name) for name in self.order) for row in self.rows)
        return Table(self.name, tuple(self.columns[name] for name in self.order), rows)


def tables_of(snapshots: Sequence[Snapshot]) -> tuple[Table, ...]:
    """The tables of finished records; records of several forms get tables of their own.

    Records of one form stand in one table, also where their versions differ.
    """
    forms: dict[str, list[Snapshot]] = {}
    for snapshot in snapshots:
        forms.setdefault(snapshot.form_id, []).append(snapshot)
    several = len(forms) > 1
    tables = [
        table
        for form_id, of_form in forms.items()
        for table in _tables_of_form(of_form, f"{form_id}." if several else "")
    ]
    return (*tables, *_panels(snapshots))


def _tables_of_form(snapshots: Sequence[Snapshot], prefix: str) -> Iterator[Table]:
    records = _Growing(f"{prefix}{RECORDS}")
    repeats: dict[str, _Growing] = {}
    for snapshot in snapshots:
        records.add((*_head(snapshot), *_answers(snapshot.sections)))
        for section in snapshot.sections:
            for row, parent, place in _rows(section, ""):
                name = without_rows(row.ref).split("/", 2)[-1].replace("/", ".")
                table = repeats.setdefault(name, _Growing(f"{prefix}{name}"))
                own = [
                    *_key(snapshot),
                    (Column("row", "Row"), row.row),
                    (Column("parent_row", "Row it stands in"), parent),
                    (Column("place", "Place"), place),
                ]
                table.add((*own, *_answers([row])))
    yield records.table()
    yield from (table.table() for table in repeats.values())


def _key(snapshot: Snapshot) -> tuple[tuple[Column, Cell], ...]:
    return (
        (Column("record_id", "Record’s id"), snapshot.record_id),
        (Column("reference", "Record"), snapshot.reference),
    )


def _head(snapshot: Snapshot) -> Iterator[tuple[Column, Cell]]:
    yield from _key(snapshot)
    yield Column("title", "Title"), snapshot.title
    yield Column("form_version", "Version of the form"), snapshot.form_version
    yield Column("revision", "Revision"), snapshot.revision
    yield Column("finished_at", "Finished"), snapshot.finished_at
    for name in _FACTS:
        fact = snapshot.facts.get(name, "")
        cell: Cell = (
            _day(fact) if name == "date" else (int(fact) if name == "urn" and fact else fact)
        )
        yield Column(f"fact.{name}", _words(name)), cell


def _words(name: str) -> str:
    return _IN_WORDS.get(name, name.replace("_", " ").capitalize())


def _answers(groups: Iterable[SnapshotGroup], within: str = "") -> Iterator[tuple[Column, Cell]]:
    """The answers of groups, in the form's order; not those in the rows of repeats within.

    Many a prompt asks for a level and for what was seen, so the words above a column begin with
    those of the group `within` which its question stands.
    """
    for group in groups:
        for item in group.items:
            if isinstance(item, SnapshotAnswer) and item.kind not in _SKIPPED:
                yield from _cells(item, within)
            elif isinstance(item, SnapshotGroup) and not item.row:
                yield from _answers([item], item.label or within)


def _cells(answer: SnapshotAnswer, within: str) -> Iterator[tuple[Column, Cell]]:
    name = without_rows(answer.ref).split("/", 2)[-1].replace("/", ".")
    label = asked_within(within, answer.label.strip() or answer.name)
    if answer.kind in _WORDED:
        yield Column(name, label), answer.value
        yield Column(f"{name}.words", f"{label} (in words)"), answer.words
    elif answer.kind == _PICTURE:
        yield Column(name, label), answer.value
        yield Column(f"{name}.caption", f"{label} (caption)"), answer.words
    elif answer.words and not answer.value:  # a small number of pupils, said as papers say it
        yield Column(name, label), answer.words
    else:
        yield Column(name, label), _typed(answer.kind, answer.value)


def _typed(kind: str, value: str) -> Cell:
    """The value as a spreadsheet can reckon with it, else as it was entered."""
    if kind == "date":
        return _day(value)
    if kind in _COUNTED or kind == "decimal":
        return _number(value)
    return value


def _day(value: str) -> Cell:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _number(value: str) -> Cell:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    digits = len(number.as_tuple().digits)
    plain = number.is_finite() and digits <= _LONGEST_NUMBER and abs(number.adjusted()) < digits + 9
    return number if plain else value


def _rows(group: SnapshotGroup, parent: str) -> Iterator[tuple[SnapshotGroup, str, int]]:
    """The rows of the repeats in a group, each with the row it stands in and its place from 1."""
    places: dict[str, int] = {}
    for item in group.items:
        if not isinstance(item, SnapshotGroup):
            continue
        if item.row:
            place = places[item.name] = places.get(item.name, 0) + 1
            yield item, parent, place
        yield from _rows(item, item.row or parent)


def _panels(snapshots: Sequence[Snapshot]) -> Iterator[Table]:
    for name, columns in PANELS.items():
        table = _Growing(name)
        for snapshot in snapshots:
            rows: tuple[Mapping[str, str], ...] = getattr(snapshot, name)
            for row in rows:
                table.add((*_key(snapshot), *_panel_cells(row, columns)))
        if table.rows:
            yield table.table()


def _panel_cells(row: Mapping[str, str], columns: Sequence[str]) -> Iterator[tuple[Column, Cell]]:
    for column in columns:
        text = row.get(column, "")
        dated = column in {"by", "review_date"}
        counted = column in {"number", "count"}
        cell = _day(text) if dated else (_number(text) if counted else text)
        yield Column(column, _words(column)), cell
