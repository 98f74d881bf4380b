"""Projects: what is done, in which academic year, with which schools, and when visits are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ACADEMIC_YEAR_FIRST_MONTH = 9


def academic_year_of(day: date) -> int:
    """The year in which the academic year of `day` began: 2025 until August 2026."""
    return day.year if day.month >= ACADEMIC_YEAR_FIRST_MONTH else day.year - 1


@dataclass(frozen=True, slots=True)
class Project:
    """A piece of work with schools over one academic year, which began in `academic_year`.

    `phases` are keys of school phases the project is for; `note_days` is how many working days
    after a visit its note is due (1 to 15; 5 is the practice of SLE networks). Of so many notes
    one is read for its quality, `quality_one_in`; 0 is for none.
    """

    id: str
    title: str
    academic_year: int
    organisation: str = ""
    aim: str = ""
    phases: tuple[str, ...] = ()
    contact: str = ""
    note_days: int = 5
    keep_until: date | None = None
    quality_one_in: int = 0


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of schools that goes through a project together."""

    id: str
    project_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A school is in a cohort."""

    id: str
    project_id: str
    cohort_id: str
    urn: int


@dataclass(frozen=True, slots=True)
class Window:
    """When one visit of a project should take place; it may cross the new year.

    `visit_kind` is the kind of visit it is for (`visit_1` ...).
    """

    id: str
    project_id: str
    visit_kind: str
    label: str
    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the window, first and last day included."""
        return self.opens <= day <= self.closes


def usual_windows(academic_year: int) -> tuple[tuple[str, str, date, date], ...]:
    """(visit kind, label, opens, closes) of a project's four visits unless it says otherwise.

    Source: the county project's programme: October; December/January; March/April; July.
    """
    first, second = academic_year, academic_year + 1
    return (
        ("visit_1", "October", date(first, 10, 1), date(first, 10, 31)),
        ("visit_2", "December/January", date(first, 12, 1), date(second, 1, 31)),
        ("visit_3", "March/April", date(second, 3, 1), date(second, 4, 30)),
        ("visit_4", "July", date(second, 7, 1), date(second, 7, 31)),
    )
