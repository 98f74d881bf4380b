"""The lists of the sync centre: what is to be settled, what waits, what was not taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.domain.counting import counted
from ui.widgets.buttons import Button
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.chips import StateChip
from ui.widgets.table_card import TableCard
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.sync_view import RefusedLine
    from app.usecases.team_clashes import TeamClash
    from app.usecases.waiting_to_sync import WaitingLine

MOST_WAITING = 12
"""So many lines are shown at first."""


class ListCard(TableCard):
    """One column of lines, each with a note beneath, and how many there are at the right."""

    def __init__(self, title: str) -> None:
        self.table = CellTable(title, ("",), (1,), fitted=True)
        self.table.horizontalHeader().hide()
        super().__init__(self.table, title)
        self.count = Words("", "table", strong=True)
        self.heading.addWidget(self.count)
        self.foot.setContentsMargins(0, 0, 0, 8)
        self.hide()

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show these, one a line, none of them chosen."""
        self.table.show_lines([Line(str(n), (cell,)) for n, cell in enumerate(cells)])
        self.table.clearSelection()


class ClashList(ListCard):
    """What is to be settled. `picked` carries the id of the clash that is to be shown."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__("To settle")
        self.chip = StateChip("clash", "")
        self.heading.addWidget(self.chip)
        self.count.hide()
        self.table.clicked.connect(lambda index: self.picked.emit(self.table.key_at(index)))
        self.table.opened.connect(lambda index: self.picked.emit(self.table.key_at(index)))

    def show_clashes(self, clashes: Sequence[TeamClash], current: str) -> None:
        """Show these; the one with the id `current` is marked."""
        self.chip.set_state("clash", counted(len(clashes), "clash", "clashes"))
        self.table.show_lines([Line(clash.id, (_clash_cell(clash),)) for clash in clashes])
        at = next((n for n, clash in enumerate(clashes) if clash.id == current), -1)
        if at >= 0:
            self.table.setCurrentIndex(self.table.rows.index(at, 0))
        else:
            self.table.clearSelection()
        self.setVisible(bool(clashes))


class WaitingList(ListCard):
    """What waits to be sent, by name; the rest of many on request."""

    def __init__(self) -> None:
        super().__init__("Waiting to sync")
        self._lines: Sequence[WaitingLine] = ()
        self._whole = False
        self.more = Button("", kind="text", small=True)
        self.foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.more.clicked.connect(self._show_all)

    def show_waiting(self, lines: Sequence[WaitingLine]) -> None:
        """Show these."""
        self._lines = lines
        self.count.setText(f"{sum(line.changes for line in lines):,}")
        self.setVisible(bool(lines))
        self._fill()

    def _show_all(self) -> None:
        self._whole = True
        self._fill()

    def _fill(self) -> None:
        shown = self._lines if self._whole else self._lines[:MOST_WAITING]
        self.show_cells([_waiting_cell(line) for line in shown])
        left = len(self._lines) - len(shown)
        self.more.setText(f"Show {left} more")
        self.more.setVisible(left > 0)


class RefusedList(ListCard):
    """What lies in the team's store and was not taken in, why, and what to do."""

    def __init__(self) -> None:
        super().__init__("Not taken in")

    def show_refused(self, lines: Sequence[RefusedLine]) -> None:
        """Show these."""
        self.count.setText(f"{len(lines):,}")
        self.show_cells([_refused_cell(line) for line in lines[:MOST_WAITING]])
        self.setVisible(bool(lines))


def _clash_cell(clash: TeamClash) -> Cell:
    note = ", ".join(part for part in (clash.about.what, clash.about.where) if part)
    return Cell(clash.line.what, note, look="strong", icon="git-compare")


def _waiting_cell(line: WaitingLine) -> Cell:
    about = line.about
    icon = "lock" if not about.urn and about.what.startswith("Private") else "arrow-up-from-line"
    icon = "notebook-pen" if about.record_id else icon
    note = f"{about.where} · {counted(line.changes, 'change')}"
    return Cell(about.what, note, look="strong", icon=icon)


def _refused_cell(line: RefusedLine) -> Cell:
    return Cell(line.what, line.advice, look="mark", kind="due", icon="triangle-alert")
