"""By when a note of visit is sent, and the school's reply is hoped for."""

from __future__ import annotations

from datetime import date

from app.domain.calendar import working_days_after

NOTE_WITHIN = 5
"""Working days from the visit to the note (practice of specialist leaders' networks)."""
REPLY_WITHIN = 10
"""Working days from the visit to the school's reply (common in councils' protocols)."""


def note_due(visit: date, within: int = NOTE_WITHIN) -> date:
    """The day by which the note of a visit is sent, `within` working days after it."""
    return working_days_after(visit, within)


def reply_due(visit: date) -> date:
    """The day after which the school's silence means that the note is accurate."""
    return working_days_after(visit, REPLY_WITHIN)
