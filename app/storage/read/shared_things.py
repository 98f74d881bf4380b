"""Finds what the log holds of a record's rows, also of those that were deleted or are not whole."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from app.storage.arrivals import Thing, lines_of
from app.storage.tables.changes import changes as log

_NAMING = (
    select(log.c.kind, log.c.id)
    .where(
        log.c.kind.in_(bindparam("kinds", expanding=True)),
        log.c.field == "record",
        log.c.value == bindparam("record"),
    )
    .distinct()
)


def rows_of_record(connection: Connection, record_id: str, kinds: Iterable[str]) -> set[Thing]:
    """The things of these kinds that name the record."""
    wanted = {"kinds": sorted(kinds), "record": json.dumps(record_id, ensure_ascii=False)}
    return {(row.kind, row.id) for row in connection.execute(_NAMING, wanted)}


def known_elsewhere(connection: Connection, things: Iterable[Thing]) -> set[Thing]:
    """Those of the things of which another laptop may know: something of them left or came."""
    found = lines_of(connection, things)
    return {
        thing
        for thing, lines in found.items()
        if any(line.sealed or not line.made_here for line in lines)
    }


def made_here(connection: Connection, things: Iterable[Thing]) -> set[Thing]:
    """Those of the things that somebody wrote on this laptop."""
    found = lines_of(connection, things)
    return {thing for thing, lines in found.items() if any(line.made_here for line in lines)}
