"""Keeps the change log in its table, as the rules of `app.domain.replica` have it grow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from app.domain.changes import DELETED, Change, FieldValue, Head, Seen, Stamp
from app.domain.replica import (
    Line,
    Place,
    Said,
    change_shown,
    edits_seen,
    heads_seen,
    issued_again,
    write,
)
from app.storage.fitting import fits
from app.storage.tables.changes import changes as log
from app.storage.tables.laptop import laptop
from app.storage.wire import About

_FIELDS_AT_ONCE = 500
_NEVER = object()


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

    What has not left this laptop yet is issued again under the new device's name, from number 1.
    """
    lines = [read_line(row) for row in connection.execute(_NOT_SENT)]
    connection.execute(update(laptop).values(device=device, seq=len(lines)))
    again = [_reissued(line) for line in issued_again(lines, device)]
    if again:
        connection.execute(_REISSUE, again)
    return len(again)


def _reissued(line: Line) -> dict[str, Any]:
    head = line.change.head
    return {
        "was": line.arrival,
        "to_device": head.device,
        "to_seq": head.seq,
        "to_bases": bases_text(line.change.bases),
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
            if value != self._was(about, name, heads, blank, seen):
                changed[name] = value
                self._set(about, name, value, heads, batch)
        batch.write(self._connection)
        return changed

    def settle(self, about: About, name: str, value: FieldValue, seen: Seen) -> None:
        """Logs a value in place of every head that was seen, also where it is shown already."""
        heads = heads_seen(self._standing(about, [name], seen).get(name, []), seen)
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
        batch = Batch()
        edits = edits_seen(lines.values(), seen)
        self._set(about, DELETED, value=True, heads=heads, batch=batch, edits=edits)
        batch.write(self._connection)

    def _was(
        self,
        about: About,
        name: str,
        heads: Sequence[Line],
        blank: Mapping[str, FieldValue],
        seen: Seen,
    ) -> object:
        """What the author of a new value saw in its field."""
        found = change_shown(heads, seen, fits, lambda: self._all(about, name))
        return found.value if found else blank.get(name, _NEVER)

    def _all(self, about: About, name: str) -> list[Line]:
        wanted = {"of_kind": about.kind, "of_id": about.id, "of_fields": [name]}
        return [read_line(row) for row in self._connection.execute(_OF_FIELDS, wanted)]

    def _set(
        self,
        about: About,
        name: str,
        value: FieldValue,
        heads: Sequence[Line],
        batch: Batch,
        edits: AbstractSet[Head] = frozenset(),
    ) -> None:
        said = Said(about.scope, about.kind, about.id, name, value, self._by)
        written = write(self._place, said, heads, self._wall_ms, edits)
        line = written.line
        self.made[line.change.head] = line.change
        if written.instead_of is None:
            batch.added.append(row_of(line))
        else:
            batch.in_place.append(_replacing(written.instead_of, line))
        batch.replaced += [{"was": head.arrival, "at": line.arrival} for head in written.replaced]

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


def row_of(line: Line) -> dict[str, Any]:
    """A line as a new row of the log."""
    change = line.change
    return {
        "arrival": line.arrival,
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
        "made_here": line.made_here,
        "sealed_in": "" if line.sealed else None,
        "replaced_at": line.replaced_at,
    }


def _replacing(own: Line, line: Line) -> dict[str, Any]:
    change = line.change
    return {
        "was": own.arrival,
        "to_arrival": line.arrival,
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
