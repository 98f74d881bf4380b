"""Writes the change log: what a change made here replaces, and what is replaced in place.

Two rules decide the bases of a change that is made here:

- Its author saw every change that had arrived by `seen`, and every change made on this laptop: it
  has one author, whose own words never clash with each other. The heads among these are the bases.
  What arrived later from elsewhere stays a head beside the new one.
- Where one of those heads was made here and has not been sealed, nobody else knows it: it is
  replaced in place (same device and number, new value, stamp and arrival), so that typing does not
  bloat the log.

A deletion names beside them the edits of the thing that its author saw.

The clock is kept ahead of every change that ever arrived, so a change made here is the head that
is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from app.domain.changes import Change, FieldValue, Head, Seen, Stamp, tick
from app.domain.merging import shown
from app.storage.fitting import fits
from app.storage.tables.changes import changes as log
from app.storage.tables.laptop import laptop
from app.storage.wire import DELETED, About

EVERYTHING = Seen((1 << 62) - 1)
"""Later than every arrival: what the author of a command sees."""

_FIELDS_AT_ONCE = 500
_NEVER = object()


@dataclass(slots=True)
class Place:
    """This laptop's place in the log: its id, its last number, last arrival and last stamp."""

    device: str
    seq: int
    arrival: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the log: the change, and how it stands here."""

    arrival: int
    change: Change
    made_here: bool
    sealed: bool
    replaced_at: int | None


_READ_PLACE = select(
    laptop.c.device, laptop.c.seq, laptop.c.arrival, laptop.c.stamp_ms, laptop.c.stamp_count
)
_KEEP_PLACE = update(laptop).values(
    seq=bindparam("to_seq"),
    arrival=bindparam("to_arrival"),
    stamp_ms=bindparam("to_ms"),
    stamp_count=bindparam("to_count"),
)
_OF_FIELDS = select(log).where(
    log.c.kind == bindparam("of_kind"),
    log.c.id == bindparam("of_id"),
    log.c.field.in_(bindparam("of_fields", expanding=True)),
)
_STANDING = _OF_FIELDS.where(
    or_(log.c.replaced_at.is_(None), log.c.replaced_at > bindparam("seen"))
)
_STANDING_OF_THING = select(log).where(
    log.c.kind == bindparam("of_kind"),
    log.c.id == bindparam("of_id"),
    or_(log.c.replaced_at.is_(None), log.c.replaced_at > bindparam("seen")),
)
LIVE = select(log).where(
    log.c.kind == bindparam("of_kind"),
    log.c.id == bindparam("of_id"),
    log.c.replaced_at.is_(None),
)
"""The heads of one thing."""

_ADD = insert(log)
_IN_PLACE = (
    update(log)
    .where(log.c.arrival == bindparam("was"))
    .values(
        arrival=bindparam("to_arrival"),
        scope=bindparam("to_scope"),
        value=bindparam("to_value"),
        stamp_ms=bindparam("to_ms"),
        stamp_count=bindparam("to_count"),
        bases=bindparam("to_bases"),
        by=bindparam("to_by"),
    )
)
_NOT_SENT = select(log).where(log.c.sealed_in.is_(None)).order_by(log.c.arrival)
_REISSUE = (
    update(log)
    .where(log.c.arrival == bindparam("was"))
    .values(device=bindparam("to_device"), seq=bindparam("to_seq"), bases=bindparam("to_bases"))
)
REPLACED = update(log).where(log.c.arrival == bindparam("was")).values(replaced_at=bindparam("at"))


def read_place(connection: Connection) -> Place:
    """This laptop's place in the log now."""
    row = connection.execute(_READ_PLACE).one()
    return Place(row.device, row.seq, row.arrival, Stamp(row.stamp_ms, row.stamp_count))


def keep_place(connection: Connection, place: Place) -> None:
    """Keeps the place, in the transaction of the changes that moved it."""
    moved = {
        "to_seq": place.seq,
        "to_arrival": place.arrival,
        "to_ms": place.stamp.wall_ms,
        "to_count": place.stamp.count,
    }
    connection.execute(_KEEP_PLACE, moved)


def begin_as(connection: Connection, device: str) -> int:
    """Goes on as a new device, as a restored database has to; answers its last number.

    The old device's later numbers are out there, with other content, so whatever has not left this
    laptop yet is issued again under the new device, from number 1. Nobody knows it by its old name
    but changes here.
    """
    rows = connection.execute(_NOT_SENT).all()
    names = {Head(row.device, row.seq): Head(device, at) for at, row in enumerate(rows, 1)}
    connection.execute(update(laptop).values(device=device, seq=len(rows)))
    if rows:
        connection.execute(_REISSUE, [_reissued(read_line(row), names) for row in rows])
    return len(rows)


def _reissued(line: Line, names: Mapping[Head, Head]) -> dict[str, Any]:
    head = names[line.change.head]
    bases = sorted(names.get(base, base) for base in line.change.bases)
    return {
        "was": line.arrival,
        "to_device": head.device,
        "to_seq": head.seq,
        "to_bases": bases_text(bases),
    }


def read_line(row: Row[Any]) -> Line:
    """A row of the log as a line."""
    change = Change(
        scope=row.scope,
        kind=row.kind,
        id=row.id,
        field=row.field,
        value=json.loads(row.value),
        head=Head(row.device, row.seq),
        stamp=Stamp(row.stamp_ms, row.stamp_count),
        bases=tuple(Head(device, seq) for device, seq in json.loads(row.bases)),
        by=row.by,
    )
    return Line(row.arrival, change, row.made_here, row.sealed_in is not None, row.replaced_at)


def shown_first(lines: Iterable[Line]) -> list[Line]:
    """Heads with the one that is shown first: the greatest stamp, then the greatest device."""
    return sorted(lines, key=lambda line: (line.change.stamp, line.change.head), reverse=True)


def heads_seen(lines: Sequence[Line], seen: Seen) -> list[Line]:
    """The heads of one field as its author saw them, the shown one first.

    `lines` are those with no replacement, or one that arrived after `seen`.
    """
    known = [line for line in lines if line.made_here or line.arrival <= seen]
    replaced = {base for line in known for base in line.change.bases}
    return shown_first(line for line in known if line.change.head not in replaced)


@dataclass(slots=True)
class Batch:
    """Rows to write to the log, gathered so that each kind of statement runs once."""

    added: list[dict[str, Any]] = field(default_factory=list)
    in_place: list[dict[str, Any]] = field(default_factory=list)
    replaced: list[dict[str, Any]] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Write all that was gathered."""
        for statement, rows in (
            (_ADD, self.added),
            (_IN_PLACE, self.in_place),
            (REPLACED, self.replaced),
        ):
            if rows:
                connection.execute(statement, rows)


class ChangeLog:
    """The log as one unit of work writes it. `made` holds its changes, the last of each field."""

    def __init__(self, connection: Connection, place: Place, by: str, wall_ms: int) -> None:
        self._connection = connection
        self._place = place
        self._by = by
        self._wall_ms = wall_ms
        self.made: dict[Head, Change] = {}

    def write(
        self,
        about: About,
        values: Mapping[str, FieldValue],
        blank: Mapping[str, FieldValue],
        seen: Seen,
    ) -> dict[str, FieldValue]:
        """Logs each value that differs from what its author saw, and answers with those.

        `blank` says what a field that was never logged holds; a field in neither is new.
        """
        standing = self._standing(about, list(values), seen)
        batch = Batch()
        changed: dict[str, FieldValue] = {}
        for name, value in values.items():
            heads = heads_seen(standing.get(name, []), seen)
            if value != self._was(about, name, heads, blank):
                changed[name] = value
                self._set(about, name, value, heads, batch)
        batch.write(self._connection)
        return changed

    def settle(self, about: About, name: str, value: FieldValue) -> None:
        """Logs a value in place of every head of its field, also where it is shown already."""
        heads = heads_seen(self._standing(about, [name], EVERYTHING).get(name, []), EVERYTHING)
        batch = Batch()
        self._set(about, name, value, heads, batch)
        batch.write(self._connection)

    def write_deletion(self, about: About, seen: Seen) -> None:
        """Logs that a thing was deleted by somebody who saw its edits as they were at `seen`.

        Those edits are named among the bases: any other wins against the deletion.
        """
        found = {"of_kind": about.kind, "of_id": about.id, "seen": seen}
        lines: dict[str, list[Line]] = {}
        for row in self._connection.execute(_STANDING_OF_THING, found):
            lines.setdefault(row.field, []).append(read_line(row))
        heads = heads_seen(lines.pop(DELETED, []), seen)
        edits = {line.change.head for of in lines.values() for line in heads_seen(of, seen)}
        batch = Batch()
        self._set(about, DELETED, value=True, heads=heads, batch=batch, edits=edits)
        batch.write(self._connection)

    def _was(
        self, about: About, name: str, heads: Sequence[Line], blank: Mapping[str, FieldValue]
    ) -> object:
        """What the author of a new value saw in its field."""
        if heads and fits(heads[0].change):
            return heads[0].change.value
        wanted = {"of_kind": about.kind, "of_id": about.id, "of_fields": [name]}
        rows = self._connection.execute(_OF_FIELDS, wanted) if heads else ()
        found = shown((read_line(row).change for row in rows), fits)
        return found.value if found else blank.get(name, _NEVER)

    def _set(
        self,
        about: About,
        name: str,
        value: FieldValue,
        heads: list[Line],
        batch: Batch,
        edits: AbstractSet[Head] = frozenset(),
    ) -> None:
        self._place.arrival += 1
        self._place.stamp = tick(self._place.stamp, self._wall_ms)
        own = next((line for line in heads if self._is_open(line)), None)
        others = [line for line in heads if line is not own]
        bases = {line.change.head for line in others} | edits
        change = self._change(about, name, value, own, bases)
        self.made[change.head] = change
        if own is None:
            batch.added.append(row_of(change, self._place.arrival, made_here=True))
        else:
            batch.in_place.append(_replacing(own, change, self._place.arrival))
        batch.replaced += [
            {"was": line.arrival, "at": self._place.arrival}
            for line in others
            if line.replaced_at is None
        ]

    def _is_open(self, line: Line) -> bool:
        return line.change.head.device == self._place.device and not line.sealed

    def _change(
        self, about: About, name: str, value: FieldValue, own: Line | None, bases: AbstractSet[Head]
    ) -> Change:
        if own is not None:
            bases = bases | set(own.change.bases)
        return Change(
            scope=about.scope,
            kind=about.kind,
            id=about.id,
            field=name,
            value=value,
            head=own.change.head if own is not None else self._next_head(),
            stamp=self._place.stamp,
            bases=tuple(sorted(bases)),
            by=self._by,
        )

    def _next_head(self) -> Head:
        self._place.seq += 1
        return Head(self._place.device, self._place.seq)

    def _standing(self, about: About, names: list[str], seen: Seen) -> dict[str, list[Line]]:
        standing: dict[str, list[Line]] = {}
        for start in range(0, len(names), _FIELDS_AT_ONCE):
            wanted = {
                "of_kind": about.kind,
                "of_id": about.id,
                "of_fields": names[start : start + _FIELDS_AT_ONCE],
                "seen": seen,
            }
            for row in self._connection.execute(_STANDING, wanted):
                standing.setdefault(row.field, []).append(read_line(row))
        return standing


def row_of(change: Change, arrival: int, *, made_here: bool) -> dict[str, Any]:
    """A change as a new row of the log."""
    return {
        "arrival": arrival,
        "device": change.head.device,
        "seq": change.head.seq,
        "scope": change.scope,
        "kind": change.kind,
        "id": change.id,
        "field": change.field,
        "value": _json(change.value),
        "stamp_ms": change.stamp.wall_ms,
        "stamp_count": change.stamp.count,
        "bases": bases_text(change.bases),
        "by": change.by,
        "made_here": made_here,
        "sealed_in": None if made_here else "",
        "replaced_at": None,
    }


def _replacing(own: Line, change: Change, arrival: int) -> dict[str, Any]:
    return {
        "was": own.arrival,
        "to_arrival": arrival,
        "to_scope": change.scope,
        "to_value": _json(change.value),
        "to_ms": change.stamp.wall_ms,
        "to_count": change.stamp.count,
        "to_bases": bases_text(change.bases),
        "to_by": change.by,
    }


def bases_text(bases: Iterable[Head]) -> str:
    """The changes that one replaced, as the log keeps them."""
    return _json([[base.device, base.seq] for base in bases])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
