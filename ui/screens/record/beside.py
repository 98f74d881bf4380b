"""What stands beside the questions: what is known, and where there is one, the day, as tabs."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from ui.screens.record.day_panel import DayPanel
from ui.screens.record.side_panel import SidePanel
from ui.widgets.tabs import TabBar

TITLES = ("What is known", "The day")


class Beside(QFrame):
    """Shows the side panel, or the day of the record."""

    def __init__(self, side: SidePanel, day: DayPanel) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.tabs = TabBar(TITLES, "What stands beside the questions")
        self._stack = QStackedWidget()
        for panel in (side, day):
            self._stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.hide()

    @property
    def has_tabs(self) -> bool:
        """Whether there is a choice."""
        return not self.tabs.isHidden()

    def offer_day(self, *, offered: bool) -> None:
        """Have a tab for the day, or what is known alone."""
        self.tabs.setVisible(offered)
        if not offered:
            self.show_tab(0)

    def show_tab(self, at: int) -> None:
        """Show a tab by its number from 0."""
        self.tabs.setCurrentIndex(at)
        self._stack.setCurrentIndex(at)
