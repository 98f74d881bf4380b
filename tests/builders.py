"""What tests are built from: a clock that stands still, an open program, schools, whole records."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.bootstrap import open_with_key
from app.domain.actions import ActionStatus, Confidence
from app.domain.people import Adviser
from app.domain.records import Record
from app.domain.schools import School, SchoolStatus, Urn
from app.parts import App
from app.usecases.actions import add_action, give_status
from app.usecases.answering import answer
from app.usecases.panels import add_evidence, add_met_person
from app.usecases.people import introduce
from app.usecases.record_rows import read_rows
from app.usecases.records import finish_record, start_record
from app.usecases.sample import read_sample

KEY = bytes(range(32))
NOW = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)


class StillClock:
    """A clock that moves only when it is told to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **how_far: float) -> None:
        self.now += timedelta(**how_far)


def an_app(folder: Path, clock: StillClock | None = None) -> App:
    """An open program in an empty folder, held by a sample adviser."""
    app = open_with_key(folder, KEY, clock=clock or StillClock())
    return introduce(app, name="Sample Adviser", role="sle", email="adviser@westmarch.example")


def another_adviser(app: App) -> Adviser:
    """Keep another adviser of the team."""
    adviser = Adviser(app.new_id(), "Second Adviser", "sle")
    with app.store.unit_of_work() as work:
        work.save(adviser)
        work.commit()
    return adviser


def a_school(urn: int = 900001, **facts: object) -> School:
    """An invented school."""
    usual = {
        "name": "Alderbrook Primary School",
        "la_name": "Westmarch",
        "phase": "Primary",
        "low_age": 3,
        "high_age": 11,
        "town": "Alderbrook",
        "status": SchoolStatus.OPEN,
        "agreement_date": date(2025, 9, 11),
        "by_hand": True,
    }
    return School(urn=Urn(urn), **(usual | facts))


def with_school(app: App, urn: int = 900001, **facts: object) -> School:
    """Keep an invented school as one's own."""
    school = a_school(urn, **({"adviser_id": app.me} | facts))
    with app.store.unit_of_work() as work:
        work.save(school)
        work.commit()
    return school


def sample_record(key: str) -> dict:
    """The content of one record of the sample project."""
    return next(record for record in read_sample()["record"] if record["key"] == key)


def answer_everything(app: App, record_id: str, key: str = "alderbrook_1") -> None:
    """Answer a record as the sample project does."""
    for name, value in sample_record(key)["answers"].items():
        answer(app, record_id, name, value)


def a_full_record(app: App, urn: int = 900001, on: date | None = None, **more: str) -> str:
    """The id of a first visit's draft in which nothing is missing."""
    record_id = start_record(app, urn, "visit_1", on=on, **more).value.record.id
    answer_everything(app, record_id)
    for earlier in read_rows(app, record_id).rows.earlier:
        give_status(
            app,
            earlier.action.id,
            ActionStatus.PARTLY,
            seen_of_it="Three plans",
            record_id=record_id,
        )
    add_met_person(app, record_id, "headteacher")
    add_evidence(app, record_id, "lesson", where="Year 4", count=3)
    add_action(
        app,
        record_id,
        what="Plan one lesson a week together",
        who="headteacher",
        by=app.today() + timedelta(days=10),
        known_by="Six plans in the folder",
        confidence=Confidence.ON_TRACK,
    )
    return record_id


def a_finished_record(app: App, urn: int = 900001, on: date | None = None, **more: str) -> Record:
    """A first visit's record, finished."""
    return finish_record(app, a_full_record(app, urn, on, **more)).value.record
