"""The tabs of a page, with the ring around the one that has the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionTab, QTabBar

from ui.widgets.focus_ring import paint_ring


class TabBar(QTabBar):
    """Tabs with a line beneath the chosen one; the arrows move among them."""

    def __init__(self, titles: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("own_ring", True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        for title in titles:
            self.addTab(title)

    def initStyleOption(self, option: QStyleOptionTab, tab_index: int) -> None:
        super().initStyleOption(option, tab_index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_ring(QPainter(self), self.tabRect(self.currentIndex()))
