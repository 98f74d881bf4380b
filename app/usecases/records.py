"""Records: started, answered, finished, reopened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from app import reference
from app.domain.changes import NOTHING_SEEN, Done, Seen
from app.domain.outbox import OutboxState
from app.domain.projects import Project
from app.domain.records import Record, RecordState
from app.domain.schools import School
from app.domain.snapshot import Snapshot, from_json, snapshot_hash, to_json
from app.domain.visits import Visit, VisitState
from app.errors import InputError, NotFoundError, NotReadyError, RuleError
from app.forms.definition import FormDefinition
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.parts import App
from app.storage import Reader, UnitOfWork, change_item, outbox_items
from app.usecases.actions import move_statuses
from app.usecases.counted_visits import with_its_visit
from app.usecases.form_files import form_files
from app.usecases.forms import definition_of, newest_form
from app.usecases.guards import (
    draft,
    found_record,
    likely_day,
    own_school,
    own_subject,
    subject_of,
)
from app.usecases.handing_over import REOPENED
from app.usecases.opened import OpenRecord, live_session, open_record, place_setting
from app.usecases.privacy import private_refs
from app.usecases.projects import project_of
from app.usecases.readiness import Gap, gaps_of
from app.usecases.record_rows import externals, rows_of
from app.usecases.shipped_forms import PROJECT
from app.usecases.snapshots import freeze

VISIT_DATE = "visit_date"
"""The question of a form that says on which day the visit was."""
_LONGEST_REFERENCE = 32  # letters of a form's id that stand in the reference of its records


@dataclass(frozen=True, slots=True)
class Saved:
    """Answers are kept: when, and what their author had seen of what others entered."""

    at: datetime
    seen: Seen


@dataclass(frozen=True, slots=True)
class FinishedRecord:
    """A finished record with its frozen snapshot."""

    record: Record
    snapshot: Snapshot


def start_record(
    app: App,
    urn: int,
    form_id: str,
    *,
    visit_id: str = "",
    counts: bool = False,
    on: date | None = None,
) -> Done[OpenRecord]:
    """Begin a record with the newest version of a form; a visit gives it its day and purpose.

    Where it `counts` as a visit and none is named, one is made for its day with it.
    """
    definition = newest_form(app, form_id)
    if definition.marks.get("about") == PROJECT:
        raise RuleError(f"“{definition.title}” is about a project. Start it on the project’s page.")
    with app.store.unit_of_work() as work:
        school = own_school(work, urn)
        visit = _visit_at(work, visit_id, urn) if visit_id else None
        project = project_of(work, urn)
        record = _begin(app, work, definition, urn, project, on or (visit.on if visit else None))
        if visit is not None:
            record = replace(record, visit_id=visit.id)
        elif counts:
            record, visit = with_its_visit(app, work, record)
        return _keep_begun(app, work, definition, record, school, visit)


def start_project_record(
    app: App, project_id: str, form_id: str, *, on: date | None = None
) -> Done[OpenRecord]:
    """Begin a record about a project as a whole, with a form that is made for that."""
    definition = newest_form(app, form_id)
    if definition.marks.get("about") != PROJECT:
        raise RuleError(f"“{definition.title}” is about a school. Choose the school first.")
    with app.store.unit_of_work() as work:
        project = work.get(Project, project_id)
        record = _begin(app, work, definition, 0, project, on)
        return _keep_begun(app, work, definition, record, subject_of(work, record), None)


def begin_with(
    app: App,
    urn: int,
    definition: FormDefinition,
    answers: Mapping[str, str],
    *,
    on: date | None = None,
) -> Done[OpenRecord]:
    """Begin a record that brings its answers along; what no page shows begins as in any record."""
    if definition.marks.get("about") == PROJECT:
        raise RuleError(f"“{definition.title}” is about a project, so no school can have it.")
    with app.store.unit_of_work() as work:
        school = own_school(work, urn)
        record = _begin(app, work, definition, urn, project_of(work, urn), on)
        work.save(record)
        first = _first_load(app, work, definition, record, school, None)
        shown = {question.path for question in definition.questions()}
        unseen = {r: v for r, v in first.items() if "[" not in r and r not in shown}
        entered = {**unseen, **answers}
        private = private_refs(definition, entered)
        work.save_answers(record, entered, work.seen, private=private)
        changes = work.commit()
    return Done(open_record(app, record.id), changes)


def _keep_begun(
    app: App,
    work: UnitOfWork,
    definition: FormDefinition,
    record: Record,
    school: School,
    visit: Visit | None,
) -> Done[OpenRecord]:
    work.save(record)
    entered = _first_load(app, work, definition, record, school, visit)
    private = private_refs(definition, entered)
    work.save_answers(record, entered, work.seen, private=private)
    changes = work.commit()
    return Done(open_record(app, record.id), changes)


def _visit_at(work: UnitOfWork, visit_id: str, urn: int) -> Visit:
    visit = work.get(Visit, visit_id)
    if visit.urn != urn:
        raise RuleError("That visit is planned at another school. No record has been begun.")
    return visit


def _begin(
    app: App,
    work: UnitOfWork,
    definition: FormDefinition,
    urn: int,
    project: Project | None,
    on: date | None,
) -> Record:
    return Record(
        id=app.new_id(),
        urn=urn,
        form_id=definition.form_id,
        form_version=definition.version,
        title=definition.title,
        reference=_reference(work, urn, project, definition.form_id),
        on=likely_day(on or app.today()),
        project_id=project.id if project else "",
        adviser_id=app.me,
        started_at=app.clock(),
    )


def _reference(work: UnitOfWork, urn: int, project: Project | None, form_id: str) -> str:
    """What people call the record: `S900001-V2`, a second one `S900001-V2.2`.

    A record about a project is called by the project's year: `P2025-RESOURCE`.
    """
    kinds = [kind for kind in reference.visit_kinds() if kind.form_id == form_id]
    number = kinds[0].number if kinds else 0
    about = f"S{urn}" if urn or project is None else f"P{project.academic_year}"
    stem = f"{about}-V{number}" if number else f"{about}-{_short(form_id)}"
    count = len(work.find(Record, urn=urn, form_id=form_id)) + 1
    return stem if count == 1 else f"{stem}.{count}"


def _short(form_id: str) -> str:
    """A form's id as a part of a reference: letters, figures and -, whatever its author chose."""
    plain = "".join(letter if letter.isalnum() else "-" for letter in form_id.upper())
    return plain[:_LONGEST_REFERENCE].strip("-") or "FORM"


def _first_load(
    app: App,
    work: UnitOfWork,
    definition: FormDefinition,
    record: Record,
    school: School,
    visit: Visit | None,
) -> dict[str, str]:
    session = FormSession(
        definition,
        None,
        clock=app.clock,
        externals={
            **form_files(app, definition.form_id, definition.version).lists,
            **externals(school, rows_of(work, record)),
        },
        new_id=app.new_id,
        begun=False,
    )
    known = {VISIT_DATE: record.on.isoformat()}
    if visit is not None:
        known["purpose"] = visit.purpose
        known["arrived"] = visit.starts.isoformat("minutes") if visit.starts else ""
    for question in definition.questions():
        if known.get(question.name):
            session.answer(question.path, known[question.name])
    entered: dict[str, str] = session.entered()
    return entered


def save_answers(
    app: App, record_id: str, answers: Mapping[str, str | None], seen: Seen
) -> Done[Saved]:
    """Keep answers of a draft record with their changes, in one transaction; None clears one.

    Private answers are logged for their author alone. Where the form's date is put right, the
    record is of that day too: lists and papers go by it.
    """
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        private = _private_of(app, record, answers)
        clashing = work.clashing_answers(record_id, answers)
        plain = {ref: value for ref, value in answers.items() if ref not in clashing}
        work.save_answers(record, plain, seen, private=private)
        if clashing:  # typing on is no choice: what others entered stands until one is made
            beside = {ref: answers[ref] for ref in clashing}
            work.save_answers(record, beside, NOTHING_SEEN, private=private)
        on = _day_said(answers)
        if on is not None and on != record.on:
            work.save(replace(record, on=on))
            move_statuses(work, record.id, on)
        changes = work.commit()
        return Done(Saved(app.clock(), seen), changes)


def _private_of(app: App, record: Record, refs: Iterable[str]) -> frozenset[str]:
    """Those of `refs` that are private, and those of which the form can't tell.

    A form that is not here tells nothing, and one that the record was just moved to knows nothing
    of what was typed on a page of the version before.
    """
    refs = tuple(refs)
    try:
        definition = definition_of(app, record.form_id, record.form_version)
    except NotFoundError:
        return frozenset(refs)
    unknown = {ref for ref in refs if without_rows(ref) not in definition.blueprint.places}
    return private_refs(definition, refs) | unknown


def _day_said(answers: Mapping[str, str | None]) -> date | None:
    """The day that the form's own date question was answered with, if it was among `answers`."""
    for ref, value in answers.items():
        if value and ref.rsplit("/", 1)[-1] == VISIT_DATE:
            with suppress(ValueError, InputError):  # a half-typed date or year is no day yet
                return likely_day(date.fromisoformat(value))
    return None


def save_place(app: App, record_id: str, ref: str) -> None:
    """Keep where the record was last worked at, for this laptop alone."""
    with app.store.unit_of_work() as work:
        work.keep_setting(place_setting(record_id), ref)
        work.commit()


def readiness(app: App, record_id: str) -> tuple[Gap, ...]:
    """What keeps a record from being finished, in the form's order; empty where nothing does."""
    opened = open_record(app, record_id)
    return gaps_of(opened.definition, live_session(app, opened))


def finish_record(app: App, record_id: str) -> Done[FinishedRecord]:
    """Freeze a record that has no gaps; NotReadyError carries the gaps of one that has."""
    opened = open_record(app, record_id)
    if opened.record.state is RecordState.FINISHED:
        raise RuleError("This record is finished already.")
    with app.store.reading() as reader:
        own_subject(reader, opened.record)
    session = live_session(app, opened)
    gaps = gaps_of(opened.definition, session)
    if gaps:
        count = f"{len(gaps)} things are" if len(gaps) > 1 else "One thing is"
        raise NotReadyError(f"{count} still needed before this record can be finished.", gaps)
    with app.store.unit_of_work() as work:
        finished = replace(opened.record, state=RecordState.FINISHED, finished_at=app.clock())
        snapshot = freeze(work, finished, opened, session)
        return _keep_finished(work, opened, finished, snapshot)


def _keep_finished(
    work: UnitOfWork, opened: OpenRecord, finished: Record, snapshot: Snapshot
) -> Done[FinishedRecord]:
    content = to_json(snapshot)
    digest = snapshot_hash(content)
    finished = replace(finished, snapshot_hash=digest)
    work.save(finished, opened.seen)
    work.keep_snapshot(finished, content, digest)
    if opened.visit is not None and opened.visit.state is VisitState.PLANNED:
        work.save(replace(opened.visit, state=VisitState.DONE), opened.seen)
    return Done(FinishedRecord(finished, snapshot), work.commit())


def reopen_record(app: App, record_id: str) -> Done[OpenRecord]:
    """Make a finished record a draft of its next revision; the finished one keeps its snapshot.

    It opens at its beginning, and not where the one before was ended.

    What of it still waits in the outbox is not sent.
    """
    with app.store.unit_of_work() as work:
        record = found_record(work, record_id)
        own_subject(work, record)
        if record.state is not RecordState.FINISHED:
            raise RuleError("This record is a draft, so there is nothing to reopen.")
        again = replace(
            record, state=RecordState.DRAFT, revision=record.revision + 1, finished_at=None
        )
        work.save(again)
        work.keep_setting(place_setting(record_id), "")
        for item in outbox_items(work, record_id=record_id, state=OutboxState.WAITING):
            stopped = {"state": OutboxState.REFUSED, "said": REOPENED}
            change_item(work, item.id, {OutboxState.WAITING}, **stopped)
        changes = work.commit()
    return Done(open_record(app, record_id), changes)


def finished_snapshot(app: App, record_id: str, revision: int | None = None) -> Snapshot:
    """The frozen snapshot of a finished record, the latest unless a revision is named."""
    with app.store.reading() as reader:
        return kept_snapshot(reader, found_record(reader, record_id), revision)


def kept_snapshot(reader: Reader, record: Record, revision: int | None = None) -> Snapshot:
    """As `finished_snapshot`, on an open reader."""
    content = reader.snapshot(record.id, revision)
    if content is None and revision is not None:
        raise NotFoundError(
            f"Revision {revision} of this record has not been finished, so there is nothing of it "
            f"to show. The record is at revision {record.revision}."
        )
    if content is None:
        raise NotFoundError("This record has not been finished yet, so it has no document.")
    return from_json(content)


def draft_snapshot(app: App, record_id: str) -> Snapshot:
    """What the record would be if it were finished now: for a preview, marked as a draft."""
    opened = open_record(app, record_id)
    with app.store.reading() as reader:
        return freeze(reader, opened.record, opened, live_session(app, opened))
