"""How confident the two leaders are in the same three things, at the launch and a year later."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Column, Table
from app.reports.content.furniture import text_cells
from app.reports.content.words import words

LEADERS = (("Headteacher", "head"), ("Subject leader", "lead"))
_ASKED = (
    ("Leading work on progress", "leading"),
    ("Setting targets", "targets"),
    ("Using data", "data"),
)
CONFIDENCE = frozenset(f"C_{what}_{who}" for _, what in _ASKED for _, who in LEADERS)
"""The questions that the table holds, by name."""


def confidence_table(public: Snapshot, summary: str) -> Iterable[Block]:
    """What each leader said of each of the three; nothing where nobody was asked."""
    said = [
        (label, *(words(public.answer(f"C_{what}_{who}")) for _, who in LEADERS))
        for label, what in _ASKED
    ]
    rows = tuple(text_cells(row) for row in said if any(row[1:]))
    if rows:
        columns = (Column("How confident in", 1.6), *(Column(label, 1.5) for label, _ in LEADERS))
        yield Table(columns, rows, summary, header_columns=1)
