"""Which record is open, for this laptop alone: what a session was at that ended unexpectedly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.records import Record, RecordState
from app.parts import App
from app.usecases.guards import subject_of

_AT_WORK = "at_work"


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A draft that was open when the program ended without being closed."""

    record_id: str
    title: str
    school_name: str
    on: date


def begin_work(app: App, record_id: str) -> None:
    """Keep that a record is open, until `end_work`."""
    with app.store.unit_of_work() as work:
        work.keep_setting(_AT_WORK, record_id)
        work.commit()


def end_work(app: App) -> None:
    """Keep that the record was left as usual."""
    with app.store.unit_of_work() as work:
        work.keep_setting(_AT_WORK, None)
        work.commit()


def left_open(app: App) -> LeftOpen | None:
    """The draft that was open last, where it was not left as usual; None otherwise."""
    with app.store.reading() as reader:
        record_id = reader.setting(_AT_WORK) or ""
        for record in reader.find(Record, id=record_id, state=RecordState.DRAFT):
            school = subject_of(reader, record)
            return LeftOpen(record.id, record.title, school.name, record.on)
    return None
