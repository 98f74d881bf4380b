"""Projects with their year, cohorts and windows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.changes import Done, Seen
from app.domain.projects import (
    Cohort,
    Membership,
    Project,
    Window,
    academic_year_of,
    usual_windows,
)
from app.domain.records import Record, RecordState
from app.domain.visits import Visit
from app.errors import InputError
from app.parts import App
from app.storage import Reader, UnitOfWork
from app.usecases.guards import taken_on

LONGEST_NOTE_DAYS = 15
MOST_SAMPLED = 100
FIRST_COHORT = "Cohort 1"
YEARS = range(2000, 2100)
"""What an academic year can be: anything else is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class ProjectOverview:
    """A project with its windows in order of date, its cohorts and who is in them."""

    project: Project
    windows: tuple[Window, ...]
    cohorts: tuple[Cohort, ...]
    members: tuple[Membership, ...]
    seen: Seen


def create_project(
    app: App,
    title: str,
    *,
    academic_year: int | None = None,
    organisation: str = "",
    aim: str = "",
    phases: tuple[str, ...] = (),
    contact: str = "",
    note_days: int = 5,
    quality_one_in: int = 0,
    cohort: str = "",
    urns: Sequence[int] = (),
) -> Done[Project]:
    """Make a project with the four usual windows and, where it is named, its first cohort.

    `urns` are the schools taken on that join that cohort. All of it is made, or nothing.
    """
    if not title.strip():
        raise InputError("Please give the project a title. Nothing has been made.")
    year = academic_year_of(app.today()) if academic_year is None else academic_year
    project = Project(
        id=app.new_id(),
        title=title.strip(),
        academic_year=_checked_year(year),
        organisation=organisation.strip(),
        aim=aim.strip(),
        phases=phases,
        contact=contact.strip(),
        note_days=_checked_days(note_days),
        quality_one_in=_checked_sample(quality_one_in),
    )
    with app.store.unit_of_work() as work:
        work.save(project)
        for kind, label, opens, closes in usual_windows(year):
            work.save(Window(app.new_id(), project.id, kind, label, opens, closes))
        if cohort or urns:
            _first_cohort(app, work, project, cohort or FIRST_COHORT, urns)
        return Done(project, work.commit())


def _first_cohort(
    app: App, work: UnitOfWork, project: Project, title: str, urns: Sequence[int]
) -> None:
    cohort = Cohort(app.new_id(), project.id, title.strip())
    work.save(cohort)
    for urn in dict.fromkeys(urns):
        work.save(Membership(app.new_id(), project.id, cohort.id, taken_on(work, urn).urn))


def _checked_year(year: int) -> int:
    if year not in YEARS:
        raise InputError(
            "The academic year is the year it begins in, such as 2025. Nothing has been made."
        )
    return year


def _checked_days(days: int) -> int:
    if not 1 <= days <= LONGEST_NOTE_DAYS:
        raise InputError(f"A note of visit is due 1 to {LONGEST_NOTE_DAYS} school days after it.")
    return days


def _checked_sample(one_in: int) -> int:
    if not 0 <= one_in <= MOST_SAMPLED:
        raise InputError(
            f"One note in 1 to {MOST_SAMPLED} is read for its quality, or none with 0."
        )
    return one_in


def change_project(app: App, project: Project, seen: Seen | None = None) -> Done[Project]:
    """Keep a changed project."""
    _checked_days(project.note_days)
    _checked_sample(project.quality_one_in)
    with app.store.unit_of_work() as work:
        work.save(project, seen)
        return Done(project, work.commit())


def set_follow_through(
    app: App, project_id: str, *, note_days: int | None = None, quality_one_in: int | None = None
) -> Done[Project]:
    """Keep when a project's notes are due, and how many are read; None leaves what is there."""
    with app.store.reading() as reader:
        project = reader.get(Project, project_id)
    return change_project(
        app,
        replace(
            project,
            note_days=project.note_days if note_days is None else note_days,
            quality_one_in=project.quality_one_in if quality_one_in is None else quality_one_in,
        ),
    )


def change_window(app: App, window: Window, seen: Seen | None = None) -> Done[Window]:
    """Keep a changed window; it has to open before it closes."""
    _check_window(window)
    with app.store.unit_of_work() as work:
        work.save(window, seen)
        return Done(window, work.commit())


def _check_window(window: Window) -> None:
    if window.closes < window.opens:
        raise InputError(
            f"The {window.label} window closes before it opens. Nothing has been changed."
        )


def add_cohort(app: App, project_id: str, title: str) -> Done[Cohort]:
    """Add a cohort to a project."""
    if not title.strip():
        raise InputError("Please give the cohort a title, such as Cohort 3.")
    cohort = Cohort(app.new_id(), project_id, title.strip())
    with app.store.unit_of_work() as work:
        work.get(Project, project_id)
        work.save(cohort)
        return Done(cohort, work.commit())


def join_cohort(app: App, cohort_id: str, urn: int) -> Done[Membership]:
    """Put a school taken on into a cohort; once is enough."""
    with app.store.unit_of_work() as work:
        cohort = work.get(Cohort, cohort_id)
        taken_on(work, urn)
        kept = work.find(Membership, cohort_id=cohort_id, urn=urn)
        if kept:
            return Done(kept[0])
        member = Membership(app.new_id(), cohort.project_id, cohort.id, urn)
        work.save(member)
        _bring_along(work, member)
        return Done(member, work.commit())


def leave_cohort(app: App, member: Membership) -> Done[Membership]:
    """Take a school out of a cohort."""
    with app.store.unit_of_work() as work:
        work.delete(member)
        return Done(member, work.commit())


def place_schools(
    app: App, project_id: str, cohort_of: Mapping[int, str]
) -> Done[tuple[Membership, ...]]:
    """Put schools into cohorts of a project: URN to a cohort's id, blank for none of them."""
    with app.store.unit_of_work() as work:
        kept = {member.urn: member for member in work.find(Membership, project_id=project_id)}
        placed = []
        for urn, cohort_id in cohort_of.items():
            before = kept.get(urn)
            if before is not None and before.cohort_id != cohort_id:
                work.delete(before)
            if cohort_id and (before is None or before.cohort_id != cohort_id):
                taken_on(work, urn)
                placed.append(Membership(app.new_id(), project_id, cohort_id, urn))
                work.save(placed[-1])
                _bring_along(work, placed[-1])
        return Done(tuple(placed), work.commit())


def change_windows(
    app: App, windows: tuple[Window, ...], seen: Seen | None = None
) -> Done[tuple[Window, ...]]:
    """Keep the changed windows of a project, all of them or none."""
    for window in windows:
        _check_window(window)
    with app.store.unit_of_work() as work:
        for window in windows:
            work.save(window, seen)
        return Done(windows, work.commit())


def projects(app: App) -> tuple[ProjectOverview, ...]:
    """All projects, the latest academic year first."""
    with app.store.reading() as reader:
        found = sorted(reader.find(Project), key=lambda p: (-p.academic_year, p.title, p.id))
        return tuple(overview(reader, project) for project in found)


def overview(reader: Reader, project: Project) -> ProjectOverview:
    """One project with its windows, cohorts and members."""
    windows = sorted(reader.find(Window, project_id=project.id), key=lambda w: (w.opens, w.id))
    return ProjectOverview(
        project=project,
        windows=tuple(windows),
        cohorts=reader.find(Cohort, project_id=project.id),
        members=reader.find(Membership, project_id=project.id),
        seen=reader.seen,
    )


def _bring_along(work: UnitOfWork, member: Membership) -> None:
    """Visits planned and drafts begun in the project's year before the school was put into it."""
    year = work.get(Project, member.project_id).academic_year
    for visit in work.find(Visit, urn=member.urn, project_id=""):
        if academic_year_of(visit.on) == year:
            work.save(replace(visit, project_id=member.project_id))
    for draft in work.find(Record, urn=member.urn, project_id="", state=RecordState.DRAFT):
        if academic_year_of(draft.on) == year:
            work.save(replace(draft, project_id=member.project_id))


def project_of(reader: Reader, urn: int) -> Project | None:
    """The project that the school was put into, the latest of several; None where it is in none."""
    projects_by_id = {project.id: project for project in reader.find(Project)}
    mine = [projects_by_id[m.project_id] for m in reader.find(Membership, urn=urn)]
    return max(mine, key=lambda project: (project.academic_year, project.id), default=None)


def cohort_of(reader: Reader, urn: int, project: Project | None) -> str:
    """The title of the cohort that the school is in there; blank where it is in none."""
    titles = {cohort.id: cohort.title for cohort in reader.find(Cohort)}
    for member in reader.find(Membership, urn=urn):
        if project is not None and member.project_id == project.id:
            return titles.get(member.cohort_id, "")
    return ""
