"""Takes everything of a scope off this laptop, once it is somebody else's to keep.

What one wrote there was sent before; it stays in the team's store, and comes back from there when
the scope is one's own again. What is for one's own eyes stays here.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, delete, exists, literal, not_, select, text

from app.domain.photos import Photo
from app.storage.kinds import KINDS
from app.storage.scopes import school_scope
from app.storage.tables.changes import changes as log
from app.storage.tables.outbox import outbox
from app.storage.tables.records import answers, snapshots
from app.storage.tables.team import known_segments, own_segments, refused_segments, scope_keys
from app.storage.unit_of_work import UnitOfWork
from app.storage.wire import ANSWER, RECORD


def forget_scope(work: UnitOfWork, scope: str, tag: str) -> tuple[str, ...]:
    """Removes what is in a scope; answers the files of its photos that no other photo has.

    What stands in one's own scope stays in the log: private answers, private photos, concerns
    passed on. Only that comes back from nowhere, and it is shown again once its record is.
    """
    connection = work.connection
    connection.execute(text("PRAGMA secure_delete = ON"))
    files = _photos(work, scope)
    _remove_rows(work, scope)
    for table, column, wanted in (
        (log, log.c.scope, scope),
        (scope_keys, scope_keys.c.scope, scope),
        (own_segments, own_segments.c.scope, scope),
        (known_segments, known_segments.c.tag, tag),
    ):
        connection.execute(delete(table).where(column == wanted))
    refused = refused_segments.c.name.startswith(f"v1/{tag}/", autoescape=True)
    connection.execute(delete(refused_segments).where(refused))
    named = {*connection.execute(select(KINDS[Photo].table.c.sha256)).scalars()}
    return tuple(sha256 for sha256 in files if sha256 not in named)


def _within(scope: str, kind: str) -> Select[tuple[str]]:
    """The ids of things of a kind that are in a scope."""
    return select(log.c.id).where(log.c.scope == scope, log.c.kind == kind)


def _elsewhere(scope: str, kind: str) -> Select[tuple[str]]:
    """The ids of things of a kind of which something is in another scope."""
    return select(log.c.id).where(log.c.scope != scope, log.c.kind == kind)


def _photos(work: UnitOfWork, scope: str) -> tuple[str, ...]:
    """The files of a scope's photos, but for those that are one's own too."""
    kind = KINDS[Photo]
    name = kind.wire.kind
    going = kind.identity.in_(_within(scope, name)), kind.identity.not_in(_elsewhere(scope, name))
    return tuple(work.connection.execute(select(kind.table.c.sha256).where(*going)).scalars())


def _remove_rows(work: UnitOfWork, scope: str) -> None:
    for kind in KINDS.values():
        name = kind.wire.kind
        going: list[ColumnElement[bool]] = [kind.identity.in_(_within(scope, name))]
        if kind is KINDS[Photo]:
            going.append(kind.identity.not_in(_elsewhere(scope, name)))
        work.connection.execute(delete(kind.table).where(*going))
    records = _within(scope, RECORD)
    own = select(literal(1)).where(
        *(log.c.scope != scope, log.c.kind == RECORD, log.c.id == answers.c.record_id),
        log.c.field == literal(ANSWER) + answers.c.ref,
    )
    of_records = answers.c.record_id.in_(records)
    work.connection.execute(delete(answers).where(of_records, not_(exists(own))))
    work.connection.execute(delete(snapshots).where(snapshots.c.record_id.in_(records)))
    if urn := _urn(scope):
        work.connection.execute(delete(outbox).where(outbox.c.urn == urn))


def _urn(scope: str) -> int:
    """The URN of a school's scope; 0 of any other."""
    number = scope.removeprefix(school_scope(0).removesuffix("0"))
    return int(number) if number.isdecimal() else 0
