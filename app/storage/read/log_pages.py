"""Reads the log for people: what has not left the laptop by thing, and the newest changes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, literal_column, or_, select

from app.domain.changes import Change
from app.storage.arrivals import IN_A_FILE
from app.storage.change_log import read_line
from app.storage.reader import Reader
from app.storage.tables.changes import changes as log
from app.storage.tables.team import own_segments

_UNSENT = and_(
    log.c.made_here,
    or_(log.c.sealed_in.is_(None), log.c.sealed_in == literal_column(f"'{IN_A_FILE}'")),
)


@dataclass(frozen=True, slots=True)
class UnsentThing:
    """Something of which so many changes have not left the laptop; `id` is blank for a scope's
    changes that are sealed already.
    """

    scope: str
    kind: str
    id: str
    changes: int


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change and its number in the order of arrival here."""

    arrival: int
    change: Change


def unsent_things(reader: Reader, most: int) -> tuple[UnsentThing, ...]:
    """What has changes that are not in the team's store, by scope and kind, `most` at most.

    What is sealed and waits to be put there is told by scope alone.
    """
    count = func.count().label("waiting")
    wanted = (
        select(log.c.scope, log.c.kind, log.c.id, count)
        .where(_UNSENT)
        .group_by(log.c.scope, log.c.kind, log.c.id)
        .order_by(log.c.scope, log.c.kind, log.c.id)
        .limit(most)
    )
    rows = reader.connection.execute(wanted)
    found = [UnsentThing(row.scope, row.kind, row.id, row.waiting) for row in rows]
    sealed = (
        select(own_segments.c.scope, func.sum(own_segments.c.changes).label("waiting"))
        .where(own_segments.c.sent_at.is_(None), own_segments.c.changes > 0)
        .group_by(own_segments.c.scope)
    )
    ready = reader.connection.execute(sealed)
    return (*found, *(UnsentThing(row.scope, "", "", int(row.waiting)) for row in ready))


def newest_changes(
    reader: Reader, most: int, *, before: int = 0, scope: str = "", by: str = ""
) -> tuple[LoggedChange, ...]:
    """The last changes to arrive before `before` (0 for now), of one scope or person or of all."""
    wanted = select(log).order_by(log.c.arrival.desc()).limit(most)
    if before:
        wanted = wanted.where(log.c.arrival < before)
    if scope:
        wanted = wanted.where(log.c.scope == scope)
    if by:
        wanted = wanted.where(log.c.by == by)
    lines = (read_line(row) for row in reader.connection.execute(wanted))
    return tuple(LoggedChange(line.arrival, line.change) for line in lines)
