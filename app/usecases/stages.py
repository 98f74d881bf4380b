"""Where records stand after they were finished, with who and when: read, and never written here.

That a record was finished, and that it was sent, is known from it and from the handing over of its
documents; the other stages are steps of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from app import reference
from app.domain.deadlines import NOTE_WITHIN, note_due, reply_by, reply_due_once_sent
from app.domain.follow_through import (
    ANSWERS,
    RecordStep,
    Stage,
    Standing,
    Way,
    in_order,
    may_follow,
    wants_quality_read,
    way_of,
)
from app.domain.people import Adviser
from app.domain.projects import Project
from app.domain.records import HandedOver, ProducedDocument, Record, RecordState
from app.domain.school_days import Calendars
from app.domain.snapshot import Snapshot, from_json
from app.storage import Reader
from app.usecases.handing_over import handed_now
from app.usecases.school_days import calendars


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage that a revision reached: on which day, who kept it and when, in words.

    `role` is of who answered at the school, or of whom it was sent to; `words` what they said.
    """

    stage: Stage
    revision: int
    on: date
    at: datetime | None = None
    who: str = ""
    role: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """Where a record stands, how it came there, and what may follow.

    `lines` are of all its revisions, the oldest first. `wants_read` tells that it is of the sample
    that is read for quality, one in `one_in`, and was not read yet. `send_by` counts from the
    visit, and `reply_by` is what the paper says; `is_approximate` tells that holidays until then
    were assumed and not entered.
    """

    record: Record
    way: Way
    lines: tuple[StageLine, ...]
    following: tuple[Stage, ...]
    today: date
    send_by: date | None = None
    reply_by: date | None = None
    wants_read: bool = False
    one_in: int = 0
    is_approximate: bool = False

    @property
    def now(self) -> tuple[StageLine, ...]:
        """The stages of the revision that it is at."""
        return tuple(line for line in self.lines if line.revision == self.record.revision)

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return self.now[-1].stage if self.now else Stage.DRAFT

    @property
    def is_late(self) -> bool:
        """Whether what comes next should have happened by now."""
        if self.stage in {Stage.FINISHED, Stage.QUALITY_READ} and self.way is not Way.KEPT:
            return self.send_by is not None and self.send_by < self.today
        return self.stage is Stage.SENT and self.is_answer_late

    @property
    def is_answer_late(self) -> bool:
        """Whether the school's time to answer has gone by."""
        asked = self.way is Way.CHECKED and self.reply_by is not None
        return asked and self.reply_by is not None and self.reply_by < self.today


def notes_read(one_in: int) -> str:
    """`each note` or `one note in 4`: how many of them are read for quality."""
    return "each note" if one_in == 1 else f"one note in {one_in}"


def follow(reader: Reader, record: Record, today: date) -> FollowThrough:
    """As `steps`, on an open reader."""
    content = reader.snapshot(record.id)
    snapshot = from_json(content) if content else None
    lines = tuple(_lines(reader, record))
    view = FollowThrough(record, way_of(snapshot) if snapshot else Way.CHECKED, lines, (), today)
    if snapshot is None or record.state is not RecordState.FINISHED:
        return replace(view, following=may_follow(Stage.DRAFT))
    project = _project(reader, record)
    one_in = project.quality_one_in if project else 0
    checked = view.way is Way.CHECKED
    unread = view.stage is Stage.FINISHED and wants_quality_read(record.id, one_in)
    terms = calendars(reader)
    answer_by = reply_day(snapshot, _sent_on(view.now) or today, terms)
    days = terms.of(snapshot.facts.get("la", ""))
    return replace(
        view,
        following=may_follow(view.stage, view.way),
        send_by=note_due(record.on, project.note_days if project else NOTE_WITHIN, days=days),
        reply_by=answer_by,
        wants_read=checked and unread,
        one_in=one_in,
        is_approximate=checked
        and answer_by is not None
        and days.is_approximate(record.on, answer_by),
    )


def reply_day(snapshot: Snapshot, sent: date, terms: Calendars) -> date | None:
    """By when the school replies to a note sent on that day; None where its visit has no day."""
    said = reply_by(snapshot)
    if said is None:
        return None
    return reply_due_once_sent(said, sent, terms.of(snapshot.facts.get("la", "")))


def _project(reader: Reader, record: Record) -> Project | None:
    found = reader.find(Project, id=record.project_id) if record.project_id else ()
    return found[0] if found else None


def _sent_on(lines: Iterable[StageLine]) -> date | None:
    return next((line.on for line in lines if line.stage is Stage.SENT), None)


def _lines(reader: Reader, record: Record) -> Iterable[StageLine]:
    """Every stage of every revision, the oldest first."""
    names = {adviser.id: adviser.name for adviser in reader.find(Adviser)}
    kept = in_order(reader.find(RecordStep, record_id=record.id))
    documents = reader.find(ProducedDocument, record_id=record.id)
    handed = reader.find(HandedOver, record_id=record.id)
    for revision in range(1, record.revision + 1):
        finished = _finished(reader, record, revision, names)
        if finished is None:
            continue
        own = [step for step in kept if step.revision == revision]
        of = {document.id for document in documents if document.revision == revision}
        sent = [one for one in handed if one.document_id in of]
        lines = [
            *(_step_line(step, names) for step in own),
            *(
                _sent_line(reader, one, revision, stage, names)
                for one, stage in _sendings(own, sent)
            ),
        ]
        yield finished
        yield from sorted(lines, key=_moment)


def _moment(line: StageLine) -> tuple[bool, datetime, int]:
    """A quality read comes first: it is of the note before it went out, however late it is kept."""
    assert line.at is not None
    return line.stage is not Stage.QUALITY_READ, line.at, list(Stage).index(line.stage)


def _finished(
    reader: Reader, record: Record, revision: int, names: dict[str, str]
) -> StageLine | None:
    """That a revision was finished; None where it was not, or is not here."""
    at = record.finished_at if revision == record.revision else _frozen_at(reader, record, revision)
    if at is None or (revision == record.revision and record.state is not RecordState.FINISHED):
        return None
    heads = reader.heads("snapshot", f"{record.id}.{revision}", "sha256")
    by = heads[0].by if heads else record.adviser_id
    return StageLine(Stage.FINISHED, revision, at.date(), at, names.get(by, ""))


def _frozen_at(reader: Reader, record: Record, revision: int) -> datetime | None:
    content = reader.snapshot(record.id, revision)
    try:
        return datetime.fromisoformat(from_json(content).finished_at) if content else None
    except ValueError:
        return None


def _step_line(step: RecordStep, names: dict[str, str]) -> StageLine:
    return StageLine(
        stage=step.stage,
        revision=step.revision,
        on=step.on,
        at=step.at,
        who=names.get(step.adviser_id, ""),
        role=reference.role_label(step.role) if step.role else "",
        words=step.words,
    )


def _sendings(
    own: Iterable[RecordStep], handed: list[HandedOver]
) -> Iterable[tuple[HandedOver, Stage]]:
    """The first handing over is for the check; the first once it is final is of the final copy."""
    final = next((step.at for step in own if step.stage is Stage.FINAL), None)
    before = [one for one in handed if final is None or one.at <= final]
    yield from ((one, Stage.SENT) for one in before[:1])
    yield from ((one, Stage.FINAL_SENT) for one in handed[len(before) : len(before) + 1])


def _sent_line(
    reader: Reader, one: HandedOver, revision: int, stage: Stage, names: dict[str, str]
) -> StageLine:
    heads = reader.heads("handover", one.id, "at")
    who = names.get(heads[0].by, "") if heads else ""
    return StageLine(stage, revision, one.at.date(), one.at, who, one.recipients)


def stages_of(reader: Reader, records: Iterable[Record]) -> dict[str, Stage]:
    """By record id, where each of them that is finished stands; the others are drafts."""
    finished = [record for record in records if record.state is RecordState.FINISHED]
    handed = handed_now(reader, finished)
    steps = in_order(reader.find(RecordStep, record_id=tuple(record.id for record in finished)))
    last = {(step.record_id, step.revision): step for step in steps}
    return {
        record.id: _stage(last.get((record.id, record.revision)), handed.get(record.id, ()))
        for record in finished
    }


def archived_of(reader: Reader, records: Iterable[Record]) -> frozenset[str]:
    """The ids of those that were archived as they stand now."""
    standing = {(r.id, r.revision) for r in records if r.state is RecordState.FINISHED}
    wanted = tuple(record_id for record_id, _revision in standing)
    steps = reader.find(RecordStep, record_id=wanted, stage=Stage.ARCHIVED) if wanted else ()
    return frozenset(
        step.record_id for step in steps if (step.record_id, step.revision) in standing
    )


def _stage(last: RecordStep | None, handed: tuple[HandedOver, ...]) -> Stage:
    if last is None or last.stage is Stage.QUALITY_READ:
        before = last.stage if last else Stage.FINISHED
        return Stage.SENT if handed else before
    copied = last.stage is Stage.FINAL and any(one.at > last.at for one in handed)
    return Stage.FINAL_SENT if copied else last.stage


def standing_of(reader: Reader, snapshot: Snapshot, today: date) -> Standing:
    """What the document of a revision says of its stage, of the one that was frozen as `snapshot`.

    A draft says until when the school would have to reply if it were sent today.
    """
    found = reader.find(Record, id=snapshot.record_id)
    lines = tuple(_lines(reader, found[0])) if found else ()
    own = [line for line in lines if line.revision == snapshot.revision]
    answer = next((line for line in reversed(own) if line.stage in ANSWERS), None)
    sent = _sent_on(own)
    before = reader.snapshot(snapshot.record_id, snapshot.revision - 1)
    return Standing(
        stage=own[-1].stage if own else Stage.DRAFT,
        reply_by=reply_day(snapshot, sent or today, calendars(reader)),
        sent=sent,
        answer=answer.stage if answer else None,
        role=answer.role if answer else "",
        on=answer.on if answer else None,
        before=from_json(before) if before else None,
    )
