"""What stands beside the questions, as tabs: what is known, the day if it has one, the pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from ui.screens.record.day_panel import DayPanel
from ui.screens.record.paper_panel import PaperPanel
from ui.screens.record.side_panel import SidePanel
from ui.widgets.tabs import TabBar

TITLES = ("What is known", "The day", "On paper")
KNOWN, DAY, PAPER = range(3)


class Beside(QFrame):
    """Shows the side panel, the day of the record, or its pages. `turned` tells of another tab."""

    turned = Signal()

    def __init__(self, side: SidePanel, day: DayPanel, paper: PaperPanel) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.tabs = TabBar(TITLES, "What stands beside the questions")
        self._stack = QStackedWidget()
        for panel in (side, day, paper):
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.tabs.hide()

    @property
    def offered(self) -> tuple[int, ...]:
        """The tabs that there are for this record; one alone needs no tab."""
        found = tuple(at for at in range(self.tabs.count()) if self.tabs.isTabVisible(at))
        return () if self.tabs.isHidden() else found

    @property
    def shows_paper(self) -> bool:
        """Whether the pages are on show, which want more room."""
        return self._stack.currentIndex() == PAPER

    def offer(self, *, day: bool, paper: bool) -> None:
        """Have tabs for the day and the pages, or what is known alone."""
        self.tabs.setTabVisible(DAY, day)
        self.tabs.setTabVisible(PAPER, paper)
        self.tabs.setVisible(day or paper)
        if not self.tabs.isTabVisible(self.tabs.currentIndex()):
            self.show_tab(KNOWN)

    def show_tab(self, at: int) -> None:
        """Show a tab by its number from 0."""
        self.tabs.setCurrentIndex(at)
        self._turn(at)

    def _turn(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.turned.emit()
