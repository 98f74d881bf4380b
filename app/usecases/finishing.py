"""What Finish shows of a record: what is there, what is missing, what happens next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.calendar import in_words
from app.domain.deadlines import NOTE_WITHIN, note_due, reply_due
from app.domain.projects import Project
from app.domain.prompts import prompts_in
from app.domain.records import HandedOver, ProducedDocument, Record, RecordState
from app.domain.snapshot import Snapshot
from app.domain.wording import WordLists, remarks_on
from app.forms.refs import without_rows
from app.forms.session import FormSession
from app.parts import App
from app.storage import Reader
from app.usecases.answering import asked
from app.usecases.documents import files_left, free_name
from app.usecases.opened import OpenRecord, live_session, open_record
from app.usecases.outbox import OutboxView, outbox
from app.usecases.own_settings import export_folder
from app.usecases.privacy import private_refs
from app.usecases.readiness import Gap, gaps_of
from app.usecases.records import kept_snapshot
from app.usecases.school_days import calendars
from app.usecases.shipped_forms import PROJECT, TEAM
from app.usecases.snapshots import freeze
from app.usecases.stages import FollowThrough, follow
from app.usecases.wording import lists_kept

WRITTEN = {"text"}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that finishing looks at, in words, and whether it is there."""

    text: str
    is_there: bool = True


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A suggestion about one answer; `ref` is where it stands."""

    ref: str
    text: str


@dataclass(frozen=True, slots=True)
class FinishView:
    """A record before and after it is finished.

    `noun` is what it is called: a visit or a record. `checks` say what is there; `gaps` what is
    missing. `agrees_actions` where its form has a panel of them: only such a record is a note that
    the head checks. `for_school` is False for what the team or the project keeps to itself.
    `actions` are rows as in a snapshot. `due` is the day by which the note should be
    sent, `reply_by` the school's reply hoped for. `documents` and `handed` are of this revision,
    `handed_before` of those it corrects. `folder` is where documents go, None until chosen;
    `files` lie readable there now, and as it stands its PDF is called `file_name`. `outbox` are its
    messages, and the account they are sent by.
    `follow` is what became of it since.
    """

    record: Record
    school_name: str
    noun: str
    visit_words: str
    gaps: tuple[Gap, ...]
    checks: tuple[Check, ...]
    looks: tuple[SecondLook, ...]
    private_notes: int
    agrees_actions: bool
    for_school: bool
    actions: tuple[Mapping[str, str], ...]
    next_visit: str
    confidence: str
    note_days: int
    due: date
    reply_by: date
    documents: tuple[ProducedDocument, ...]
    handed: tuple[HandedOver, ...]
    handed_before: tuple[HandedOver, ...]
    folder: Path | None
    files: tuple[Path, ...]
    file_name: str
    outbox: OutboxView
    follow: FollowThrough

    @property
    def can_send(self) -> bool:
        """Whether a mail account is set up."""
        return self.outbox.account is not None

    @property
    def is_finished(self) -> bool:
        """Whether this revision is frozen."""
        return self.record.state is RecordState.FINISHED

    @property
    def has_pdf(self) -> bool:
        """Whether its PDF of this stage lies there, be there others or not."""
        return any(path.name == self.file_name for path in self.files)

    @property
    def on_site(self) -> bool:
        """Whether it is of a school, and so finished there; one about a project is not."""
        return bool(self.record.urn)


def finish_view(app: App, record_id: str) -> FinishView:
    """What Finish shows of a record now."""
    opened = open_record(app, record_id)
    session = live_session(app, opened)
    record = opened.record
    finished = record.state is RecordState.FINISHED
    folder = export_folder(app)
    with app.store.reading() as reader:
        snapshot = (
            kept_snapshot(reader, record) if finished else freeze(reader, record, opened, session)
        )
        project = reader.find(Project, id=record.project_id) if record.project_id else ()
        days = project[0].note_days if project else NOTE_WITHIN
        school_days = calendars(reader).of(opened.school.la_name)
        documents = _documents(reader, record)
        handed, handed_before = _handed(reader, record, documents)
        lists = lists_kept(reader)
        return FinishView(
            record=record,
            school_name=opened.school.name,
            noun="visit" if snapshot.facts.get("visit_number") else "record",
            visit_words=_visit_words(snapshot),
            gaps=() if finished else gaps_of(opened.definition, session),
            checks=tuple(_checks(opened, session, snapshot)),
            looks=() if finished else tuple(_second_looks(snapshot, app.today(), lists)),
            private_notes=_private_notes(opened),
            agrees_actions=_agrees_actions(opened),
            for_school=_is_for_school(opened),
            actions=snapshot.actions,
            next_visit=_next_visit(snapshot),
            confidence=_words(snapshot, "confidence"),
            note_days=days,
            due=note_due(record.on, days, days=school_days),
            reply_by=reply_due(record.on, days, _finished_on(record) or app.today(), school_days),
            documents=documents,
            handed=handed,
            handed_before=handed_before,
            folder=folder,
            files=files_left(app, record_id, folder),
            file_name=free_name(app, snapshot),
            outbox=outbox(app, record_id),
            follow=follow(reader, record, app.today()),
        )


def _finished_on(record: Record) -> date | None:
    return record.finished_at.date() if record.finished_at else None


def _documents(reader: Reader, record: Record) -> tuple[ProducedDocument, ...]:
    """Those of the revision that is finished now; a draft is in none yet."""
    made = reader.find(ProducedDocument, record_id=record.id)
    finished = record.state is RecordState.FINISHED
    return tuple(one for one in made if finished and one.revision == record.revision)


def _handed(
    reader: Reader, record: Record, documents: tuple[ProducedDocument, ...]
) -> tuple[tuple[HandedOver, ...], tuple[HandedOver, ...]]:
    """What was handed over of `documents`, and what before them, each from the first on."""
    found = sorted(reader.find(HandedOver, record_id=record.id), key=lambda handed: handed.at)
    current = {document.id for document in documents}
    return (
        tuple(one for one in found if one.document_id in current),
        tuple(one for one in found if one.document_id not in current),
    )


def _visit_words(snapshot: Snapshot) -> str:
    """`visit 1 of 4 · Tue 20 Jan 2026, 09:00 to 12:05`."""
    facts = snapshot.facts
    number = facts.get("visit_number", "")
    kind = f"visit {number} of {facts.get('visits_in_all', number)}" if number else ""
    times = " to ".join(t for t in (facts.get("starts", ""), facts.get("ends", "")) if t)
    day = in_words(date.fromisoformat(facts["date"]))
    when = ", ".join(part for part in (day, times) if part)
    return " · ".join(part for part in (kind or snapshot.form_title, when) if part)


def _checks(opened: OpenRecord, session: FormSession, snapshot: Snapshot) -> Iterator[Check]:
    """What is there, in words."""
    questions = asked(opened, session)
    needed = [one for one in questions if one.needed]
    given = sum(bool(one.value) for one in needed)
    if needed:
        complete = given == len(needed)
        of_all = f"All {given}" if complete else f"{given} of {len(needed)}"
        yield Check(f"{of_all} needed answers are given", complete)
    if snapshot.earlier and all(row["status"] for row in snapshot.earlier):
        yield Check(f"{_all_of(len(snapshot.earlier))} a status")
    safeguarding = next((q for q in questions if q.name == "safeguarding" and q.value), None)
    if safeguarding is not None:  # it is private, so no snapshot has it
        words = session.choice_label(safeguarding.ref, safeguarding.value)
        yield Check(f"Safeguarding question answered: {words.casefold()}")
    prompts = [p for section in snapshot.sections for p in prompts_in(section) if p.looked_at]
    if prompts and not any(prompt.lacks_evidence for prompt in prompts):
        yield Check("Each level has evidence")


def _all_of(count: int) -> str:
    return "The earlier action has" if count == 1 else f"All {count} earlier actions have"


def _second_looks(snapshot: Snapshot, today: date, lists: WordLists) -> Iterator[SecondLook]:
    """Suggestions on what will be printed, in the form's order.

    A day still to come is pointed out and never stops anybody: the laptop's clock may be wrong.
    """
    day = snapshot.answer("visit_date")
    if day is not None and day.value > today.isoformat():
        yield SecondLook(day.ref, f"The visit’s day is still to come: {day.words}")
    for section in snapshot.sections:
        for answer in section.answers():
            if answer.kind in WRITTEN and answer.value:
                for remark in remarks_on(answer.value, lists, snapshot.codes):
                    yield SecondLook(answer.ref, f"{section.label}: {remark.text}")
        for prompt in prompts_in(section):
            if prompt.lacks_evidence:
                yield SecondLook(prompt.place, f"A level without evidence: {prompt.label}")


def _private_notes(opened: OpenRecord) -> int:
    """How many private texts there are: they stay among the answers, in no snapshot."""
    texts = {q.path for q in opened.definition.questions() if q.kind in WRITTEN}
    private = private_refs(opened.definition, opened.answers)
    return sum(without_rows(ref) in texts for ref in private)


def _agrees_actions(opened: OpenRecord) -> bool:
    return any("panel-actions" in q.appearance for q in opened.definition.questions())


def _is_for_school(opened: OpenRecord) -> bool:
    marks = opened.definition.marks
    return marks.get("audience") != TEAM and marks.get("about") != PROJECT


def _words(snapshot: Snapshot, name: str) -> str:
    answer = snapshot.answer(name)
    return answer.words.strip() if answer else ""


def _next_visit(snapshot: Snapshot) -> str:
    """When the next visit is, as the note says; blank where it does not."""
    said = snapshot.answer("next_visit_date")
    return said.words if said is not None and said.value else ""
