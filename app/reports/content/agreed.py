"""Actions on paper: those of last time with what was seen, and those agreed now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.snapshot import Snapshot
from app.reports.blocks import Block, Cell, Column, Paragraph, Table, Text, bold, joined, plain
from app.reports.content.words import cell, sentence, short_date

Row = Mapping[str, str]


def earlier_actions(snapshot: Snapshot) -> tuple[Block, ...]:
    """Actions from last time, each with its status in words and what was seen of it."""
    if not snapshot.earlier:
        return ()
    columns = (
        Column("Action", 3.0),
        Column("Who", 1.25),
        Column("Status", 1.1),
        Column("What we saw", 2.7),
    )
    rows = tuple(
        (
            _numbered(row, place),
            cell(row.get("who", "")),
            (bold(row.get("status", "") or "Not reviewed"),),
            cell(row.get("seen", "")),
        )
        for place, row in enumerate(snapshot.earlier, start=1)
    )
    return (Table(columns, rows, "Actions from last time, with what was seen of each"),)


def _numbered(row: Row, place: int) -> Cell:
    """The action after its place in this list: its own number is one within an earlier record."""
    lines = cell(row.get("what", ""))
    return (plain(f"{place}. ") + lines[0], *lines[1:]) if lines else (plain(f"{place}."),)


def agreed_actions(snapshot: Snapshot) -> tuple[Block, ...]:
    """Agreed actions with who, by when and how we will know; our support below them."""
    if not snapshot.actions:
        return (Paragraph(plain("No actions were agreed.")),)
    day = snapshot.facts.get("date", "")
    columns = (
        Column("No.", 0.42),
        Column("Action", 2.75),
        Column("Who", 1.2),
        Column("By", 0.8),
        Column("How we will know", 2.45),
        Column("Confidence", 1.1),
    )
    before = {row.get("id", ""): row.get("reference", "") for row in snapshot.earlier}
    rows = tuple(
        _agreed(row, place, day, before) for place, row in enumerate(snapshot.actions, start=1)
    )
    table = Table(columns, rows, "Agreed actions", header_columns=1)
    return (table, *_support(snapshot.actions))


def _agreed(row: Row, place: int, day: str, before: Row) -> tuple[Cell, ...]:
    return (
        (plain(row.get("number") or str(place)),),
        _what(row, before),
        cell(row.get("who", "")),
        cell(short_date(row.get("by", ""), day)),
        cell(row.get("known_by", "")),
        (bold(row.get("confidence", "")),),
    )


def _what(row: Row, before: Row) -> Cell:
    """The action; where it carries an earlier one on, the reference of that one."""
    lines = cell(row.get("what", ""))
    if not row.get("carried_from"):
        return lines
    reference = before.get(row["carried_from"], "")
    told = f"carried on from {reference}" if reference else "carried on from last time"
    return (*lines, plain(f"({told})"))


def _support(actions: Sequence[Row]) -> tuple[Block, ...]:
    """What we do, in one paragraph, or a line for each action where there are several."""
    offers = [
        (row.get("number") or str(place), row.get("support", "").strip())
        for place, row in enumerate(actions, start=1)
    ]
    given = [(number, text) for number, text in offers if text]
    lead: Text = bold("Support from us:")
    parts = [plain(_offer(number, text, alone=len(actions) == 1)) for number, text in given]
    return (Paragraph(joined((lead, *parts))),) if given else ()


def _offer(number: str, text: str, *, alone: bool) -> str:
    return sentence(text) if alone else f"({number}) {sentence(text)}"
