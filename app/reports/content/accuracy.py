"""The end of a note: the school's check for accuracy, and who signs and receives it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.domain.deadlines import NOTE_WITHIN, note_due, reply_due
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
    reply = _day(snapshot, "reply_by", reply_due)
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


def _day(snapshot: Snapshot, fact: str, due: Callable[[date, int, date | None], date]) -> str:
    """A day that the facts give, else the one that is `due`; blank where the visit has no day."""
    facts = snapshot.facts
    visit, days = as_date(facts.get("date", "")), facts.get("note_days", "")
    if facts.get(fact) or visit is None:
        return facts.get(fact, "")
    within = int(days) if days.isdecimal() else NOTE_WITHIN
    return due(visit, within, as_date(snapshot.finished_at)).isoformat()


def sign_off(snapshot: Snapshot) -> tuple[Block, ...]:
    """Who does what with this note, and when."""
    facts = snapshot.facts
    head = facts.get("head_role") or "Headteacher"
    send = long_date(_day(snapshot, "send_by", note_due))
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
