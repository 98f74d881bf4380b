"""Keeps this laptop's team: what it needs there, the keys of scopes, and past syncs.

None of it is logged or goes elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, literal_column, select
from sqlalchemy.dialects.sqlite import insert as keep

from app.domain.team import KeptKey, RefusedSegment, SyncEntry, Team
from app.storage.reader import Reader
from app.storage.tables.team import refused_segments, scope_keys, syncs, team
from app.storage.unit_of_work import UnitOfWork

_KEPT_LAST: ColumnElement[int] = literal_column("syncs.rowid")
_TEAM = [team.c[each.name] for each in fields(Team)]


def kept_team(reader: Reader) -> Team | None:
    """The team that this laptop is in; None where it is in none."""
    row = reader.connection.execute(select(*_TEAM)).one_or_none()
    return None if row is None else Team(**_named(row))


def keep_team(work: UnitOfWork, now: Team) -> None:
    """Keeps this team in place of what was kept of it."""
    work.connection.execute(delete(team))
    work.connection.execute(insert(team).values(**asdict(now), only=1))


def scope_keys_kept(reader: Reader, scope: str = "") -> tuple[KeptKey, ...]:
    """The keys of a scope, or of all: by scope, the one to write with first."""
    order = (scope_keys.c.scope, scope_keys.c.epoch.desc(), scope_keys.c.id)
    wanted = select(scope_keys).order_by(*order)
    if scope:
        wanted = wanted.where(scope_keys.c.scope == scope)
    return tuple(KeptKey(**_named(row)) for row in reader.connection.execute(wanted))


def keep_scope_keys(work: UnitOfWork, keys: Iterable[KeptKey]) -> None:
    """Keeps keys of scopes; those that are here already stay as they are."""
    rows = [asdict(key) for key in keys]
    if rows:
        work.connection.execute(keep(scope_keys).on_conflict_do_nothing(), rows)


def refused(reader: Reader) -> tuple[RefusedSegment, ...]:
    """The segments that were not taken in, the newest first."""
    wanted = select(refused_segments).order_by(refused_segments.c.at.desc())
    return tuple(RefusedSegment(**_named(row)) for row in reader.connection.execute(wanted))


def keep_refused(work: UnitOfWork, found: Iterable[RefusedSegment]) -> None:
    """Keeps what was refused, each with the moment at which it first was."""
    rows = [asdict(each) for each in found]
    if rows:
        work.connection.execute(keep(refused_segments).on_conflict_do_nothing(), rows)


def forget_refused(work: UnitOfWork, names: Iterable[str]) -> None:
    """Forgets what is refused no more."""
    for name in names:
        work.connection.execute(delete(refused_segments).where(refused_segments.c.name == name))


def past_syncs(reader: Reader, most: int) -> tuple[SyncEntry, ...]:
    """The last syncs, the newest first: in the order they were kept in, for clocks jump."""
    wanted = select(syncs).order_by(_KEPT_LAST.desc()).limit(most)
    return tuple(SyncEntry(**_named(row)) for row in reader.connection.execute(wanted))


def keep_sync(work: UnitOfWork, entry: SyncEntry) -> None:
    """Keeps what a sync came to."""
    work.connection.execute(insert(syncs).values(**asdict(entry)))


def _named(row: Row[Any]) -> dict[str, Any]:
    """A row by the names of its columns."""
    return dict(row._mapping)  # noqa: SLF001 - the public way to a row's names, underscore and all
