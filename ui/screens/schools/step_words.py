"""The words and chips for the visits of a year."""

from __future__ import annotations

from datetime import date

from app.domain.follow_through import Stage
from app.domain.visits import Visit, VisitState
from app.usecases.school_page import Step, StepState
from ui.visit_words import near_day
from ui.widgets.rows_model import Chip
from ui.widgets.typed_dates import show_time

STEP_CHIPS: dict[StepState, Chip] = {
    StepState.SENT: ("done", "Note sent"),
    StepState.FINISHED: ("due", "Finished, not sent"),
    StepState.IN_PROGRESS: ("soft", "In progress"),
    StepState.DONE: ("done", "Done"),
    StepState.PASSED: ("late", "Date has passed"),
    StepState.BOOKED: ("neutral", "Booked"),
    StepState.TO_BOOK: ("due", "To book"),
}
STAGE_CHIPS: dict[Stage, Chip] = {
    Stage.FINISHED: ("due", "Finished, not sent"),
    Stage.QUALITY_READ: ("due", "Quality read, not sent"),
    Stage.SENT: ("soft", "Sent for accuracy"),
    Stage.ACCURATE: ("done", "Agreed as accurate"),
    Stage.CORRECTION: ("due", "Correction asked"),
    Stage.NO_ANSWER: ("done", "No answer, accurate"),
    Stage.FINAL: ("done", "Final"),
    Stage.FINAL_SENT: ("done", "Final, sent"),
    Stage.ARCHIVED: ("done", "Archived"),
}
_VISIT_CHIPS: dict[VisitState, Chip] = {
    VisitState.PLANNED: ("neutral", "Booked"),
    VisitState.DONE: ("done", "Done"),
    VisitState.CANCELLED: ("neutral", "Cancelled"),
}


def step_chip(step: Step) -> Chip:
    """Where a visit of the year stands; once its note is finished, at what stage that is."""
    if step.stage is not None and step.stage in STAGE_CHIPS:
        return STAGE_CHIPS[step.stage]
    return STEP_CHIPS[step.state]


def step_day(step: Step, today: date) -> str:
    """`Today, 09:00`, `Thu 9 Oct 2025` or `No date yet`."""
    if step.visit is None:
        return "No date yet"
    if step.visit.on == today and step.visit.starts:
        return f"Today, {show_time(step.visit.starts)}"
    return near_day(step.visit.on, today)


def used_words(steps: tuple[Step, ...]) -> str:
    """`1 of 4 half days used`."""
    numbered = [step for step in steps if step.kind.number]
    past = {StepState.SENT, StepState.FINISHED, StepState.DONE}
    used = sum(step.state in past for step in numbered)
    return f"{used} of {len(numbered)} half days used"


def visit_chip(visit: Visit, steps: tuple[Step, ...], today: date) -> Chip:
    """Where a visit stands, by its record where it is one of the year's."""
    if visit.state is VisitState.CANCELLED:
        return _VISIT_CHIPS[visit.state]
    step = next((step for step in steps if step.visit and step.visit.id == visit.id), None)
    if step is not None:
        return step_chip(step)
    if visit.state is VisitState.PLANNED and visit.on < today:
        return STEP_CHIPS[StepState.PASSED]
    return _VISIT_CHIPS[visit.state]
