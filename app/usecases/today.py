"""Today: the next visit and whether it is ready, what is due, which windows close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from app import reference
from app.domain.actions import Action, ActionReview
from app.domain.calendar import in_words, without_year
from app.domain.counting import counted
from app.domain.deadlines import NOTE_WITHIN, note_due
from app.domain.people import KeyPerson
from app.domain.projects import Membership, Project, Window
from app.domain.pupils import FocusPupil
from app.domain.records import HandedOver, Record, RecordState
from app.domain.schools import School, Urn
from app.domain.visits import Visit, VisitState
from app.parts import App
from app.storage import Reader
from app.usecases.actions import ActionLine, action_lines
from app.usecases.handing_over import last_handed
from app.usecases.shipped_forms import is_for_team, shipped_forms

SOON_DAYS = 14
"""How far ahead actions and windows are shown."""


class Due(StrEnum):
    """How a thing to do stands against its day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


class ToDoKind(StrEnum):
    """What is to be done."""

    SEND_NOTE = "send_note"
    FINISH_RECORD = "finish_record"
    WRITE_NOTE = "write_note"
    ACTION = "action"
    WINDOW = "window"


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
class ToDo:
    """One thing to do: what, about whom, by when; `target` is the id of what it is about.

    That is a record, for WRITE_NOTE a visit, an action or a project. `urn` is 0 where it is about
    several schools.
    """

    kind: ToDoKind
    due: Due
    by: date
    title: str
    detail: str
    urn: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """All that Today shows; `waiting` counts changes that were not shared yet."""

    day: date
    visits: tuple[VisitAhead, ...]
    to_do: tuple[ToDo, ...]
    schools: int
    waiting: int
    notes_to_hand_over: int


@dataclass(frozen=True, slots=True)
class _Kept:
    """Everything of one's own that Today looks at, read at once."""

    schools: Mapping[Urn, School]
    visits: tuple[Visit, ...]
    records: tuple[Record, ...]
    lines: tuple[ActionLine, ...]
    people: tuple[KeyPerson, ...]
    pupils: tuple[FocusPupil, ...]
    projects: dict[str, Project]
    windows: tuple[Window, ...]
    members: tuple[Membership, ...]
    handed: Mapping[str, HandedOver]


def today(app: App, ahead: int = 3) -> TodayView:
    """What Today shows; the next `ahead` visits, today's first."""
    day = app.today()
    with app.store.reading() as reader:
        kept = _read(app, reader)
        waiting = reader.waiting()
    coming = [v for v in kept.visits if v.on >= day and v.state is VisitState.PLANNED]
    coming.sort(key=lambda visit: (visit.on, visit.starts or time.max, visit.id))
    to_do = (*_notes(kept, day), *_unwritten(kept, day), *_actions(kept, day), *_windows(kept, day))
    return TodayView(
        day=day,
        visits=tuple(_ahead(kept, visit) for visit in coming[:ahead]),
        to_do=tuple(sorted(to_do, key=lambda item: (item.by, item.title))),
        schools=len(kept.schools),
        waiting=waiting,
        notes_to_hand_over=sum(item.kind is ToDoKind.SEND_NOTE for item in to_do),
    )


def _read(app: App, reader: Reader) -> _Kept:
    schools = {school.urn: school for school in reader.find(School, adviser_id=app.me)}
    mine = tuple(schools)
    records = reader.find(Record, urn=mine)
    return _Kept(
        schools=schools,
        visits=reader.find(Visit, urn=mine),
        records=records,
        lines=action_lines(reader.find(Action, urn=mine), reader.find(ActionReview, urn=mine)),
        people=reader.find(KeyPerson, urn=mine),
        pupils=reader.find(FocusPupil, urn=mine),
        projects={project.id: project for project in reader.find(Project)},
        windows=reader.find(Window),
        members=reader.find(Membership, urn=mine),
        handed=last_handed(reader, records),
    )


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
        if (
            record.on > day
            or record.id in kept.handed
            or (finished and is_for_team(record.form_id))
        ):
            continue
        by = note_due(record.on, _note_days(kept, record.project_id))
        to_do.append(
            ToDo(
                kind=ToDoKind.SEND_NOTE if finished else ToDoKind.FINISH_RECORD,
                due=_due(by, day),
                by=by,
                title=f"{'Hand over' if finished else 'Finish'}: {_short_title(record)}, "
                f"{kept.schools[Urn(record.urn)].name}",
                detail=f"Record of {without_year(record.on)} · due {_by_words(by, day)}",
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
    by = note_due(visit.on, _note_days(kept, visit.project_id))
    return ToDo(
        kind=ToDoKind.WRITE_NOTE,
        due=_due(by, day),
        by=by,
        title=f"Write the note: {kept.schools[Urn(visit.urn)].name}",
        detail=f"Visit of {without_year(visit.on)} · due {_by_words(by, day)}",
        urn=visit.urn,
        target=visit.id,
    )


def _note_days(kept: _Kept, project_id: str) -> int:
    project = kept.projects.get(project_id)
    return project.note_days if project else NOTE_WITHIN


def _due(by: date, day: date) -> Due:
    if by < day:
        return Due.LATE
    return Due.SOON if by <= day + timedelta(days=7) else Due.LATER


def _by_words(by: date, day: date) -> str:
    """`Mon 19 Jan, 1 day late`, or how many days are left."""
    days = abs((by - day).days)
    if not days:
        return f"{without_year(by)}, today"
    count = counted(days, "day")
    return f"{without_year(by)}, {count} {'late' if by < day else 'left'}"


def _actions(kept: _Kept, day: date) -> list[ToDo]:
    """Open actions whose day has passed or is near."""
    return [
        ToDo(
            kind=ToDoKind.ACTION,
            due=_due(line.action.by, day),
            by=line.action.by,
            title=f"Action: {line.action.what}",
            detail=f"{kept.schools[Urn(line.action.urn)].name} · {_by_words(line.action.by, day)}",
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
                    due=_due(window.closes, day),
                    by=window.closes,
                    title=f"{who}: no visit in this window",
                    detail=f"{window.label} window closes {_by_words(window.closes, day)}",
                    urn=only.urn if only else 0,
                    target=window.project_id,
                )
            )
    return to_do
