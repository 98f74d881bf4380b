"""The rows of a record's panels that are no actions: people met, and what was looked at."""

from __future__ import annotations

from app import reference
from app.domain.changes import Done, Seen
from app.domain.records import Evidence, MetPerson
from app.errors import InputError
from app.parts import App
from app.usecases.guards import draft

PanelRow = MetPerson | Evidence
MOST_COUNTED = 9_999
"""More books or lessons than anybody looks at in a visit: a slip of the keyboard."""


def add_met_person(app: App, record_id: str, role: str, name: str = "") -> Done[MetPerson]:
    """Keep that somebody was met, by role; a name only where that person wished it."""
    if not role.strip():
        raise InputError("Please give the role of the person you met, such as Headteacher.")
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        key = reference.role_key(role, reference.school_roles())
        person = MetPerson(app.new_id(), record.urn, record.id, key, name.strip())
        work.save(person)
        return Done(person, work.commit())


def add_evidence(
    app: App, record_id: str, source: str, *, where: str = "", count: int = 1, seen_of_it: str = ""
) -> Done[Evidence]:
    """Keep one thing that was looked at: its source, where, how many, what was seen."""
    if not source.strip():
        raise InputError("Please say what was looked at, such as lesson or books.")
    if not 1 <= count <= MOST_COUNTED:
        raise InputError(f"How many were looked at is 1 to {MOST_COUNTED}. Nothing has been kept.")
    with app.store.unit_of_work() as work:
        record = draft(work, record_id)
        evidence = Evidence(
            id=app.new_id(),
            urn=record.urn,
            record_id=record.id,
            source=source.strip(),
            where=where.strip(),
            count=count,
            seen=seen_of_it.strip(),
        )
        work.save(evidence)
        return Done(evidence, work.commit())


def change_row(app: App, row: PanelRow, seen: Seen | None = None) -> Done[PanelRow]:
    """Keep a changed row of a draft record."""
    with app.store.unit_of_work() as work:
        draft(work, row.record_id)
        work.save(row, seen)
        return Done(row, work.commit())


def remove_row(app: App, row: PanelRow, seen: Seen | None = None) -> Done[PanelRow]:
    """Take a row out of a draft record; `change_row` puts it back."""
    with app.store.unit_of_work() as work:
        draft(work, row.record_id)
        work.delete(row, seen)
        return Done(row, work.commit())
