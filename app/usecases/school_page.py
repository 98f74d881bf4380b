"""All that a school's page shows: the school with its year in steps, and who was handed what."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app import reference
from app.domain.follow_through import Stage
from app.domain.people import Adviser
from app.domain.projects import Project, Window
from app.domain.pupils import SMALLEST_GROUP, FocusPupil, PupilStatus
from app.domain.records import HandedOver, ProducedDocument, Record, RecordState
from app.domain.visits import Visit, VisitKind, VisitState
from app.parts import App
from app.storage import Reader, kept_team
from app.usecases.counted_visits import uncounted
from app.usecases.handing_over import last_handed
from app.usecases.projects import cohort_of, project_of
from app.usecases.roster import roster_of
from app.usecases.schools import SchoolOverview, open_school
from app.usecases.stages import stages_of

LAUNCH = "launch"


class StepState(StrEnum):
    """Where one visit of the year stands."""

    SENT = "sent"
    FINISHED = "finished"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    PASSED = "passed"
    BOOKED = "booked"
    TO_BOOK = "to_book"


@dataclass(frozen=True, slots=True)
class Step:
    """One visit of the programme's year: its window, and what there is of it.

    `PASSED` is planned for a day gone by without a record; `DONE` is done without a note here, as
    every launch day is once it has gone by. `stage` is that of a record that is finished.
    """

    kind: VisitKind
    state: StepState
    window: Window | None = None
    visit: Visit | None = None
    record: Record | None = None
    stage: Stage | None = None

    @property
    def is_outside(self) -> bool:
        """Whether its visit lies outside its window; never where there is no window to check."""
        if self.visit is None or self.window is None:
            return False
        return not self.window.holds(self.visit.on)


@dataclass(frozen=True, slots=True)
class PupilCounts:
    """Focus pupils in two groups; both are None where one of them is too small to be shown.

    A total under the smallest group is None as well. Those who were replaced are not counted.
    """

    total: int | None
    met_or_moving: int | None
    not_yet: int | None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that was made, with each time it was handed over, newest first."""

    document: ProducedDocument
    record: Record | None
    handed: tuple[HandedOver, ...]


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """A school with its year. `others` are the team's advisers to whom it could be handed over.

    `uncounted` are the notes of visits that belong to none.
    """

    overview: SchoolOverview
    project: Project | None
    cohort: str
    steps: tuple[Step, ...]
    windows: tuple[Window, ...]
    counts: PupilCounts
    documents: tuple[DocumentLine, ...]
    others: tuple[Adviser, ...]
    uncounted: tuple[Record, ...]
    today: date

    @property
    def next_step(self) -> Step | None:
        """The step to go on with: one in progress, else the next that is booked.

        Never the launch day, unless something is being written about it: nobody waits for that.
        """
        going = [s for s in self.steps if s.state is StepState.IN_PROGRESS]
        booked = [s for s in self.steps if s.state in {StepState.BOOKED, StepState.PASSED}]
        booked = [step for step in booked if step.kind.key != LAUNCH]
        return next(iter([*going, *booked]), None)

    @property
    def next_to_book(self) -> Step | None:
        """The next step that has no day yet: one after all that have, else the first of them."""
        missing = [step for step in self.steps if step.visit is None]
        return next(iter([*_after_last(self.steps), *missing]), None)


def _after_last(steps: Sequence[Step]) -> Sequence[Step]:
    """The steps after the last one that has a day."""
    with_day = [at for at, step in enumerate(steps) if step.visit is not None]
    return steps[with_day[-1] + 1 :] if with_day else steps


def school_page(app: App, urn: int) -> SchoolPage:
    """All that a school's page shows; NotFoundError where it has not been taken on."""
    shown = open_school(app, urn)
    with app.store.reading() as reader:
        project = project_of(reader, urn)
        windows = reader.find(Window, project_id=project.id) if project else ()
        handed = reader.find(HandedOver, urn=urn)
        sent = last_handed(reader, shown.records)
        return SchoolPage(
            overview=shown,
            project=project,
            cohort=cohort_of(reader, urn, project),
            steps=_with_stages(
                reader, steps_of(shown.visits, shown.records, windows, sent, app.today())
            ),
            windows=tuple(sorted(windows, key=lambda window: window.opens)),
            counts=pupil_counts(shown.pupils),
            documents=_documents(shown, handed),
            others=_others(reader, shown.school.adviser_id),
            uncounted=uncounted(shown.records, shown.visits),
            today=app.today(),
        )


def steps_of(
    visits: Sequence[Visit],
    records: Sequence[Record],
    windows: Iterable[Window],
    sent: Container[str],
    today: date,
) -> tuple[Step, ...]:
    """The launch day and the numbered visits of the year, each where it stands.

    `sent` holds the ids of records that were handed over as they stand.
    """
    by_kind = {window.visit_kind: window for window in windows}
    kinds = [kind for kind in reference.visit_kinds() if kind.number or kind.key == LAUNCH]
    return tuple(_step(kind, by_kind.get(kind.key), visits, records, sent, today) for kind in kinds)


def _with_stages(reader: Reader, steps: Sequence[Step]) -> tuple[Step, ...]:
    stages = stages_of(reader, (step.record for step in steps if step.record is not None))
    return tuple(
        replace(step, stage=stages.get(step.record.id)) if step.record else step for step in steps
    )


def _step(
    kind: VisitKind,
    window: Window | None,
    visits: Sequence[Visit],
    records: Sequence[Record],
    sent: Container[str],
    today: date,
) -> Step:
    own = [v for v in visits if v.kind == kind.key and v.state is not VisitState.CANCELLED]
    visit = max(own, key=lambda visit: visit.on, default=None)
    if visit is None:
        return Step(kind, StepState.TO_BOOK, window)
    written = [record for record in records if record.visit_id == visit.id]
    record = max(written, key=lambda record: record.id, default=None)
    return Step(kind, _state(visit, record, sent, today), window, visit, record)


def _state(visit: Visit, record: Record | None, sent: Container[str], today: date) -> StepState:
    if record is not None:
        if record.state is RecordState.DRAFT:
            return StepState.IN_PROGRESS
        return StepState.SENT if record.id in sent else StepState.FINISHED
    if visit.state is VisitState.DONE:
        return StepState.DONE
    if visit.on >= today:
        return StepState.BOOKED
    return StepState.DONE if visit.kind == LAUNCH else StepState.PASSED


def pupil_counts(pupils: Iterable[FocusPupil]) -> PupilCounts:
    """The counts that may be shown: a group under the smallest is joined to the other.

    Source: Department for Education disclosure practice, as `app.domain.pupils` has it.
    """
    now = [pupil.status for pupil in pupils if pupil.status is not PupilStatus.REPLACED]
    not_yet = sum(status is PupilStatus.NOT_YET for status in now)
    moving = len(now) - not_yet
    total = len(now) if len(now) == 0 or len(now) >= SMALLEST_GROUP else None
    if total is None or any(0 < count < SMALLEST_GROUP for count in (moving, not_yet)):
        return PupilCounts(total, None, None)
    return PupilCounts(total, moving, not_yet)


def _documents(shown: SchoolOverview, handed: Iterable[HandedOver]) -> tuple[DocumentLine, ...]:
    records = {record.id: record for record in shown.records}
    by_document: dict[str, list[HandedOver]] = {}
    for one in sorted(handed, key=lambda one: one.at, reverse=True):
        by_document.setdefault(one.document_id, []).append(one)
    newest = sorted(shown.documents, key=lambda document: document.at, reverse=True)
    return tuple(
        DocumentLine(
            document, records.get(document.record_id), tuple(by_document.get(document.id, ()))
        )
        for document in newest
    )


def _others(reader: Reader, holder: str) -> tuple[Adviser, ...]:
    """Whom a school can go to: other advisers known here, in a team those who are in it now."""
    team = kept_team(reader)
    members = {member.id for member in roster_of(reader, team).members} if team else None
    return tuple(
        adviser
        for adviser in reader.find(Adviser)
        if adviser.id != holder and (members is None or adviser.id in members)
    )
