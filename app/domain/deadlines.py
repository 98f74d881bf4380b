"""By when a note of visit is sent, and the school's reply is hoped for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from app.domain.school_days import OFFICE_DAYS, SchoolDays
from app.domain.snapshot import Snapshot

NOTE_WITHIN = 5
"""Working days from the visit to the note (practice of specialist leaders' networks)."""
REPLY_WITHIN = 10
"""Working days from the visit to the school's reply (common in councils' protocols)."""
TO_READ = 5
"""Working days that a school has at the least between the note and its reply."""


def note_due(
    visit: date,
    within: int = NOTE_WITHIN,
    finished: date | None = None,
    days: SchoolDays = OFFICE_DAYS,
) -> date:
    """The day by which the note of a visit is sent, `within` working days after it.

    A note finished later counts from the day it was `finished`: no paper names a day gone by.
    """
    return days.due_after(_begins(visit, finished), within)


def reply_due(
    visit: date,
    within: int = NOTE_WITHIN,
    finished: date | None = None,
    days: SchoolDays = OFFICE_DAYS,
) -> date:
    """The day after which the school's silence means that the note is accurate.

    Where notes may take longer, `within`, the reply waits too: a school has time to read.
    """
    return days.due_after(_begins(visit, finished), max(REPLY_WITHIN, within + TO_READ))


def reply_due_once_sent(reply_by: date, sent: date, days: SchoolDays = OFFICE_DAYS) -> date:
    """As `reply_due` said, `reply_by`; later where the note went out so late that time is short."""
    return max(reply_by, days.due_after(sent, TO_READ))


def send_by(snapshot: Snapshot) -> date | None:
    """By when a frozen note says that it is sent; None where its visit has no day.

    One that was frozen without saying so counts offices' days, as it did then.
    """
    return _said(snapshot, "send_by", note_due)


def reply_by(snapshot: Snapshot) -> date | None:
    """By when a frozen note says that the school replies; as `send_by`."""
    return _said(snapshot, "reply_by", reply_due)


def _said(
    snapshot: Snapshot, fact: str, due: Callable[[date, int, date | None], date]
) -> date | None:
    facts = snapshot.facts
    visit, days = _day(facts.get("date", "")), facts.get("note_days", "")
    said = _day(facts.get(fact, ""))
    if said is not None or visit is None:
        return said
    within = int(days) if days.isdecimal() else NOTE_WITHIN
    return due(visit, within, _day(snapshot.finished_at))


def _day(text: str) -> date | None:
    """The day of an ISO date, with or without a time; None for anything else."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


def _begins(visit: date, finished: date | None) -> date:
    return max(visit, finished) if finished else visit
