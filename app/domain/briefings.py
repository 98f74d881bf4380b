"""A briefing: what an adviser looks at before a visit, from all that is kept of a school now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.history import Moment
from app.domain.pupils import PupilStatus
from app.domain.schools import School
from app.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class BriefedAction:
    """An agreed action: what, who by role, by when, and its last status, blank where none."""

    what: str
    who: str
    by: date | None
    status: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class BriefedResult:
    """One result: the measure, the school's value, what it is compared with, and its interval.

    Plain words as they may be printed: no value of a group under six.
    """

    measure: str
    school: str
    beside: str = ""
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is known of a school on the day `made`, for the adviser who goes there.

    `visit` is the next one, None where none is planned, `kind` its kind in words with its place
    among the visits, `window` its window's label. `ready` is what the note `ready_from` (a
    reference) says of the next visit. `people` are roles; `actions` stand in the order in which
    they matter; `history` is the year visit by visit. `results_from` says where the results are
    from. `codes` are those that pupils have or had: none is printed.
    """

    school: School
    made: date
    visit: Visit | None = None
    kind: str = ""
    window: str = ""
    project: str = ""
    cohort: str = ""
    organisation: str = ""
    ready: str = ""
    ready_from: str = ""
    people: tuple[str, ...] = ()
    actions: tuple[BriefedAction, ...] = ()
    pupils: tuple[PupilStatus, ...] = ()
    results: tuple[BriefedResult, ...] = ()
    results_from: str = ""
    history: tuple[Moment, ...] = ()
    codes: tuple[str, ...] = ()
