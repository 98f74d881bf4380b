"""Taking schools on, handing them over, and opening one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.changes import Done, Seen
from app.domain.people import Adviser, KeyPerson
from app.domain.pupils import FocusPupil
from app.domain.records import ProducedDocument, Record
from app.domain.schools import RegisterSchool, School, SchoolStatus, Urn, parse_urn
from app.domain.visits import Visit
from app.errors import InputError, NotFoundError
from app.parts import App
from app.storage import UnitOfWork
from app.storage.read.register_search import register_school
from app.usecases.actions import ActionLine, kept_lines
from app.usecases.guards import own_school, taken_on
from app.usecases.people import in_order_of_roles

SHARED_FACTS = (
    "name",
    "la_name",
    "kind",
    "status",
    "phase",
    "low_age",
    "high_age",
    "trust",
    "street",
    "town",
    "postcode",
    "telephone",
    "pupils",
)
"""What a school taken on copies from the register."""


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school in the list of one's own schools."""

    school: School
    next_visit: Visit | None
    last_visit: date | None
    open_actions: int


@dataclass(frozen=True, slots=True)
class SchoolOverview:
    """All that a school's page shows."""

    school: School
    adviser: Adviser | None
    people: tuple[KeyPerson, ...]
    visits: tuple[Visit, ...]
    records: tuple[Record, ...]
    actions: tuple[ActionLine, ...]
    pupils: tuple[FocusPupil, ...]
    documents: tuple[ProducedDocument, ...]
    seen: Seen


def take_on(app: App, urns: Sequence[int]) -> Done[tuple[School, ...]]:
    """Take schools of the register on: all of them, or none where one is unknown."""
    with app.store.unit_of_work() as work:
        taken = tuple(_taken_on(app, work, Urn(urn)) for urn in dict.fromkeys(urns))
        return Done(taken, work.commit())


def _taken_on(app: App, work: UnitOfWork, urn: Urn) -> School:
    known = work.find(School, urn=urn)
    listed = register_school(work, urn)
    if not known and listed is None:
        raise NotFoundError(
            f"No school with URN {urn} is in the school list on this laptop. "
            "Import a newer list, or add the school by hand. No school has been taken on."
        )
    school = known[0] if known else from_register(listed) if listed else None
    assert school is not None
    school = replace(school, adviser_id=app.me, given_up=None)
    work.save(school)
    return school


def from_register(listed: RegisterSchool) -> School:
    """A school taken on, with the register's facts."""
    facts = {name: getattr(listed, name) for name in SHARED_FACTS}
    return School(urn=listed.urn, **facts)


def add_by_hand(app: App, urn: str, name: str, **facts: str) -> Done[School]:
    """Add a school that is not in the register's list, and take it on.

    `facts` are any of la_name, kind, phase, street, town, postcode, telephone, trust.
    """
    number = parse_urn(urn)
    if number is None:
        raise InputError("A URN has six digits and begins at 100000. Nothing has been added.")
    if not name.strip():
        raise InputError("Please give the school's name. Nothing has been added.")
    with app.store.unit_of_work() as work:
        if work.find(School, urn=number):
            raise InputError(f"A school with URN {number} is among your schools already.")
        school = School(
            urn=number,
            name=name.strip(),
            status=SchoolStatus.OPEN,
            adviser_id=app.me,
            by_hand=True,
            **{key: value.strip() for key, value in facts.items()},  # type: ignore[arg-type]  # text facts only, as the docstring says
        )
        work.save(school)
        return Done(school, work.commit())


def change_school(app: App, school: School, seen: Seen | None = None) -> Done[School]:
    """Keep changed facts of a school taken on, such as its agreement's date."""
    with app.store.unit_of_work() as work:
        own_school(work, school.urn)
        work.save(school, seen)
        return Done(school, work.commit())


def sign_agreement(app: App, urn: int, on: date, seen: Seen | None = None) -> Done[School]:
    """Keep the day on which the school signed the agreement; pupil codes are allowed from then."""
    if on > app.today():
        raise InputError("The agreement's date lies in the future. Nothing has been changed.")
    with app.store.unit_of_work() as work:
        school = replace(own_school(work, urn), agreement_date=on)
        work.save(school, seen)
        return Done(school, work.commit())


def hand_over(app: App, urn: int, adviser_id: str = "", on: date | None = None) -> Done[School]:
    """Hand a school over to another adviser, or give it up where none is named.

    What was written about it stays on this laptop until the team's rules remove it. Raises
    NotFoundError for an adviser who is not known here.
    """
    with app.store.unit_of_work() as work:
        if adviser_id and not work.find(Adviser, id=adviser_id):
            raise NotFoundError(
                f"No adviser of this project has the id “{adviser_id}”. Nothing has been changed."
            )
        school = replace(
            taken_on(work, urn),
            adviser_id=adviser_id,
            given_up=None if adviser_id else on or app.today(),
        )
        work.save(school)
        return Done(school, work.commit())


def my_schools(app: App) -> tuple[SchoolLine, ...]:
    """The schools this laptop's adviser holds, by name, with what is next."""
    with app.store.reading() as reader:
        schools = reader.find(School, adviser_id=app.me)
        visits = reader.find(Visit)
        lines = kept_lines(reader)
    return tuple(
        _line(app, school, visits, lines)
        for school in sorted(schools, key=lambda school: (school.name.casefold(), school.urn))
    )


def _line(
    app: App, school: School, visits: tuple[Visit, ...], lines: tuple[ActionLine, ...]
) -> SchoolLine:
    own = sorted(
        (visit for visit in visits if visit.urn == school.urn and visit.state != "cancelled"),
        key=lambda visit: visit.on,
    )
    today = app.today()
    ahead = [visit for visit in own if visit.on >= today and visit.state == "planned"]
    past = [visit.on for visit in own if visit.state == "done" or visit.on < today]
    still_open = sum(line.action.urn == school.urn and line.is_open for line in lines)
    return SchoolLine(school, ahead[0] if ahead else None, past[-1] if past else None, still_open)


def open_school(app: App, urn: int) -> SchoolOverview:
    """All that a school's page shows; NotFoundError where it has not been taken on."""
    with app.store.reading() as reader:
        school = taken_on(reader, urn)
        adviser = reader.find(Adviser, id=school.adviser_id) if school.adviser_id else ()
        return SchoolOverview(
            school=school,
            adviser=adviser[0] if adviser else None,
            people=in_order_of_roles(reader.find(KeyPerson, urn=urn)),
            visits=tuple(sorted(reader.find(Visit, urn=urn), key=lambda visit: visit.on)),
            records=tuple(sorted(reader.find(Record, urn=urn), key=_newest_first)),
            actions=kept_lines(reader, urn=urn),
            pupils=reader.find(FocusPupil, urn=urn),
            documents=reader.find(ProducedDocument, urn=urn),
            seen=reader.seen,
        )


def _newest_first(record: Record) -> tuple[int, str]:
    return (-record.on.toordinal(), record.id)
