"""Who does which section of a record that two people share; it keeps nobody out of a section."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.changes import Done
from app.domain.people import Adviser
from app.domain.section_duties import SectionDuty, section_duty_id
from app.parts import App
from app.storage import Reader
from app.usecases.guards import draft


@dataclass(frozen=True, slots=True)
class DutyLine:
    """Who does a section: the first name is what stands beside it. `mine` tells one's own."""

    section: str
    name: str
    mine: bool

    @property
    def first_name(self) -> str:
        """The name as people who work together say it."""
        return self.name.split()[0] if self.name.split() else self.name


def take_section(app: App, record_id: str, section: str) -> Done[SectionDuty]:
    """Say that one does a section of a draft oneself; whoever had it before, has it no more."""
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        duty = SectionDuty(
            section_duty_id(record.id, section), record.urn, record.id, section, app.me
        )
        work.save(duty)
        return Done(duty, work.commit())


def leave_section(app: App, record_id: str, section: str) -> Done[str]:
    """Say that nobody does a section any more."""
    with app.store.unit_of_work() as work:
        draft(work, record_id)
        for duty in work.find(SectionDuty, id=section_duty_id(record_id, section)):
            work.delete(duty)
        return Done(section, work.commit())


def section_duties(app: App, record_id: str) -> dict[str, DutyLine]:
    """Who does which section of a record, by the section's path."""
    with app.store.reading() as reader:
        return duties_on(reader, record_id, app.me)


def duties_on(reader: Reader, record_id: str, me: str) -> dict[str, DutyLine]:
    """As `section_duties`, on an open reader."""
    duties = [d for d in reader.find(SectionDuty, record_id=record_id) if d.section]
    people = reader.find(Adviser, id=tuple({duty.adviser_id for duty in duties}))
    names = {person.id: person.name for person in people}
    return {
        duty.section: DutyLine(
            duty.section, names.get(duty.adviser_id, "A colleague"), duty.adviser_id == me
        )
        for duty in duties
    }
