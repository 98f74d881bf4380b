"""What becomes of a finished record: its next stage kept, or the last one taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app import reference
from app.domain.calendar import in_words
from app.domain.changes import Done
from app.domain.follow_through import RecordStep, Stage, in_order
from app.domain.people import Adviser
from app.domain.records import HandedOver, ProducedDocument, Record, RecordState
from app.domain.schools import School
from app.errors import InputError, RuleError
from app.parts import App
from app.storage import Reader, UnitOfWork
from app.usecases.guards import found_record, own_subject, writable
from app.usecases.stages import FollowThrough, StageLine, follow

LONGEST_WORDS = 20_000
BY_HAND = "by hand"
OWN_NOTE = (
    "A colleague reads the sample, so whoever wrote a note cannot be its reader. Say which "
    "colleague read it. Nothing has been changed."
)
_SENT = frozenset({Stage.SENT, Stage.FINAL_SENT})


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A stage of a revision that was taken back, with what kept it, for `put_back` to undo that."""

    stage: Stage
    revision: int
    kept: tuple[RecordStep | HandedOver, ...]


def steps(app: App, record_id: str) -> FollowThrough:
    """Where a record stands, and how it came there."""
    with app.store.reading() as reader:
        return follow(reader, found_record(reader, record_id), app.today())


def correction_asked(app: App, record_id: str) -> StageLine | None:
    """What the school asked to be put right, of the version that a draft corrects, or None."""
    with app.store.reading() as reader:
        view = follow(reader, found_record(reader, record_id), app.today())
    before = view.record.revision - 1
    asked = [line for line in view.lines if line.revision == before and line.words]
    draft = view.record.state is RecordState.DRAFT
    return asked[-1] if draft and asked and asked[-1].stage is Stage.CORRECTION else None


def record_step(
    app: App,
    record_id: str,
    stage: Stage,
    *,
    role: str = "",
    on: date | None = None,
    words: str = "",
    reader: str = "",
) -> Done[FollowThrough]:
    """Keep that a finished record reached its next stage, today or on an earlier day.

    An answer bears the role of who gave it, and a correction the words; a note that was sent, the
    role of whom it went to. A note that was read for quality was so by the adviser with the id
    `reader`, or by somebody else of that role; where neither is named, by oneself. Raises RuleError
    where that stage may not follow or an author would read for quality, InputError where something
    is missing.
    """
    with app.store.unit_of_work() as work:
        record = found_record(work, record_id)
        _guard(work, record, stage)
        before = follow(work, record, app.today())
        _check_follows(before, stage)
        day = _checked_day(before, stage, on or app.today())
        read = stage is Stage.QUALITY_READ
        role = reference.role_key(
            role, reference.team_roles() if read else reference.school_roles()
        )
        _check_said(stage, role, words)
        if stage in _SENT:
            work.save(_sending(app, work, before, reference.role_label(role), day))
        else:
            words = words.strip()
            who = _reader(work, record, reader or ("" if role else app.me)) if read else app.me
            at, of = app.clock(), record.revision
            work.save(
                RecordStep(
                    app.new_id(), record.urn, record.id, of, stage, day, at, who, role, words
                )
            )
        changes = work.commit()
    return Done(steps(app, record_id), changes)


def _guard(reader: Reader, record: Record, stage: Stage) -> School:
    """A colleague who helps may have read it; all else is for who holds the school."""
    guard = writable if stage is Stage.QUALITY_READ else own_subject
    return guard(reader, record)


def _check_follows(view: FollowThrough, stage: Stage) -> None:
    if view.record.state is not RecordState.FINISHED:
        raise RuleError("This record is a draft. Finish it first. Nothing has been changed.")
    if stage not in view.following:
        following = " or ".join(f"“{each.label}”" for each in view.following) or "nothing"
        raise RuleError(
            f"This record stands at “{view.stage.label}”. What may follow is {following}. "
            "Nothing has been changed."
        )
    if stage is Stage.NO_ANSWER and not view.is_answer_late:
        by = f" until {in_words(view.reply_by)}" if view.reply_by else ""
        raise RuleError(f"The school has time to answer{by}. Nothing has been changed.")


def _checked_day(view: FollowThrough, stage: Stage, on: date) -> date:
    """The day of the stage: `on`, if it can have been then; that by which there was no answer."""
    if stage is Stage.NO_ANSWER and view.reply_by is not None:
        return view.reply_by
    last = view.now[-1]
    if on > view.today:
        raise InputError("That day is still to come. Nothing has been changed.")
    if on < last.on:
        raise InputError(
            f"That is before “{last.stage.label}” on {in_words(last.on)}. Nothing has been changed."
        )
    return on


def _check_said(stage: Stage, role: str, words: str) -> None:
    if stage in {Stage.ACCURATE, Stage.CORRECTION} and not role:
        raise InputError("Please give the role of who answered, such as Headteacher.")
    if stage is Stage.SENT and not role:
        raise InputError("Please give the role of whom it was sent to, such as Headteacher.")
    if stage is Stage.CORRECTION and not words.strip():
        raise InputError("Please write what the school asks to be corrected, in its own words.")
    if len(words) > LONGEST_WORDS:
        raise InputError(f"Those are more than {LONGEST_WORDS:,} letters. Nothing has been kept.")


def readers(app: App, record_id: str) -> tuple[Adviser, ...]:
    """Who of the team may have read a record for quality: all but its author, oneself first."""
    with app.store.reading() as reader:
        author = found_record(reader, record_id).adviser_id
        team = [one for one in reader.find(Adviser) if one.id != author and one.name]
    return tuple(sorted(team, key=lambda one: (one.id != app.me, one.name.casefold(), one.id)))


def _reader(reader: Reader, record: Record, adviser_id: str) -> str:
    """The adviser who read a record for quality; blank for somebody else."""
    if adviser_id and adviser_id == record.adviser_id:
        raise RuleError(OWN_NOTE)
    if adviser_id and not reader.find(Adviser, id=adviser_id):
        raise InputError("Nobody of the team has that name here. Nothing has been changed.")
    return adviser_id


def _sending(app: App, work: UnitOfWork, before: FollowThrough, to: str, on: date) -> HandedOver:
    """That the newest document of this revision was given on by the person, without the program.

    On an earlier day it was at noon, or just after the stage on which it follows.
    """
    record, last = before.record, before.now[-1].at
    of = record.revision
    made = work.find(ProducedDocument, record_id=record.id, revision=of)
    if not made:
        raise RuleError("Save the PDF first: what is sent is a document. Nothing has been changed.")
    at = app.clock()
    if on < app.today():
        noon = datetime.combine(on, time(12), at.tzinfo)
        at = max(noon, last + timedelta(seconds=1)) if last else noon
    return HandedOver(app.new_id(), record.urn, record.id, made[-1].id, to, BY_HAND, at)


def take_back(app: App, record_id: str) -> Done[TakenBack]:
    """Take back the last stage of a record, which was kept by mistake; `put_back` undoes that.

    Raises RuleError where there is none: that a record was finished is undone by reopening it.
    """
    with app.store.unit_of_work() as work:
        record = found_record(work, record_id)
        view = follow(work, record, app.today())
        _guard(work, record, view.stage)
        kept = tuple(_keeping(work, view))
        if not kept:
            raise RuleError(
                "Nothing has been kept since this record was finished. "
                "To change what it says, reopen it as a new revision."
            )
        for thing in kept:
            work.delete(thing)
        return Done(TakenBack(view.stage, record.revision, kept), work.commit())


def _keeping(work: UnitOfWork, view: FollowThrough) -> Iterable[RecordStep | HandedOver]:
    """What keeps the stage at which a record stands."""
    record = view.record
    if view.stage not in _SENT:
        own = in_order(work.find(RecordStep, record_id=record.id, revision=record.revision))
        yield from own[-1:] if view.stage is not Stage.FINISHED else ()
        return
    made = work.find(ProducedDocument, record_id=record.id, revision=record.revision)
    since = view.now[-1].at
    for one in work.find(HandedOver, document_id=tuple(document.id for document in made)):
        if since is not None and one.at >= since:
            yield one


def put_back(app: App, taken: TakenBack) -> Done[TakenBack]:
    """Keep again what was taken back; raises RuleError once the record has gone another way."""
    with app.store.unit_of_work() as work:
        record = found_record(work, taken.kept[0].record_id)
        _guard(work, record, taken.stage)
        _check_may_return(follow(work, record, app.today()), taken)
        for thing in taken.kept:
            work.save(thing)
        return Done(taken, work.commit())


def _check_may_return(view: FollowThrough, taken: TakenBack) -> None:
    if view.record.revision != taken.revision or taken.stage not in view.following:
        raise RuleError(
            f"This record stands at “{view.stage.label}” by now, so “{taken.stage.label}” "
            "cannot be put back. Nothing has been changed."
        )
