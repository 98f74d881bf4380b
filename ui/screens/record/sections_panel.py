"""The panel of sections: how far each is, and the way to the next gap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.screens.record.outline import SectionTally
from ui.widgets.buttons import Button
from ui.widgets.section_list import SectionList, SectionRow, SectionState
from ui.widgets.text import KeyHints, Words, rule


class SectionsPanel(QFrame):
    """The sections of a record. `chosen(path)` and `next_gap_asked` are wishes."""

    chosen = Signal(str)
    next_gap_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.list = SectionList()
        self.jump = Button("Jump to next gap", "corner-down-right")
        self._gaps = Words("", "caption", "text_muted")
        self._keys = KeyHints([(("Ctrl", "G"), "")])
        self._build()
        self.list.chosen.connect(self.chosen)
        self.jump.clicked.connect(self.next_gap_asked)

    def show_tallies(self, tallies: Sequence[SectionTally], open_path: str) -> None:
        """Show how far every section is, with `open_path` as the one on screen."""
        self.list.show_sections([section_row(tally) for tally in tallies], open_path)
        gaps = sum(tally.gaps for tally in tallies)
        self._gaps.setText(gaps_words(gaps))
        self.jump.set_reason("" if gaps else "Nothing is missing.")

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(11, 0, 8, 0)
        heading.addWidget(Words("Sections", "caption", strong=True), 1)
        heading.addWidget(KeyHints([(("F6",), "next panel")]))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._keys)
        foot.addWidget(self._gaps, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 12)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(self.list, 1)
        column.addWidget(rule())
        jump = QHBoxLayout()
        jump.addWidget(self.jump)
        jump.addStretch(1)
        column.addLayout(jump)
        column.addLayout(foot)


def section_row(tally: SectionTally) -> SectionRow:
    """How a section stands in the list: `2 to do`, `3/3`, `optional`, `not printed`."""
    return SectionRow(tally.path, tally.title, _state(tally), _count(tally))


def gaps_words(gaps: int) -> str:
    """`6 gaps left`, `1 gap left`, `No gaps left`."""
    if gaps == 1:
        return "1 gap left"
    return f"{gaps} gaps left" if gaps else "No gaps left"


def _state(tally: SectionTally) -> SectionState:
    if tally.private:
        return SectionState.PRIVATE
    if tally.gaps:
        return SectionState.TO_DO
    begun = tally.answered or tally.rows > 0
    whole = tally.answered == tally.asked or not tally.prompts_open
    return SectionState.COMPLETE if begun and whole else SectionState.OPTIONAL


def _count(tally: SectionTally) -> str:
    if tally.private:
        return "not printed"
    if tally.gaps:
        return f"{tally.gaps} to do"
    if tally.rows >= 0 and tally.asked <= 1:
        return str(tally.rows) if tally.rows else "none"
    return f"{tally.answered}/{tally.asked}" if tally.answered else "optional"
