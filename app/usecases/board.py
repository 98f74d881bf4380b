"""The board of a project: every school against the launch day and the visits, with their states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app import reference
from app.domain.deadlines import note_due
from app.domain.projects import Project, Window
from app.domain.records import Record, RecordState
from app.domain.school_days import OFFICE_DAYS, SchoolDays
from app.domain.schools import School
from app.domain.visits import Visit, VisitKind, VisitState
from app.parts import App
from app.storage import Reader
from app.usecases.handing_over import last_handed
from app.usecases.projects import ProjectOverview, overview
from app.usecases.school_days import calendars
from app.usecases.stages import archived_of

LAUNCH = "launch"


class Standing(StrEnum):
    """How one visit of one school stands."""

    SENT = "sent"
    NOTE_DUE = "note_due"
    NOTE_LATE = "note_late"
    TODAY = "today"
    BOOKED = "booked"
    TO_BOOK = "to_book"
    OPEN = "open"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One visit of one school: `due` is the day of its note where that is still to be sent.

    `days_left` counts the school days in which an open window has no visit yet.
    """

    standing: Standing
    kind: str
    visit: Visit | None = None
    record_id: str = ""
    is_finished: bool = False
    due: date | None = None
    days_left: int = 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One school with its cells, in the order of the board's kinds of visit."""

    school: School
    cohort: str
    cells: tuple[BoardCell, ...]

    @property
    def visited(self) -> int:
        """How many half-day visits have taken place; the launch day is none."""
        done = {Standing.SENT, Standing.NOTE_DUE, Standing.NOTE_LATE}
        return sum(cell.standing in done and cell.kind != LAUNCH for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Board:
    """A project's board on `day`; `windows` are by kind of visit."""

    overview: ProjectOverview
    day: date
    kinds: tuple[VisitKind, ...]
    windows: Mapping[str, Window]
    rows: tuple[BoardRow, ...]

    @property
    def window_now(self) -> Window | None:
        """The window that is open, else the next to open."""
        ahead = sorted((w for w in self.windows.values() if w.closes >= self.day), key=_opens)
        return ahead[0] if ahead else None

    def count(self, kind: str) -> Counter[Standing]:
        """How many schools stand how at one kind of visit."""
        return Counter(
            cell.standing for row in self.rows for cell in row.cells if cell.kind == kind
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What of one school the cells are made from.

    `settled` holds the ids of records that were sent or archived: no more is to be done for them.
    """

    visits: tuple[Visit, ...]
    records: tuple[Record, ...]
    settled: frozenset[str]


def project_boards(app: App) -> tuple[Board, ...]:
    """The boards of all projects, the latest academic year first."""
    with app.store.reading() as reader:
        found = sorted(reader.find(Project), key=lambda p: (-p.academic_year, p.title, p.id))
        return tuple(_board(reader, project, app.today()) for project in found)


def _board(reader: Reader, project: Project, day: date) -> Board:
    whole = overview(reader, project)
    kinds = tuple(k for k in reference.visit_kinds() if k.number or k.key == LAUNCH)
    windows = {window.visit_kind: window for window in whole.windows}
    cohorts = {cohort.id: cohort.title for cohort in whole.cohorts}
    members = {member.urn: cohorts.get(member.cohort_id, "") for member in whole.members}
    schools = sorted(
        reader.find(School, urn=tuple(members)), key=lambda school: school.name.casefold()
    )
    kept = _kept(reader, tuple(members))
    terms = calendars(reader)
    rows = tuple(
        BoardRow(
            school,
            members[school.urn],
            tuple(
                cell_of(
                    kind,
                    windows.get(kind.key),
                    kept[school.urn],
                    day,
                    project.note_days,
                    terms.of(school.la_name),
                )
                for kind in kinds
            ),
        )
        for school in schools
    )
    return Board(whole, day, kinds, windows, rows)


def _kept(reader: Reader, urns: tuple[int, ...]) -> dict[int, _Kept]:
    visits = reader.find(Visit, urn=urns)
    records = reader.find(Record, urn=urns)
    settled = frozenset(last_handed(reader, records)) | archived_of(reader, records)
    return {
        urn: _Kept(
            tuple(v for v in visits if v.urn == urn and v.state is not VisitState.CANCELLED),
            tuple(record for record in records if record.urn == urn),
            settled,
        )
        for urn in urns
    }


def cell_of(
    kind: VisitKind,
    window: Window | None,
    kept: _Kept,
    day: date,
    note_days: int,
    days: SchoolDays = OFFICE_DAYS,
) -> BoardCell:
    """How one kind of visit stands at one school on `day`; `days` are those it works on."""
    visits = sorted((v for v in kept.visits if v.kind == kind.key), key=lambda visit: visit.on)
    if not visits:
        return _without_visit(kind, window, day, days)
    visit = visits[-1]
    record = next((r for r in reversed(kept.records) if r.visit_id == visit.id), None)
    finished = record is not None and record.state is RecordState.FINISHED
    known = BoardCell(
        Standing.BOOKED, kind.key, visit, record.id if record else "", is_finished=finished
    )
    if record is not None and finished and record.id in kept.settled:
        return _standing(known, Standing.SENT)
    if visit.on == day:
        return _standing(known, Standing.TODAY)
    if visit.on > day:
        return known
    if not kind.awaits_note:
        return _standing(known, Standing.SENT)
    due = note_due(visit.on, note_days, days=days)
    return _standing(known, Standing.NOTE_LATE if due < day else Standing.NOTE_DUE, due)


def _standing(cell: BoardCell, standing: Standing, due: date | None = None) -> BoardCell:
    return replace(cell, standing=standing, due=due)


def _without_visit(
    kind: VisitKind, window: Window | None, day: date, days: SchoolDays
) -> BoardCell:
    if window is None or window.opens > day:
        return BoardCell(Standing.TO_BOOK, kind.key)
    if window.closes < day:
        return BoardCell(Standing.MISSED, kind.key)
    left = days.between(day, window.closes)
    return BoardCell(Standing.OPEN, kind.key, days_left=left)


def _opens(window: Window) -> date:
    return window.opens
