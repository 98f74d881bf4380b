"""Planning visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from app import reference
from app.domain.calendar import in_words
from app.domain.changes import Done, Seen
from app.domain.projects import Window
from app.domain.visits import Visit, VisitState
from app.errors import InputError
from app.parts import App
from app.storage import Reader, UnitOfWork
from app.usecases.guards import likely_day, own_school, taken_on
from app.usecases.projects import project_of

USUAL_START = time(9)


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit as planned; `warning` is blank where its date lies in its window."""

    visit: Visit
    warning: str = ""


def plan_visit(
    app: App,
    urn: int,
    kind: str,
    on: date,
    *,
    starts: time | None = None,
    ends: time | None = None,
    purpose: str = "",
    meeting: str = "",
) -> Done[PlannedVisit]:
    """Plan a visit to a school taken on; a date outside its window warns and is kept."""
    visit = Visit(
        id=app.new_id(),
        urn=urn,
        kind=kind,
        on=on,
        starts=starts,
        ends=ends,
        purpose=purpose.strip(),
        meeting=meeting.strip(),
    )
    with app.store.unit_of_work() as work:
        return Done(_plan(app, work, visit), work.commit())


def _plan(app: App, work: UnitOfWork, visit: Visit) -> PlannedVisit:
    """Keep a new visit, with its usual end, its school's adviser and project."""
    reference.visit_kind(visit.kind)
    school = own_school(work, visit.urn)
    project = project_of(work, visit.urn)
    visit = replace(
        visit,
        project_id=project.id if project else "",
        ends=visit.ends or usual_end(visit.kind, visit.starts),
        adviser_id=school.adviser_id or app.me,
    )
    likely_day(visit.on)
    _check_times(visit)
    work.save(visit)
    return PlannedVisit(visit, warning_for(work, visit))


def usual_end(kind: str, starts: time | None) -> time | None:
    """When a visit of that kind usually ends, if it is known when it starts."""
    if starts is None:
        return None
    begins = datetime.combine(date.min, starts)
    ends = begins + timedelta(hours=reference.visit_kind(kind).hours)
    return ends.time() if ends.date() == begins.date() else time(23, 59)


def _check_times(visit: Visit) -> None:
    if visit.starts and visit.ends and visit.ends <= visit.starts:
        raise InputError("The visit ends before it starts. Nothing has been changed.")


def warning_for(reader: Reader, visit: Visit) -> str:
    """What to say where the date lies outside its window; blank otherwise. It never blocks."""
    return outside_words(window_of(reader, visit), visit.on)


def outside_words(window: Window | None, day: date) -> str:
    """What to say of a day outside its window; blank inside it, and where there is none."""
    if window is None or window.holds(day):
        return ""
    return (
        f"This date is outside the {window.label} window "
        f"({in_words(window.opens)} to {in_words(window.closes)}). You can still use it."
    )


def window_of(reader: Reader, visit: Visit) -> Window | None:
    """The window that a visit belongs to, if its project has one for its kind."""
    if not visit.project_id:
        return None
    windows = reader.find(Window, project_id=visit.project_id)
    return next((window for window in windows if window.visit_kind == visit.kind), None)


def change_visit(app: App, visit: Visit, seen: Seen | None = None) -> Done[PlannedVisit]:
    """Keep a changed visit: another day, times, purpose, state."""
    if visit.state is not VisitState.CANCELLED:
        likely_day(visit.on)
    _check_times(visit)
    with app.store.unit_of_work() as work:
        own_school(work, visit.urn)
        work.save(visit, seen)
        return Done(PlannedVisit(visit, warning_for(work, visit)), work.commit())


def cancel_visit(app: App, visit: Visit, seen: Seen | None = None) -> Done[PlannedVisit]:
    """Cancel a visit; it stays in the list, marked. `change_visit` undoes it."""
    return change_visit(app, replace(visit, state=VisitState.CANCELLED), seen)


def plan_year(app: App, urn: int, days: Mapping[str, date]) -> Done[tuple[PlannedVisit, ...]]:
    """Plan several visits at once, all or none: kind of visit to day, such as the four visits."""
    with app.store.unit_of_work() as work:
        planned = tuple(
            _plan(app, work, Visit(app.new_id(), urn, kind, day, starts=USUAL_START))
            for kind, day in days.items()
        )
        return Done(planned, work.commit())


def visits_of(app: App, urn: int) -> tuple[Visit, ...]:
    """The visits of a school, by date."""
    with app.store.reading() as reader:
        taken_on(reader, urn)
        return tuple(sorted(reader.find(Visit, urn=urn), key=lambda visit: (visit.on, visit.id)))
