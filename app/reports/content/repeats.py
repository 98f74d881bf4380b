"""The rows of a repeat as one table, where every row is a handful of short answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from app.domain.snapshot import SnapshotAnswer, SnapshotGroup, SnapshotPanel
from app.reports.blocks import Table
from app.reports.content.photos import IMAGE
from app.reports.content.tables import fitted
from app.reports.content.words import cell, words

MOST_COLUMNS = 6
Item = SnapshotAnswer | SnapshotGroup | SnapshotPanel


def with_rows_together(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    """The items one by one, but the rows of one repeat all at once."""
    numbered = enumerate(items)
    for _, together in groupby(numbered, key=lambda pair: _repeat_of(pair[1]) or pair[0]):
        yield tuple(item for _, item in together)


def _repeat_of(item: Item) -> str:
    """The ref of the repeat that `item` is a row of, blank where it is none."""
    if isinstance(item, SnapshotGroup) and item.row:
        return item.ref.removesuffix(f"[{item.row}]")
    return ""


def table_of(rows: Sequence[Item]) -> Table | None:
    """The rows as a table, None where an answer is a group or a photo, or too much is asked."""
    groups = [row for row in rows if isinstance(row, SnapshotGroup) and row.row]
    if not groups or not all(isinstance(item, SnapshotAnswer) for g in groups for item in g.items):
        return None
    if any(answer.kind == IMAGE and answer.value for g in groups for answer in g.answers()):
        return None
    labels = {
        answer.name: answer.label or answer.name
        for group in groups
        for answer in group.answers()
        if words(answer)
    }
    if not 0 < len(labels) <= MOST_COLUMNS:
        return None
    said = [{answer.name: words(answer) for answer in group.answers()} for group in groups]
    body = tuple(
        tuple(cell(row.get(name, "")) for name in labels) for row in said if any(row.values())
    )
    return Table(fitted(tuple(labels.values()), body), body, groups[0].label)
