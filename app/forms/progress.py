"""How far each section is, counted along with every answer so that asking costs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from app.forms.definition import Progress
from app.forms.instance import Cell, lacks_rows

_ASKED, _ANSWERED, _NEEDED = 1, 2, 4


class Tallies:
    """Counts per section; every cell knows what it stands for in them (`Cell.tally`)."""

    def __init__(self, sections: Sequence[str]) -> None:
        self._sections = tuple(sections)
        self._asked = [0] * len(self._sections)
        self._answered = [0] * len(self._sections)
        self._needed = [0] * len(self._sections)

    def count(self, cell: Cell) -> None:
        """Count a cell as it stands now, instead of as it stood."""
        tally = 0
        if cell.relevant and not cell.readonly:
            tally = _ASKED
            if cell.text.strip():
                tally |= _ANSWERED
            elif cell.required:
                tally |= _NEEDED
        if tally != cell.tally:
            self._move(cell, tally)

    def count_rows(self, anchor: Cell) -> None:
        """Count a repeat that the form needs a row of, as one question that rows answer."""
        tally = 0
        if anchor.relevant and anchor.required and not anchor.readonly:
            tally = _ASKED | (_NEEDED if lacks_rows(anchor) else _ANSWERED)
        if tally != anchor.tally:
            self._move(anchor, tally)

    def forget(self, cell: Cell) -> None:
        """Count a cell no more: its row is gone."""
        if cell.tally:
            self._move(cell, 0)

    def _move(self, cell: Cell, tally: int) -> None:
        section, was = cell.spot.section, cell.tally
        cell.tally = tally
        if section < 0:
            return
        self._asked[section] += (tally & _ASKED) - (was & _ASKED)
        self._answered[section] += ((tally & _ANSWERED) - (was & _ANSWERED)) // _ANSWERED
        self._needed[section] += ((tally & _NEEDED) - (was & _NEEDED)) // _NEEDED

    def all(self) -> tuple[Progress, ...]:
        """How far each section is, in the order of the form."""
        counts = zip(self._sections, self._answered, self._asked, self._needed, strict=True)
        return tuple(Progress(*each) for each in counts)
