"""The rows of a record's panels, as values and as the read-only instances a form can count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app import reference
from app.domain.actions import Action
from app.domain.changes import Seen
from app.domain.pupils import FocusPupil
from app.domain.records import Evidence, MetPerson, Record
from app.domain.schools import School
from app.parts import App
from app.storage import Reader
from app.usecases.actions import ActionLine, earlier_actions
from app.usecases.guards import found_record

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordRows:
    """What stands in the panels of one record."""

    actions: tuple[Action, ...] = ()
    earlier: tuple[ActionLine, ...] = ()
    people: tuple[MetPerson, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    pupils: tuple[FocusPupil, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenRows:
    """The rows of a record as they were read; `seen` goes back with every change of one."""

    rows: RecordRows
    seen: Seen


def read_rows(app: App, record_id: str) -> SeenRows:
    """What stands in the panels of one record now."""
    with app.store.reading() as reader:
        return SeenRows(rows_of(reader, found_record(reader, record_id)), reader.seen)


def rows_of(reader: Reader, record: Record) -> RecordRows:
    """The rows of `record`; the focus pupils are those of its school."""
    actions = sorted(reader.find(Action, record_id=record.id), key=lambda a: (a.number, a.id))
    pupils = sorted(reader.find(FocusPupil, urn=record.urn), key=lambda p: (p.code, p.id))
    return RecordRows(
        actions=tuple(actions),
        earlier=earlier_actions(reader, record),
        people=reader.find(MetPerson, record_id=record.id),
        evidence=reader.find(Evidence, record_id=record.id),
        pupils=tuple(pupils),
    )


def externals(school: School, rows: RecordRows) -> dict[str, tuple[Row, ...]]:
    """The instances that forms know as vb_school, vb_actions, vb_earlier, vb_people and so on."""
    return {
        "vb_school": (school_row(school),),
        "vb_actions": tuple(action_row(action) for action in rows.actions),
        "vb_earlier": tuple(earlier_row(line) for line in rows.earlier),
        "vb_people": tuple(person_row(person) for person in rows.people),
        "vb_evidence": tuple(evidence_row(evidence) for evidence in rows.evidence),
        "vb_pupils": tuple(pupil_row(pupil) for pupil in rows.pupils),
    }


def school_row(school: School) -> Row:
    """The school in plain words."""
    return {
        "urn": str(school.urn),
        "name": school.name,
        "phase": school.phase,
        "low_age": _number(school.low_age),
        "high_age": _number(school.high_age),
    }


def action_row(action: Action) -> Row:
    """An agreed action in plain words."""
    return {
        "id": action.id,
        "number": str(action.number),
        "reference": action.reference,
        "what": action.what,
        "who": reference.role_label(action.who),
        "by": _day(action.by),
        "known_by": action.known_by,
        "support": action.support,
        "confidence": action.confidence.label if action.confidence else "",
        "carried_from": action.carried_from,
    }


def earlier_row(line: ActionLine) -> Row:
    """An earlier action in plain words; the status is blank until one is given at the record."""
    row = dict(action_row(line.action))
    row["status"] = line.review.status.label if line.review else ""
    row["seen"] = line.review.seen if line.review else ""
    return row


def person_row(person: MetPerson) -> Row:
    """Somebody met, in plain words."""
    return {"id": person.id, "role": reference.role_label(person.role), "name": person.name}


def evidence_row(evidence: Evidence) -> Row:
    """One thing looked at, in plain words."""
    return {
        "id": evidence.id,
        "source": evidence.source,
        "where": evidence.where,
        "count": str(evidence.count),
        "seen": evidence.seen,
    }


def evidence_in_words(evidence: Evidence) -> Row:
    """As `evidence_row`, with the source in words; forms know it by its key."""
    words = reference.evidence_sources().get(evidence.source, evidence.source)
    return {**evidence_row(evidence), "source": words}


def pupil_row(pupil: FocusPupil) -> Row:
    """A focus pupil by code, in plain words; a flag that was not said is blank."""
    return {
        "id": pupil.id,
        "code": pupil.code,
        "year": pupil.year,
        "disadvantaged": _flag(flag=pupil.disadvantaged),
        "send": _flag(flag=pupil.send),
        "eal": _flag(flag=pupil.eal),
        "prior": pupil.prior,
        "starting_point": pupil.starting_point,
        "target": pupil.target,
        "helps": pupil.helps,
        "review_date": _day(pupil.review_date),
        "status": pupil.status.label,
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _flag(*, flag: bool | None) -> str:
    return "" if flag is None else ("yes" if flag else "no")
