"""Takes everything of a scope off this laptop, once it is somebody else's to keep.

What one wrote there was sent before; it stays in the team's store, and comes back from there when
the scope is one's own again.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, text, tuple_

from app.domain.photos import Photo
from app.storage.kinds import KINDS
from app.storage.scopes import school_scope
from app.storage.tables.changes import changes as log
from app.storage.tables.outbox import outbox
from app.storage.tables.records import answers, snapshots
from app.storage.tables.team import known_segments, own_segments, scope_keys
from app.storage.unit_of_work import UnitOfWork


def forget_scope(work: UnitOfWork, scope: str, tag: str) -> tuple[str, ...]:
    """Removes what is in a scope, and what one added privately to it; answers photos' files.

    That one passed a concern on stays: it is one's own, and names nobody.
    """
    connection = work.connection
    connection.execute(text("PRAGMA secure_delete = ON"))
    files = _photos(work, scope)
    _remove_rows(work, scope)
    within = select(log.c.kind, log.c.id).where(log.c.scope == scope)
    connection.execute(delete(log).where(tuple_(log.c.kind, log.c.id).in_(within)))
    for table, column, wanted in (
        (scope_keys, scope_keys.c.scope, scope),
        (own_segments, own_segments.c.scope, scope),
        (known_segments, known_segments.c.tag, tag),
    ):
        connection.execute(delete(table).where(column == wanted))
    return files


def _photos(work: UnitOfWork, scope: str) -> tuple[str, ...]:
    """The files of a school's photos, private ones too, whose log goes with them."""
    kind = KINDS[Photo]
    urn = _urn(scope)
    found = work.find(Photo, urn=urn) if urn else ()
    ids = [photo.id for photo in found]
    for some in _portions(ids):
        of_photos = (log.c.kind == kind.wire.kind, log.c.id.in_(some), log.c.scope != scope)
        work.connection.execute(delete(log).where(*of_photos))
        work.connection.execute(delete(kind.table).where(kind.identity.in_(some)))
    return tuple(photo.sha256 for photo in found)


def _remove_rows(work: UnitOfWork, scope: str) -> None:
    within = select(log.c.id).where(log.c.scope == scope)
    for kind in KINDS.values():
        ids = within.where(log.c.kind == kind.wire.kind)
        work.connection.execute(delete(kind.table).where(kind.identity.in_(ids)))
    records = within.where(log.c.kind == "record")
    for table in (answers, snapshots):
        work.connection.execute(delete(table).where(table.c.record_id.in_(records)))
    if urn := _urn(scope):
        work.connection.execute(delete(outbox).where(outbox.c.urn == urn))


def _urn(scope: str) -> int:
    """The URN of a school's scope; 0 of any other."""
    number = scope.removeprefix(school_scope(0).removesuffix("0"))
    return int(number) if number.isdecimal() else 0


def _portions(ids: list[str]) -> Iterable[list[str]]:
    return (ids[at : at + 500] for at in range(0, len(ids), 500))
