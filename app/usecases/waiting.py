"""Which finished notes wait: for a quality read, the school's answer, or what follows on that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app import reference
from app.domain.deadlines import NOTE_WITHIN, note_due
from app.domain.follow_through import (
    RecordStep,
    Stage,
    Way,
    in_order,
    wants_quality_read,
    way_of,
)
from app.domain.people import Adviser
from app.domain.projects import Project
from app.domain.records import HandedOver, Record, RecordState
from app.domain.school_days import Calendars
from app.domain.schools import School
from app.domain.snapshot import Snapshot, from_json
from app.parts import App
from app.storage import Reader
from app.usecases.handing_over import handed_now
from app.usecases.school_days import calendars
from app.usecases.stages import reply_day

LOOKED_BACK = timedelta(days=120)
"""How old a visit may be whose note is still asked after: silence about older ones has settled."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A note that waits for its next `stage`, until the day `by`.

    The stage is `ACCURATE` where the school's answer is awaited, whatever it will be, and `DRAFT`
    where a correction is to be made.
    """

    record: Record
    stage: Stage
    by: date


def due(app: App) -> tuple[Waiting, ...]:
    """Everything that waits here, the earliest day first."""
    with app.store.reading() as reader:
        mine = {school.urn for school in reader.find(School, adviser_id=app.me)}
        records = reader.find(Record, urn=tuple(mine))
        found = [
            *answers_due(reader, records, handed_now(reader, records), app.today()),
            *reads_due(reader, app.me, app.today()),
        ]
    return tuple(sorted(found, key=lambda one: (one.by, one.record.id)))


def answers_due(
    reader: Reader,
    records: Iterable[Record],
    handed: Mapping[str, tuple[HandedOver, ...]],
    today: date,
) -> Iterator[Waiting]:
    """What of one's own notes waits for the school, or for what follows on its answer.

    `handed` holds each handing over of them as they stand.
    """
    recent = [one for one in records if one.id in handed and one.on >= today - LOOKED_BACK]
    kept, terms = _last_steps(reader, recent), calendars(reader)
    for record in recent:
        last = kept.get(record.id)
        waiting = _after_answer(reader, record, last, terms) if last else None
        if waiting is None and (last is None or last.stage is Stage.QUALITY_READ):
            waiting = _answer(reader, record, handed[record.id][0].at.date(), terms)
        if waiting is not None:
            yield waiting


def _last_steps(reader: Reader, records: Iterable[Record]) -> dict[str, RecordStep]:
    """By record id, the last step of its revision as it stands."""
    revisions = {record.id: record.revision for record in records}
    found = in_order(reader.find(RecordStep, record_id=tuple(revisions)))
    return {step.record_id: step for step in found if step.revision == revisions[step.record_id]}


def _answer(reader: Reader, record: Record, sent: date, terms: Calendars) -> Waiting | None:
    snapshot = _checked(reader, record)
    by = reply_day(snapshot, sent, terms) if snapshot else None
    return Waiting(record, Stage.ACCURATE, by) if by else None


def _checked(reader: Reader, record: Record) -> Snapshot | None:
    """The snapshot of a note that the school checks; None of any other record."""
    content = reader.snapshot(record.id)
    snapshot = from_json(content) if content else None
    return snapshot if snapshot and way_of(snapshot) is Way.CHECKED else None


def _after_answer(
    reader: Reader, record: Record, last: RecordStep, terms: Calendars
) -> Waiting | None:
    """A correction to make, or a note to make final, each as soon as a note is due."""
    following = {
        Stage.CORRECTION: Stage.DRAFT,
        Stage.ACCURATE: Stage.FINAL,
        Stage.NO_ANSWER: Stage.FINAL,
    }.get(last.stage)
    if following is None:
        return None
    return Waiting(record, following, _soon_after(reader, record, last.on, terms))


def _soon_after(reader: Reader, record: Record, day: date, terms: Calendars) -> date:
    project = reader.find(Project, id=record.project_id) if record.project_id else ()
    school = reader.find(School, urn=record.urn)
    days = terms.of(school[0].la_name if school else "")
    return note_due(day, project[0].note_days if project else NOTE_WITHIN, days=days)


def reads_due(reader: Reader, me: str, today: date) -> Iterator[Waiting]:
    """Others' notes of the sample that wait for a quality read, for one who has that role."""
    readers = reference.quality_roles()
    projects = {project.id: project for project in reader.find(Project) if project.quality_one_in}
    found = reader.find(Adviser, id=me) if me and projects else ()
    if not found or found[0].role not in readers:
        return
    finished = reader.find(Record, state=RecordState.FINISHED, project_id=tuple(projects))
    recent = [one for one in finished if one.on >= today - LOOKED_BACK and one.adviser_id != me]
    read, handed, terms = _last_steps(reader, recent), handed_now(reader, recent), calendars(reader)
    for record in recent:
        one_in = projects[record.project_id].quality_one_in
        if record.id in read or record.id in handed or not wants_quality_read(record.id, one_in):
            continue
        if _checked(reader, record):
            yield Waiting(record, Stage.QUALITY_READ, _soon_after(reader, record, record.on, terms))
