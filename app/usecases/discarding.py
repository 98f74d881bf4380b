"""Discarding a draft that was begun by mistake; it can be brought back while its value is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.domain.actions import Action, ActionReview
from app.domain.changes import Done
from app.domain.photos import Photo
from app.domain.records import Evidence, MetPerson, Record
from app.domain.section_duties import SectionDuty
from app.errors import RuleError
from app.parts import App
from app.storage import Reader, UnitOfWork, known_elsewhere
from app.storage.wire import RECORD
from app.usecases.guards import draft, own_subject

_SEEN_ELSEWHERE = (Action, ActionReview)
_INSIDE = (MetPerson, Evidence, SectionDuty, Photo)


@dataclass(frozen=True, slots=True)
class DiscardPlan:
    """What discarding a draft would take away; nothing is changed by asking.

    `answers` counts those entered. `shared` where a colleague may have a copy: it stays with them,
    and what they wrote or will write brings the record back here.
    """

    record: Record
    school_name: str
    answers: int
    actions: int
    photos: int
    shared: bool


@dataclass(frozen=True, slots=True)
class Discarded:
    """A draft that was discarded, with the rows that went with it; `bring_back` takes it."""

    record: Record
    rows: tuple[Any, ...]


def discard_plan(app: App, record_id: str) -> DiscardPlan:
    """What discarding a draft would take away; RuleError where it may not be discarded."""
    with app.store.reading() as reader:
        record = _discardable(reader, record_id)
        entered = (ref for ref in reader.answers(record.id) if not ref.endswith("]"))
        return DiscardPlan(
            record=record,
            school_name=own_subject(reader, record).name,
            answers=sum(1 for _ in entered),
            actions=len(reader.find(Action, record_id=record.id)),
            photos=len(reader.find(Photo, record_id=record.id)),
            shared=_is_shared(reader, record),
        )


def discard_draft(app: App, record_id: str) -> Done[Discarded]:
    """Discard a draft that never was finished, with its answers and rows.

    The record is deleted in the log, and with it all that was entered: an edit that a colleague
    made without seeing that wins against it. The visit that it was of is planned as before.
    """
    with app.store.unit_of_work() as work:
        record = _discardable(work, record_id)
        rows = tuple(_rows(work, record))
        for row in rows:
            work.delete(row)
        work.delete(record)
        return Done(Discarded(record, rows), work.commit())


def bring_back(app: App, discarded: Discarded) -> Done[Record]:
    """Undo the discarding of a draft, as it was."""
    with app.store.unit_of_work() as work:
        own_subject(work, discarded.record)
        for thing in (discarded.record, *discarded.rows):
            work.save(thing)
        return Done(discarded.record, work.commit())


def _discardable(reader: Reader, record_id: str) -> Record:
    record = draft(reader, record_id)
    own_subject(reader, record)
    if record.revision > 1:
        raise RuleError(
            "This record was finished before, and what was handed over rests on it, so it can’t "
            "be discarded. Nothing has been changed."
        )
    return record


def _rows(work: UnitOfWork, record: Record) -> list[Any]:
    """What goes with the record; of one that a colleague may bring back, what other pages show."""
    kinds = _SEEN_ELSEWHERE if _is_shared(work, record) else (*_SEEN_ELSEWHERE, *_INSIDE)
    return [row for kind in kinds for row in work.find(kind, record_id=record.id)]


def _is_shared(reader: Reader, record: Record) -> bool:
    return bool(known_elsewhere(reader.connection, [(RECORD, record.id)]))
