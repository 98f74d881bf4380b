"""Writes the rows of a record's answers: one statement for those kept, one for the cleared."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from app.domain.changes import FieldValue
from app.storage.tables.records import answers

_KEEP = insert(answers)
_KEEP = _KEEP.on_conflict_do_update(
    index_elements=[answers.c.record_id, answers.c.ref],
    set_={"value": _KEEP.excluded.value},
)
_CLEAR = delete(answers).where(
    answers.c.record_id == bindparam("of_record"), answers.c.ref == bindparam("of_ref")
)


def keep_answers(connection: Connection, record_id: str, refs: Mapping[str, FieldValue]) -> None:
    """Keeps each answer of a record by its reference; None or blank clears one."""
    kept = [
        {"record_id": record_id, "ref": ref, "value": value} for ref, value in refs.items() if value
    ]
    cleared = [{"of_record": record_id, "of_ref": ref} for ref, value in refs.items() if not value]
    if kept:
        connection.execute(_KEEP, kept)
    if cleared:
        connection.execute(_CLEAR, cleared)
