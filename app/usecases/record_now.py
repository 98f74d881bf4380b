"""A record as it is kept now, for an editor that has it open while others write in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.changes import NOTHING_SEEN, Seen
from app.domain.records import Record
from app.parts import App


@dataclass(frozen=True, slots=True)
class RecordNow:
    """What is kept of a record; `record` is None where it is gone from this laptop."""

    record: Record | None
    answers: Mapping[str, str] = field(default_factory=dict)
    seen: Seen = NOTHING_SEEN


def record_now(app: App, record_id: str) -> RecordNow:
    """A record as it is kept now."""
    with app.store.reading() as reader:
        found = reader.find(Record, id=record_id)
        if not found:
            return RecordNow(None)
        return RecordNow(found[0], reader.answers(record_id), reader.seen)
