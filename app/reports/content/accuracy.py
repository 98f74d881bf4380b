"""The end of a note: the school's check for accuracy, and who signs and receives it."""

from __future__ import annotations

from datetime import date

from app.domain.deadlines import reply_by, send_by
from app.domain.follow_through import Stage, Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import (
    Block,
    Box,
    Column,
    Paragraph,
    Run,
    Table,
    Text,
    Ticks,
    WritingLine,
    bold,
)
from app.reports.content.furniture import text_cells
from app.reports.content.words import day_and_date, long_date


def accuracy_check(snapshot: Snapshot, standing: Standing) -> tuple[Block, ...]:
    """What the school answered; until it has, a box to fill in on paper, with the last day."""
    answered = _answered(standing)
    if answered:
        return (Box((Paragraph(bold(answered)),)),)
    ask: Text = (Run("Please reply when you have read this note."),)
    until = standing.reply_by or reply_by(snapshot)
    if until:
        ask = (
            Run("Please reply by "),
            Run(day_and_date(until.isoformat()), bold=True),
            Run(". If we have not heard by then, we will treat the note as accurate."),
        )
    lines = (WritingLine(), WritingLine())
    signed = WritingLine((("Role", 1.0), ("Signed", 1.0), ("Date", 0.6)))
    ticks = Ticks(("Accurate", "Please correct (say what and where):"))
    return (Box((Paragraph(ask), ticks, *lines, signed)),)


def _answered(standing: Standing) -> str:
    """The school's answer in a sentence, blank where there is none; never its own words."""
    day = day_and_date(standing.on.isoformat()) if standing.on else ""
    said = {
        Stage.ACCURATE: f"Agreed as accurate by {standing.role} on {day}.",
        Stage.NO_ANSWER: f"No reply by {day}: treated as accurate.",
        Stage.CORRECTION: f"A correction was asked for by {standing.role} on {day}. "
        "A corrected version follows.",
    }
    return said.get(standing.answer, "") if standing.answer else ""


def sign_off(snapshot: Snapshot, standing: Standing) -> tuple[Block, ...]:
    """Who does what with this note, and when."""
    facts = snapshot.facts
    head = facts.get("head_role") or "Headteacher"
    final = standing.stage in {Stage.FINAL, Stage.FINAL_SENT, Stage.ARCHIVED}
    rows = (
        ("Finished", facts.get("adviser_role") or facts.get("adviser", ""), _finished(snapshot)),
        ("Sent for accuracy check", head, _sent(snapshot, standing)),
        *_answer_row(standing),
        (
            "Final copy",
            f"{head}; chair, through the head",
            "This version" if final else "After the accuracy check",
        ),
        ("Copy, as agreed", "Adviser\u2019s manager", "With the final copy"),
    )
    columns = (Column("Step", 2.0), Column("Who", 2.9), Column("When", 2.3))
    return (Table(columns, tuple(text_cells(row) for row in rows), "Sign-off", header_columns=1),)


def _sent(snapshot: Snapshot, standing: Standing) -> str:
    due = send_by(snapshot)
    if standing.sent:
        return _long(standing.sent)
    return f"Due by {_long(due)}" if due else ""


def _answer_row(standing: Standing) -> tuple[tuple[str, str, str], ...]:
    if standing.answer is None or standing.on is None:
        return ()
    if standing.answer is Stage.NO_ANSWER:
        return (("No reply", "Treated as accurate", f"By {_long(standing.on)}"),)
    return ((standing.answer.label, standing.role, _long(standing.on)),)


def _long(day: date) -> str:
    return long_date(day.isoformat())


def _finished(snapshot: Snapshot) -> str:
    """`20 January 2026, 12:05`: the record's own clock, so no zone is named."""
    day, _, time = snapshot.finished_at.partition("T")
    return ", ".join(part for part in (long_date(day), time[:5]) if part)
