"""The words for a school's status, place and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.calendar import in_words
from app.domain.schools import RegisterSchool, School, SchoolStatus
from ui.widgets.rows_model import Chip

if TYPE_CHECKING:
    from app.usecases.schools import SchoolLine

AnySchool = RegisterSchool | School
_CHIPS: dict[SchoolStatus, Chip] = {
    SchoolStatus.OPEN: ("done", "Open"),
    SchoolStatus.CLOSED: ("neutral", "Closed"),
    SchoolStatus.CLOSING: ("due", "Open, but proposed to close"),
    SchoolStatus.PROPOSED: ("soft", "Proposed to open"),
}


def status_chip(school: AnySchool) -> Chip:
    """The register's status as a chip, in its own words."""
    kind, words = _CHIPS[school.status]
    closed = school.closed if isinstance(school, RegisterSchool) else None
    return kind, f"{words} {in_words(closed)}" if closed else words


def standing_chip(line: SchoolLine) -> Chip:
    """What most needs doing about one of one's own schools."""
    if line.school.status in {SchoolStatus.CLOSED, SchoolStatus.CLOSING}:
        return status_chip(line.school)
    if line.school.agreement_date is None:
        return "due", "No agreement yet"
    return ("soft", "Visit planned") if line.next_visit else ("due", "No visit planned")


def place_words(school: AnySchool) -> str:
    """`Alderbrook, ZZ1 1AA`."""
    return ", ".join(part for part in (school.town, school.postcode) if part)


def phase_words(school: AnySchool) -> str:
    """`Primary, ages 3 to 11`."""
    known = school.low_age is not None and school.high_age is not None
    ages = f"ages {school.low_age} to {school.high_age}" if known else ""
    return ", ".join(part for part in (school.phase, ages) if part)


def fact_lines(school: AnySchool) -> list[tuple[str, str]]:
    """The facts that help to tell one school from another, as (name, words)."""
    address = ", ".join(part for part in (school.street, school.town, school.postcode) if part)
    facts = [
        ("URN", str(school.urn)),
        ("Phase", phase_words(school)),
        ("Type", school.kind),
        ("Local authority", school.la_name),
        ("Trust", school.trust),
        ("Address", address),
        ("Telephone", school.telephone),
        ("On roll", "" if school.pupils is None else f"{school.pupils:,}"),
    ]
    if isinstance(school, RegisterSchool):
        facts.append(("Headteacher", school.head))
    return [fact for fact in facts if fact[1]]
