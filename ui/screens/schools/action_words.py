"""The words and the chip for an agreed action."""

from __future__ import annotations

from datetime import date

from app import reference
from app.domain.actions import Action, ActionStatus, Standing
from app.domain.calendar import in_words
from app.usecases.actions import ActionLine
from ui.widgets.rows_model import Chip

_CHIPS: dict[ActionStatus, str] = {
    ActionStatus.DONE: "done",
    ActionStatus.PARTLY: "due",
    ActionStatus.NOT_STARTED: "neutral",
    ActionStatus.NO_LONGER_NEEDED: "neutral",
}

_STANDS = {Standing.CARRIED_ON: "Carried on", Standing.NOT_AGREED: "Carried on in a draft"}


def action_chip(line: ActionLine, today: date) -> Chip:
    """The status it was last given; overdue where it is open and its day has passed.

    One that another takes the place of says so instead: nothing is to be done about it itself.
    """
    if line.standing is not Standing.COUNTS:
        return "neutral", _STANDS[line.standing]
    if line.is_late(today):
        given = line.review.status.label if line.review else ""
        return "late", f"Overdue, {given.lower()}" if given else "Overdue"
    if line.review is None:
        return "neutral", "No status yet"
    return _CHIPS[line.review.status], line.review.status.label


def by_words(action: Action) -> str:
    """`Headteacher, by Fri 9 Jan 2026`."""
    who = reference.role_label(action.who)
    by = f"by {in_words(action.by)}" if action.by else "no day agreed"
    return ", ".join(part for part in (who, by) if part)
