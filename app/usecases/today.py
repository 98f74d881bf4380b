"""Today: the next visit and whether it is ready, what is due, which windows close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from app import reference
from app.domain.calendar import in_words, without_year
from app.domain.deadlines import NOTE_WITHIN, note_due
from app.domain.people import Adviser, KeyPerson
from app.domain.projects import Membership, Project, Window
from app.domain.pupils import FocusPupil
from app.domain.records import HandedOver, Record, RecordState
from app.domain.school_days import Calendars
from app.domain.schools import School, Urn
from app.domain.visits import Visit, VisitState
from app.parts import App
from app.storage import Reader
from app.usecases.actions import ActionLine, kept_lines
from app.usecases.handing_over import handed_now, is_for_school
from app.usecases.school_days import calendars
from app.usecases.shipped_forms import shipped_forms
from app.usecases.stages import archived_of
from app.usecases.to_do import SOON_DAYS, ToDo, ToDoKind, by_words, due_of, followed
from app.usecases.waiting import Waiting, answers_due, reads_due


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """One thing a visit needs on this laptop: in words, and whether it is there."""

    text: str
    is_ready: bool


@dataclass(frozen=True, slots=True)
class VisitAhead:
    """A coming visit; `record_id` is that of its record where one has been started."""

    visit: Visit
    school: School
    kind: str
    window: str
    ready: tuple[ReadyLine, ...]
    record_id: str = ""
    to_review: int = 0


@dataclass(frozen=True, slots=True)
class TodayView:
    """All that Today shows; `waiting` counts changes that were not shared yet.

    `has_colleagues` is whether anybody else's work has come to this laptop.
    """

    day: date
    visits: tuple[VisitAhead, ...]
    to_do: tuple[ToDo, ...]
    schools: int
    waiting: int
    has_colleagues: bool
    notes_to_hand_over: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """Everything of one's own that Today looks at, read at once.

    `stays` holds the ids of finished records that are handed over to nobody.
    """

    schools: Mapping[Urn, School]
    visits: tuple[Visit, ...]
    records: tuple[Record, ...]
    lines: tuple[ActionLine, ...]
    people: tuple[KeyPerson, ...]
    pupils: tuple[FocusPupil, ...]
    projects: dict[str, Project]
    windows: tuple[Window, ...]
    members: tuple[Membership, ...]
    handed: Mapping[str, tuple[HandedOver, ...]]
    stays: frozenset[str]
    terms: Calendars
    waiting: tuple[Waiting, ...]
    names: Mapping[int, str]


def today(app: App, ahead: int = 3) -> TodayView:
    """What Today shows; the next `ahead` visits, today's first."""
    day = app.today()
    with app.store.reading() as reader:
        kept = _read(app, reader)
        waiting = reader.waiting()
        colleagues = any(each.id != app.me for each in reader.find(Adviser))
    coming = [v for v in kept.visits if v.on >= day and v.state is VisitState.PLANNED]
    coming.sort(key=lambda visit: (visit.on, visit.starts or time.max, visit.id))
    to_do = (
        *_notes(kept, day),
        *_unwritten(kept, day),
        *followed(kept.waiting, kept.names, day),
        *_actions(kept, day),
        *_windows(kept, day),
    )
    return TodayView(
        day=day,
        visits=tuple(_ahead(kept, visit) for visit in coming[:ahead]),
        to_do=tuple(sorted(to_do, key=lambda item: (item.by, item.title))),
        schools=len(kept.schools),
        waiting=waiting,
        has_colleagues=colleagues,
        notes_to_hand_over=sum(item.kind is ToDoKind.SEND_NOTE for item in to_do),
    )


def _read(app: App, reader: Reader) -> _Kept:
    schools = {school.urn: school for school in reader.find(School, adviser_id=app.me)}
    mine = tuple(schools)
    records = reader.find(Record, urn=mine)
    handed = handed_now(reader, records)
    answers = answers_due(reader, records, handed, app.today())
    waiting = (*answers, *reads_due(reader, app.me, app.today()))
    others = {one.record.urn for one in waiting} - set(schools)
    named = (*schools.values(), *(reader.find(School, urn=tuple(others)) if others else ()))
    return _Kept(
        schools=schools,
        visits=reader.find(Visit, urn=mine),
        records=records,
        lines=kept_lines(reader, urn=mine),
        people=reader.find(KeyPerson, urn=mine),
        pupils=reader.find(FocusPupil, urn=mine),
        projects={project.id: project for project in reader.find(Project)},
        windows=reader.find(Window),
        members=reader.find(Membership, urn=mine),
        handed=handed,
        stays=_staying(reader, [record for record in records if record.id not in handed]),
        terms=calendars(reader),
        waiting=waiting,
        names={school.urn: school.name for school in named},
    )


def _staying(reader: Reader, unsent: list[Record]) -> frozenset[str]:
    """Those of finished records that nobody is sent, or that were archived as they are."""
    finished = [record for record in unsent if record.state is RecordState.FINISHED]
    archived = archived_of(reader, finished)
    kept = {record.id for record in finished if not is_for_school(reader, record)}
    return archived | kept


def _ahead(kept: _Kept, visit: Visit) -> VisitAhead:
    school = kept.schools[Urn(visit.urn)]
    kind = reference.visit_kind(visit.kind)
    started = [record for record in kept.records if record.visit_id == visit.id]
    here = {record.id for record in started}
    to_review = sum(
        line.is_open and line.action.urn == visit.urn and line.action.record_id not in here
        for line in kept.lines
    )
    window = next((w for w in kept.windows if _is_for(w, visit)), None)
    return VisitAhead(
        visit=visit,
        school=school,
        kind=kind.label,
        window=window.label if window else "",
        ready=_ready(kept, visit, school, to_review),
        record_id=started[-1].id if started else "",
        to_review=to_review,
    )


def _is_for(window: Window, visit: Visit) -> bool:
    return window.project_id == visit.project_id and window.visit_kind == visit.kind


def _ready(kept: _Kept, visit: Visit, school: School, to_review: int) -> tuple[ReadyLine, ...]:
    """What the visit needs on this laptop; what is missing is said with what to do."""
    people = [person for person in kept.people if person.urn == visit.urn]
    leads = any(person.safeguarding_lead for person in people)
    reached = any(person.receives_notes and person.email for person in people)
    records = sum(_is_earlier(record, visit) for record in kept.records)
    pupils = sum(pupil.urn == visit.urn for pupil in kept.pupils)
    signed = school.agreement_date
    return (
        ReadyLine(f"School page and {_count(records, 'earlier record')}", is_ready=True),
        ReadyLine(f"{_count(to_review, 'earlier action')} to review", is_ready=True),
        ReadyLine(
            f"{_count(pupils, 'focus pupil')}{', codes only' if pupils else ''}", is_ready=True
        ),
        ReadyLine(
            f"Agreement signed {in_words(signed)}"
            if signed
            else "No agreement yet: enter its date on the school page before using pupil codes",
            is_ready=signed is not None,
        ),
        ReadyLine(
            "Safeguarding lead on the school page"
            if leads
            else "No safeguarding lead yet: add one on the school page",
            is_ready=leads,
        ),
        ReadyLine(
            "E-mail address for the note"
            if reached
            else "No e-mail address for the note: add the headteacher’s on the school page",
            is_ready=reached,
        ),
    )


def _is_earlier(record: Record, visit: Visit) -> bool:
    """Whether a record is there to be read at a visit: finished, and none of that visit's own."""
    finished = record.state is RecordState.FINISHED or record.revision > 1
    return finished and record.urn == visit.urn and record.visit_id != visit.id


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _notes(kept: _Kept, day: date) -> list[ToDo]:
    """Notes to finish and to hand over, due some working days after their visit.

    What is for the project's team alone is finished and never handed over.
    """
    to_do = []
    for record in kept.records:
        finished = record.state is RecordState.FINISHED
        if record.on > day or record.id in kept.handed or record.id in kept.stays:
            continue
        by = _note_due(kept, record.on, record.urn, record.project_id)
        to_do.append(
            ToDo(
                kind=ToDoKind.SEND_NOTE if finished else ToDoKind.FINISH_RECORD,
                due=due_of(by, day),
                by=by,
                title=f"{'Hand over' if finished else 'Finish'}: {_short_title(record)}, "
                f"{kept.schools[Urn(record.urn)].name}",
                detail=f"Record of {without_year(record.on)} · due {by_words(by, day)}",
                urn=record.urn,
                target=record.id,
            )
        )
    return to_do


def _short_title(record: Record) -> str:
    """What a record is called in a line: titles of built-in forms say more behind a colon."""
    built_in = record.form_id in shipped_forms()
    return record.title.partition(":")[0] if built_in else record.title


def _unwritten(kept: _Kept, day: date) -> list[ToDo]:
    """Visits whose day has passed without a note being begun, where the kind of visit has one."""
    past = (v for v in kept.visits if v.on < day and v.state is VisitState.PLANNED)
    return [_write_note(kept, visit, day) for visit in past if _lacks_note(kept, visit)]


def _lacks_note(kept: _Kept, visit: Visit) -> bool:
    """Whether a note is asked for and none was begun, for the visit or just for its day."""
    kind = reference.visit_kind(visit.kind)
    return kind.awaits_note and not any(
        visit.id == record.visit_id
        or (visit.urn, visit.on, kind.form_id) == (record.urn, record.on, record.form_id)
        for record in kept.records
    )


def _write_note(kept: _Kept, visit: Visit, day: date) -> ToDo:
    by = _note_due(kept, visit.on, visit.urn, visit.project_id)
    return ToDo(
        kind=ToDoKind.WRITE_NOTE,
        due=due_of(by, day),
        by=by,
        title=f"Write the note: {kept.schools[Urn(visit.urn)].name}",
        detail=f"Visit of {without_year(visit.on)} · due {by_words(by, day)}",
        urn=visit.urn,
        target=visit.id,
    )


def _note_due(kept: _Kept, visit: date, urn: int, project_id: str) -> date:
    """By when the note of a visit on that day is sent, in school days of the school's authority."""
    project = kept.projects.get(project_id)
    days = kept.terms.of(kept.schools[Urn(urn)].la_name)
    return note_due(visit, project.note_days if project else NOTE_WITHIN, days=days)


def _actions(kept: _Kept, day: date) -> list[ToDo]:
    """Open actions whose day has passed or is near."""
    return [
        ToDo(
            kind=ToDoKind.ACTION,
            due=due_of(line.action.by, day),
            by=line.action.by,
            title=f"Action: {line.action.what}",
            detail=f"{kept.schools[Urn(line.action.urn)].name} · {by_words(line.action.by, day)}",
            urn=line.action.urn,
            target=line.action.id,
        )
        for line in kept.lines
        if line.is_open and line.action.by and line.action.by <= day + timedelta(days=SOON_DAYS)
    ]


def _windows(kept: _Kept, day: date) -> list[ToDo]:
    """Windows that are open and close soon, with schools that have no visit in them."""
    to_do = []
    for window in kept.windows:
        if not (window.holds(day) and window.closes <= day + timedelta(days=SOON_DAYS)):
            continue
        members = {m.urn for m in kept.members if m.project_id == window.project_id}
        booked = {
            visit.urn
            for visit in kept.visits
            if _is_for(window, visit) and visit.state is not VisitState.CANCELLED
        }
        missing = sorted(members - booked)
        if missing:
            only = kept.schools.get(Urn(missing[0])) if len(missing) == 1 else None
            who = only.name if only else _count(len(missing), "school")
            to_do.append(
                ToDo(
                    kind=ToDoKind.WINDOW,
                    due=due_of(window.closes, day),
                    by=window.closes,
                    title=f"{who}: no visit in this window",
                    detail=f"{window.label} window closes {by_words(window.closes, day)}",
                    urn=only.urn if only else 0,
                    target=window.project_id,
                )
            )
    return to_do
