"""The end of a note: the school's check for accuracy, and who signs and receives it."""

from __future__ import annotations

from datetime import date

from app.domain.calendar import working_days_after
from app.domain.deadlines import NOTE_WITHIN, REPLY_WITHIN
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Box,
    Column,
    Paragraph,
    Run,
    Table,
    Ticks,
    WritingLine,
)
from app.reports.content.furniture import text_cells
from app.reports.content.words import as_date, day_and_date, long_date


def accuracy_check(snapshot: Snapshot) -> tuple[Block, ...]:
    """A box to fill in on paper, with the day after which silence means accurate."""
    reply = _day(snapshot, "reply_by", REPLY_WITHIN)
    ask: tuple[Run, ...] = (Run("Please reply when you have read this note."),)
    if reply:
        ask = (
            Run("Please reply by "),
            Run(day_and_date(reply), bold=True),
            Run(". If we have not heard by then, we will treat the note as accurate."),
        )
    lines = (WritingLine(), WritingLine())
    signed = WritingLine((("Role", 1.0), ("Signed", 1.0), ("Date", 0.6)))
    ticks = Ticks(("Accurate", "Please correct (say what and where):"))
    return (Box((Paragraph(ask), ticks, *lines, signed)),)


def _day(snapshot: Snapshot, fact: str, days: int) -> str:
    """A day that the facts give, else so many working days after the visit."""
    given = snapshot.facts.get(fact, "")
    visit: date | None = as_date(snapshot.facts.get("date", ""))
    return given or (working_days_after(visit, days).isoformat() if visit else "")


def sign_off(snapshot: Snapshot) -> tuple[Block, ...]:
    """Who does what with this note, and when."""
    facts = snapshot.facts
    head = facts.get("head_role") or "Headteacher"
    days = facts.get("note_days", "")
    within = int(days) if days.isdecimal() else NOTE_WITHIN
    send = long_date(_day(snapshot, "send_by", within))
    rows = (
        ("Finished", facts.get("adviser_role") or facts.get("adviser", ""), _finished(snapshot)),
        ("Sent for accuracy check", head, f"Due by {send}" if send else ""),
        ("Final copy", f"{head}; chair, through the head", "After the accuracy check"),
        ("Copy, as agreed", "Adviser\u2019s manager", "With the final copy"),
    )
    columns = (Column("Step", 2.0), Column("Who", 2.9), Column("When", 2.3))
    return (Table(columns, tuple(text_cells(row) for row in rows), "Sign-off", header_columns=1),)


def _finished(snapshot: Snapshot) -> str:
    """`20 January 2026, 12:05`: the record's own clock, so no zone is named."""
    day, _, time = snapshot.finished_at.partition("T")
    return ", ".join(part for part in (long_date(day), time[:5]) if part)
