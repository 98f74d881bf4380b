"""A child may be at risk: whom to tell now, and that they were told; never a detail (R23)."""

from __future__ import annotations

from dataclasses import dataclass

from app import reference
from app.domain.changes import Done
from app.domain.people import KeyPerson
from app.domain.records import PassedOn
from app.domain.schools import School
from app.errors import InputError
from app.parts import App
from app.usecases.guards import found_record, taken_on
from app.usecases.people import in_order_of_roles


@dataclass(frozen=True, slots=True)
class WhomToTell:
    """The school's safeguarding leads, the lead before deputies, and where else to call."""

    school: School
    leads: tuple[KeyPerson, ...]
    passed_on: tuple[PassedOn, ...]


def whom_to_tell(app: App, urn: int) -> WhomToTell:
    """Whom at the school to tell at once."""
    with app.store.reading() as reader:
        people = in_order_of_roles(reader.find(KeyPerson, urn=urn))
        return WhomToTell(
            taken_on(reader, urn),
            tuple(person for person in people if person.safeguarding_lead),
            tuple(sorted(reader.find(PassedOn, urn=urn), key=lambda passed: passed.at)),
        )


def school_of_record(app: App, record_id: str) -> int:
    """The URN of the school that a record is about; 0 where it is about a project."""
    with app.store.reading() as reader:
        return found_record(reader, record_id).urn


def pass_on(app: App, urn: int, role: str) -> Done[PassedOn]:
    """Keep that a concern was passed on: the time and the role, and nothing else."""
    if not role.strip():
        raise InputError("Please say by role whom you told.")
    with app.store.unit_of_work() as work:
        taken_on(work, urn)
        passed = PassedOn(app.new_id(), urn, app.clock(), reference.role_label(role.strip()))
        work.save(passed)
        return Done(passed, work.commit())
