"""What was answered in a record when a revision of it was frozen, as far as the log still tells."""

from __future__ import annotations

from itertools import takewhile

from sqlalchemy import Connection

from app.domain.changes import Change
from app.domain.merging import by_field, shown
from app.storage import scopes, wire
from app.storage.arrivals import lines_of
from app.storage.fitting import fits


def answers_when_frozen(
    connection: Connection, record_id: str, revision: int
) -> dict[str, str] | None:
    """The answers that had arrived when that revision was first frozen, by their references.

    One that was typed over since, before it left this laptop, is absent: the log kept no trace of
    it. Private answers are left out. None where that revision is not frozen.
    """
    frozen = wire.SNAPSHOT, f"{record_id}.{revision}"
    lines = lines_of(connection, [(wire.RECORD, record_id), frozen])
    in_order = sorted((line for of in lines.values() for line in of), key=lambda at: at.arrival)
    changes = [line.change for line in in_order]
    if not any(map(_freezes, changes)):
        return None
    before = takewhile(lambda change: not _freezes(change), changes)
    answered = by_field(change for change in before if _is_open_answer(change))
    heads = {field: shown(of, fits) for field, of in answered.items()}
    return {
        field.removeprefix(wire.ANSWER): str(head.value)
        for field, head in heads.items()
        if head is not None and head.value
    }


def _freezes(change: Change) -> bool:
    return (change.kind, change.field) == (wire.SNAPSHOT, wire.SNAPSHOT_CONTENT)


def _is_open_answer(change: Change) -> bool:
    return change.field.startswith(wire.ANSWER) and not scopes.is_own_scope(change.scope)
