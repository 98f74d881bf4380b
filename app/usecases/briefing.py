"""What an adviser looks at before a visit, gathered from all that is kept of the school now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time

from app import reference
from app.domain.briefings import BriefedAction, BriefedResult, Briefing
from app.domain.history import Moment
from app.domain.people import KeyPerson
from app.domain.projects import academic_year_of
from app.domain.pupils import FocusPupil
from app.domain.records import Record, RecordState
from app.domain.snapshot import Snapshot
from app.domain.visits import Visit, VisitState
from app.parts import App
from app.storage import Reader, codes_ever
from app.usecases.actions import ActionLine, kept_lines
from app.usecases.guards import taken_on
from app.usecases.people import in_order_of_roles
from app.usecases.projects import cohort_of, project_of
from app.usecases.records import kept_snapshot
from app.usecases.visits import window_of

WITH_RESULTS = ("data_review", "project_review", "application")
"""The forms whose records hold results, the most telling first."""


def briefing_of(app: App, urn: int, visit_id: str = "") -> Briefing:
    """The briefing for a school's next visit, or for the visit named, as things stand now."""
    with app.store.reading() as reader:
        school = taken_on(reader, urn)
        visit = _visit(reader, urn, visit_id, app.today())
        project = project_of(reader, urn)
        ready, ready_from = _ready(reader, urn)
        results, results_from = _results(reader, urn)
        window = window_of(reader, visit) if visit else None
        lines = kept_lines(reader, urn=urn)
        return Briefing(
            school=school,
            made=app.today(),
            visit=visit,
            kind=_kind(visit) if visit else "",
            window=window.label if window else "",
            project=project.title if project else "",
            cohort=cohort_of(reader, urn, project),
            organisation=project.organisation if project else "",
            ready=ready,
            ready_from=ready_from,
            people=_roles(reader.find(KeyPerson, urn=urn)),
            actions=tuple(map(_briefed, _most_telling(lines))),
            pupils=tuple(pupil.status for pupil in reader.find(FocusPupil, urn=urn)),
            results=results,
            results_from=results_from,
            history=_history(
                reader.find(Visit, urn=urn), reader.find(Record, urn=urn), lines, visit
            ),
            codes=tuple(sorted(codes_ever(reader, urn))),
        )


def _visit(reader: Reader, urn: int, visit_id: str, today: date) -> Visit | None:
    """The visit named, else the next that is planned from `today` on."""
    planned = reader.find(Visit, urn=urn)
    ahead = [v for v in planned if v.state is VisitState.PLANNED and v.on >= today]
    ahead.sort(key=lambda visit: (visit.on, visit.starts or time.max, visit.id))
    named = [visit for visit in planned if visit_id and visit.id == visit_id]
    return next(iter([*named, *ahead]), None)


def _kind(visit: Visit) -> str:
    """`Visit 2 of 4`, or the kind alone where it has no number."""
    kind = reference.visit_kind(visit.kind)
    in_all = sum(each.number > 0 for each in reference.visit_kinds())
    return f"{kind.label} of {in_all}" if kind.number else kind.label


def _roles(people: Iterable[KeyPerson]) -> tuple[str, ...]:
    """Roles alone: a name is for the school's page."""
    return tuple(reference.role_label(person.role) for person in in_order_of_roles(tuple(people)))


def _most_telling(lines: Iterable[ActionLine]) -> list[ActionLine]:
    """What is open, the earliest day first; then what was closed, the latest review first."""
    each = list(lines)
    still_open = [line for line in each if line.is_open]
    closed = [line for line in each if not line.is_open]
    still_open.sort(key=lambda line: (line.action.by or date.max, line.action.reference))
    closed.sort(key=lambda line: (_reviewed(line), line.action.reference), reverse=True)
    return [*still_open, *closed]


def _history(
    visits: Iterable[Visit],
    records: Iterable[Record],
    lines: Iterable[ActionLine],
    ahead: Visit | None,
) -> tuple[Moment, ...]:
    """The visits that were made, each with what was agreed there, and the one to come.

    They are those of the academic year of the visit to come, or of the latest.
    """
    at = {record.id: record.visit_id for record in records}
    made = [each for each in visits if each.state is VisitState.DONE or each == ahead]
    made.sort(key=lambda visit: (visit.on, visit.id))
    year = academic_year_of((ahead or made[-1]).on) if made else 0
    agreed: dict[str, list[ActionLine]] = {}
    for line in lines:
        agreed.setdefault(at.get(line.action.record_id, ""), []).append(line)
    return tuple(
        Moment(
            day=each.on,
            label=reference.visit_kind(each.kind).label,
            agreed=len(agreed.get(each.id, ())),
            closed=sum(not line.is_open for line in agreed.get(each.id, ())),
            is_ahead=each == ahead,
        )
        for each in made
        if academic_year_of(each.on) == year
    )


def _reviewed(line: ActionLine) -> date:
    on = line.review.on if line.review else None
    return on or date.min


def _briefed(line: ActionLine) -> BriefedAction:
    action = line.action
    status = line.review.status.label if line.review else ""
    who = reference.role_label(action.who)
    return BriefedAction(action.what, who, action.by, status, line.is_open)


def _ready(reader: Reader, urn: int) -> tuple[str, str]:
    """What the newest note says of the next visit, and that note's reference."""
    for public in _printable(reader, _newest_first(reader, urn)):
        answer = public.answer("next_visit")
        if answer is not None and answer.words.strip():
            return answer.words, public.reference
    return "", ""


def _results(reader: Reader, urn: int) -> tuple[tuple[BriefedResult, ...], str]:
    """The newest results that a finished record holds, and where they are from."""
    from app.reports.content.measures import results_from, results_in

    records = [record for record in _newest_first(reader, urn) if record.form_id in WITH_RESULTS]
    records.sort(key=lambda record: WITH_RESULTS.index(record.form_id))
    for public in _printable(reader, records):
        found = results_in(public)
        if found:
            return found, results_from(public)
    return (), ""


def _printable(reader: Reader, records: Iterable[Record]) -> Iterable[Snapshot]:
    """What may be printed of these records, one by one."""
    from app.reports.content.printable import printable

    return (printable(kept_snapshot(reader, record)) for record in records)


def _newest_first(reader: Reader, urn: int) -> list[Record]:
    """The finished records of a school."""
    found = reader.find(Record, urn=urn, state=RecordState.FINISHED)
    return sorted(found, key=lambda record: (record.on, record.id), reverse=True)
