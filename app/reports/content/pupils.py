"""Focus pupils on paper: joined counts for every reader, the list of codes for the school alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from app.domain.pupils import SMALLEST_GROUP, PupilStatus
from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Column, Paragraph, Table, Voice, plain
from app.reports.content.small_groups import FEWER, joined_groups, part_in_words
from app.reports.content.words import cell, long_date

_MOVES = {
    PupilStatus.MET: "have met their target",
    PupilStatus.MOVING: "are moving",
    PupilStatus.NOT_YET: "are not there yet",
    PupilStatus.REPLACED: "have a new target",
}
_YES = {"true", "yes", "1"}


def pupils_in_words(snapshot: Snapshot) -> tuple[Block, ...]:
    """How many focus pupils there are and how they stand, with small groups joined."""
    return counts_in_words(snapshot.pupils)


def counts_in_words(pupils: Sequence[Mapping[str, str]]) -> tuple[Block, ...]:
    """As `pupils_in_words`, of rows that need say no more than a status."""
    total = len(pupils)
    if not total:
        return ()
    if total < SMALLEST_GROUP:
        return (Paragraph(plain(f"There are {FEWER} focus pupils, so no numbers are given.")),)
    statuses = Counter(_status(row.get("status", "")) for row in pupils)
    groups = joined_groups([(words, statuses[status]) for status, words in _MOVES.items()])
    told = "; ".join(f"{count} {_either(names)}" for names, count in groups)
    sentence = f"{total} focus pupils: {told}." if len(groups) > 1 else f"{total} focus pupils."
    note = "Small groups are joined, so that no pupil can be picked out."
    return (
        Paragraph(plain(" ".join(part for part in (sentence, _disadvantaged(pupils)) if part))),
        Paragraph(plain(note), Voice.QUIET),
    )


def _status(text: str) -> PupilStatus:
    """The status as a key or in words; what is not said counts as not yet."""
    wanted = text.strip().lower().replace(" ", "_")
    return next((status for status in PupilStatus if status.value == wanted), PupilStatus.NOT_YET)


def _either(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _disadvantaged(pupils: Sequence[Mapping[str, str]]) -> str:
    count = sum(row.get("disadvantaged", "").strip().lower() in _YES for row in pupils)
    if not count:
        return ""
    told = part_in_words(count, len(pupils))
    return f"{told[:1].upper()}{told[1:]} of them are disadvantaged." if told else ""


def pupils_table(snapshot: Snapshot) -> tuple[Block, ...]:
    """The list by code, for the school's own copy: only rows whose code was let through."""
    rows = [row for row in snapshot.pupils if row.get("code")]
    columns = (
        Column("Code", 0.8),
        Column("Year", 0.6),
        Column("Target", 2.6),
        Column("What helps", 2.0),
        Column("Review", 1.3),
        Column("Status", 1.0),
    )
    body = tuple(
        (
            cell(row["code"]),
            cell(row.get("year", "")),
            cell(row.get("target", "")),
            cell(row.get("helps", "")),
            cell(long_date(row.get("review_date", ""))),
            cell(_status(row.get("status", "")).label),
        )
        for row in rows
    )
    return (Table(columns, body, "Focus pupils by code", header_columns=1),) if body else ()
