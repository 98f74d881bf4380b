"""Finds what two people changed of one record without seeing the other's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from app.domain.changes import Change, Seen
from app.domain.merging import Clash, Fields, by_field, clashes_of
from app.storage import wire
from app.storage.arrivals import Thing
from app.storage.change_log import read_line
from app.storage.kinds import KINDS
from app.storage.tables.changes import LIVE_DELETION
from app.storage.tables.changes import changes as log
from app.storage.tables.records import snapshots

_LIVE = select(log).where(
    log.c.kind == bindparam("of_kind"),
    log.c.id.in_(bindparam("of_ids", expanding=True)),
    log.c.replaced_at.is_(None),
)
_TWO_HEADS = (
    select(log.c.kind, log.c.id)
    .where(log.c.replaced_at.is_(None))
    .group_by(log.c.kind, log.c.id, log.c.field)
    .having(func.count() > 1)
)
_DELETIONS = select(log.c.kind, log.c.id).where(LIVE_DELETION)
_SEVERAL = (
    select(log.c.field)
    .where(
        log.c.kind == wire.RECORD,
        log.c.id == bindparam("record"),
        log.c.field.in_(bindparam("fields", expanding=True)),
        log.c.replaced_at.is_(None),
    )
    .group_by(log.c.field)
    .having(func.count(log.c.value.distinct()) > 1)
)
_REVISIONS = select(snapshots.c.revision).where(snapshots.c.record_id == bindparam("record"))


def clashes_of_record(connection: Connection, record_id: str, seen: Seen) -> tuple[Clash, ...]:
    """The clashes in a record, its answers, its rows and its snapshots, by kind, id and field."""
    found: list[Clash] = []
    for kind, ids in _things(connection, record_id):
        for thing, fields in _live(connection, kind, ids).items():
            found += clashes_of(thing, fields, fields, seen)
    return tuple(sorted(found, key=lambda clash: (clash.kind, clash.id, clash.field)))


def all_clashes(connection: Connection, seen: Seen) -> tuple[Clash, ...]:
    """Every clash there is, by kind, id and field."""
    ids: dict[str, set[str]] = {}
    for row in (*connection.execute(_TWO_HEADS), *connection.execute(_DELETIONS)):
        ids.setdefault(row.kind, set()).add(row.id)
    found: list[Clash] = []
    for kind, of_kind in ids.items():
        for thing, fields in _live(connection, kind, sorted(of_kind)).items():
            found += clashes_of(thing, fields, fields, seen)
    return tuple(sorted(found, key=lambda clash: (clash.kind, clash.id, clash.field)))


def clashing_answers(connection: Connection, record_id: str, refs: Iterable[str]) -> frozenset[str]:
    """The references of a record's answers that have several live versions which differ."""
    fields = [wire.ANSWER + ref for ref in refs]
    rows = connection.execute(_SEVERAL, {"record": record_id, "fields": fields}) if fields else ()
    return frozenset(row.field.removeprefix(wire.ANSWER) for row in rows)


def _things(connection: Connection, record_id: str) -> Iterable[tuple[str, list[str]]]:
    yield wire.RECORD, [record_id]
    for kind in KINDS.values():
        if "record_id" in kind.attributes:
            rows = select(kind.identity).where(kind.table.c.record_id == record_id)
            ids: Iterable[str] = connection.execute(rows).scalars()
            yield kind.wire.kind, list(ids)
    revisions: Iterable[int] = connection.execute(_REVISIONS, {"record": record_id}).scalars()
    yield wire.SNAPSHOT, [f"{record_id}.{revision}" for revision in revisions]


def _live(connection: Connection, kind: str, ids: list[str]) -> dict[Thing, Fields]:
    things: dict[Thing, list[Change]] = {}
    rows = connection.execute(_LIVE, {"of_kind": kind, "of_ids": ids}) if ids else ()
    for row in rows:
        things.setdefault((kind, row.id), []).append(read_line(row).change)
    return {thing: by_field(changes) for thing, changes in things.items()}
