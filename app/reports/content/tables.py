"""Tables whose columns are as wide as what stands in them, and none of them blank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.reports.blocks import Cell, Column, Table, words_of

_PAGE, _WIDEST = 100.0, 40
"""Letters that a line of a table holds, and those that no column is given more than."""
_BOLD, _BESIDE = 1.3, 2.5
"""How much wider a bold letter is, and what a column takes between it and the next, in letters."""


def without_blank_columns(table: Table) -> Table:
    """The table without the columns in which no row has anything, but for those that head rows."""
    kept = [
        at
        for at in range(len(table.columns))
        if at < table.header_columns or any(row[at] for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
    )


def fitted(titles: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """A column for each title, with a share of the width by the longest of what stands in it.

    No word is parted while the page has room for the longest of each column; what is left goes to
    long texts, none of which is given more than a few times what a number gets.
    """
    cells = [[row[at] for row in rows] for at in range(len(titles))]
    least = [_longest_word(title, told) for title, told in zip(titles, cells, strict=True)]
    wanted = [
        max(own, min(_WIDEST, _longest_line(told))) for own, told in zip(least, cells, strict=True)
    ]
    spare = max(0.0, _PAGE - sum(least))
    more = [want - own for want, own in zip(wanted, least, strict=True)]
    given = min(1.0, spare / (sum(more) or 1.0))
    return tuple(
        Column(title, own + given * extra)
        for title, own, extra in zip(titles, least, more, strict=True)
    )


def _longest_word(title: str, cells: Iterable[Cell]) -> float:
    """Room for the longest word of a column and what stands beside it; a title's is bold."""
    words = (len(word) for one in cells for line in one for word in words_of(line).split())
    bold = (_BOLD * len(word) for word in title.split())
    return min(float(_WIDEST), max((*words, *bold), default=0.0) + _BESIDE)


def _longest_line(cells: Iterable[Cell]) -> float:
    return max((len(words_of(line)) for one in cells for line in one), default=0) + _BESIDE
