"""What was looked at: counts in one sentence, and what was seen where, by class or phase."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.pupils import SMALLEST_GROUP
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Column, Table
from app.reports.content.small_groups import FEWER
from app.reports.content.words import cell, sentence_case

_SOURCES = {
    "lesson": "lessons",
    "talk": "talk with pupils",
    "data": "results",
    "document": "documents",
    "meeting": "meetings",
}
"""Keys of the built-in list of sources in words; any other source is its own words."""
_OF_PUPILS = re.compile("pupil|child", re.IGNORECASE)


def evidence_sentence(snapshot: Snapshot) -> str:
    """One sentence, such as: We looked at: lesson (4), books (12), talk with pupils (6)."""
    counts: dict[str, int] = {}
    for row in snapshot.evidence:
        source = _source(row)
        counts[source] = counts.get(source, 0) + _count(row)
    told = ", ".join(_told(source, count) for source, count in counts.items())
    return f"We looked at: {told}." if told else ""


def _source(row: Mapping[str, str]) -> str:
    said = row.get("source", "").strip()
    return _SOURCES.get(said, said) or "other"


def _count(row: Mapping[str, str]) -> int:
    text = row.get("count", "").strip()
    return int(text) if text.isdecimal() else 1


def _told(source: str, count: int) -> str:
    words = source[:1].lower() + source[1:] if not source.isupper() else source
    return f"{words}\u00a0({_safe(source, count)})"  # a count never begins a line


def _safe(source: str, count: int) -> str:
    """The count in words: a small number of pupils is not told."""
    small = _OF_PUPILS.search(source) and count < SMALLEST_GROUP
    return FEWER if small else str(count)


def row_words(row: Mapping[str, str]) -> str:
    """One row in words: where, what and how often, what was seen.

    How many pupils is left out: beside the sum in the sentence above it would tell of a few.
    """
    source = _source(row)
    told = source if _OF_PUPILS.search(source) else _told(source, _count(row))
    parts = (row.get("where", ""), told, row.get("seen", ""))
    return "; ".join(part.strip() for part in parts if part.strip())


def evidence_table(snapshot: Snapshot) -> tuple[Block, ...]:
    """Where, what was looked at and what was seen, for the rows that say what was seen."""
    rows = [row for row in snapshot.evidence if row.get("seen", "").strip()]
    columns = (Column("Where", 1.3), Column("Looked at", 1.2), Column("What was seen", 4.0))
    body = tuple(
        (cell(row.get("where", "")), cell(sentence_case(_source(row))), cell(row["seen"]))
        for row in rows
    )
    return (Table(columns, body, "What was seen, by place and source"),) if body else ()
