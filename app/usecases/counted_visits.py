"""Records that count as visits: a visit made together with a record, or found for one later.

The link is a field of the record, and a snapshot says what was known when it was frozen. So a
record that is finished can be counted later; what was handed over stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app import reference
from app.domain.changes import Done
from app.domain.projects import Membership, Project, Window
from app.domain.records import Record, RecordState
from app.domain.visits import Visit, VisitKind, VisitState
from app.errors import RuleError
from app.parts import App
from app.storage import Reader, UnitOfWork
from app.usecases.guards import found_record, own_school
from app.usecases.projects import project_of

_NEAR = timedelta(days=60)
"""How far a planned visit of the programme may be from the day on which it took place."""


@dataclass(frozen=True, slots=True)
class Countable:
    """As what a record would count: the kind of visit and its window, blank where it has none.

    `before` is the newest record of the same kind at that school, for visits that take place once.
    """

    kind: VisitKind
    window: str = ""
    inside: bool = True
    before: Record | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A record that counts as a visit; `before` is that visit as planned, None for a new one."""

    record: Record
    visit: Visit
    before: Visit | None


def countable(
    form_id: str, day: date, windows: Iterable[Window], records: Iterable[Record]
) -> Countable | None:
    """As what a record with that form on `day` would count; None for forms of no visit.

    `windows` are those of the school's project, `records` those of the school.
    """
    kind = reference.visit_kind_of(form_id)
    if kind is None:
        return None
    window = next((each for each in windows if each.visit_kind == kind.key), None)
    same = [each for each in records if each.form_id == form_id] if _is_once(kind) else []
    return Countable(
        kind,
        window.label if window else "",
        window.holds(day) if window else True,
        max(same, key=lambda record: (record.on, record.id), default=None),
    )


def windows_by_school(reader: Reader, urns: Iterable[int]) -> dict[int, tuple[Window, ...]]:
    """The windows of the project that each school is in, by URN."""
    projects = {project.id: project for project in reader.find(Project)}
    windows = reader.find(Window)
    newest: dict[int, Project] = {}
    for member in reader.find(Membership, urn=tuple(urns)):
        project, known = projects[member.project_id], newest.get(member.urn)
        if known is None or (known.academic_year, known.id) < (project.academic_year, project.id):
            newest[member.urn] = project
    return {
        urn: tuple(each for each in windows if each.project_id == project.id)
        for urn, project in newest.items()
    }


def uncounted(records: Iterable[Record], visits: Iterable[Visit]) -> tuple[Record, ...]:
    """Those of a school's records that are the note of a visit and belong to none, by day."""
    live = {visit.id for visit in visits if visit.state is not VisitState.CANCELLED}
    found = (
        record
        for record in records
        if record.urn and record.visit_id not in live and reference.visit_kind_of(record.form_id)
    )
    return tuple(sorted(found, key=lambda record: (record.on, record.id)))


def with_its_visit(app: App, work: UnitOfWork, record: Record) -> tuple[Record, Visit]:
    """A record that is being begun, and the visit that is made for its day and kept with it."""
    visit = _new_visit(app, work, record, _kind_of(record))
    work.save(visit)
    return replace(record, visit_id=visit.id), visit


def count_as_visit(app: App, record_id: str, visit_id: str = "") -> Done[Counted]:
    """Count a record as a visit: that one, else the planned one of its kind, else a new one.

    The visit is on the record's day from then on, and has taken place where the record was
    finished. Raises RuleError where the record belongs to a visit, or is the note of none.
    """
    with app.store.unit_of_work() as work:
        record = found_record(work, record_id)
        kind = _kind_of(record)
        own_school(work, record.urn)
        _check_free(work, record)
        before = _named(work, record, visit_id) if visit_id else _planned(work, record, kind)
        visit = before or _new_visit(app, work, record, kind)
        visit = replace(visit, on=record.on, state=_state_with(record))
        record = replace(record, visit_id=visit.id)
        work.save(visit)
        work.save(record)
        return Done(Counted(record, visit, before), work.commit())


def uncount(app: App, counted: Counted) -> Done[Record]:
    """Undo it: the record belongs to no visit again, and the visit is as it was planned.

    One that was made for the record is cancelled.
    """
    with app.store.unit_of_work() as work:
        record = replace(found_record(work, counted.record.id), visit_id="")
        work.save(record)
        work.save(counted.before or replace(counted.visit, state=VisitState.CANCELLED))
        return Done(record, work.commit())


def _kind_of(record: Record) -> VisitKind:
    kind = reference.visit_kind_of(record.form_id) if record.urn else None
    if kind is None:
        raise RuleError(
            f"“{record.title}” is the note of no kind of visit, so it can’t count as one. "
            "Nothing has been changed."
        )
    return kind


def _is_once(kind: VisitKind) -> bool:
    """Whether such a visit takes place once in a school's year, as those of the programme do."""
    return kind.number > 0 or kind.key == "launch"


def _check_free(reader: Reader, record: Record) -> None:
    if record not in uncounted((record,), reader.find(Visit, urn=record.urn)):
        raise RuleError("This record counts as a visit already. Nothing has been changed.")


def _named(reader: Reader, record: Record, visit_id: str) -> Visit:
    visit = reader.get(Visit, visit_id)
    if visit.urn != record.urn or visit.state is VisitState.CANCELLED:
        raise RuleError("That visit is at another school or cancelled. Nothing has been changed.")
    if reader.find(Record, visit_id=visit.id):
        raise RuleError("That visit has a record already. Nothing has been changed.")
    return visit


def _planned(reader: Reader, record: Record, kind: VisitKind) -> Visit | None:
    """The planned visit that this record is most likely of: of its kind, near it, unwritten."""
    near = _NEAR if _is_once(kind) else timedelta()
    planned = reader.find(Visit, urn=record.urn, kind=kind.key, state=VisitState.PLANNED)
    begun = {each.visit_id for each in reader.find(Record, urn=record.urn)}
    fitting = [v for v in planned if v.id not in begun and abs(v.on - record.on) <= near]
    return min(fitting, key=lambda visit: abs(visit.on - record.on), default=None)


def _new_visit(app: App, work: UnitOfWork, record: Record, kind: VisitKind) -> Visit:
    project = project_of(work, record.urn)
    return Visit(
        id=app.new_id(),
        urn=record.urn,
        kind=kind.key,
        on=record.on,
        project_id=project.id if project else "",
        adviser_id=own_school(work, record.urn).adviser_id or app.me,
    )


def _state_with(record: Record) -> VisitState:
    was_finished = record.state is RecordState.FINISHED or record.revision > 1
    return VisitState.DONE if was_finished else VisitState.PLANNED
