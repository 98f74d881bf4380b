"""A card that a table fills from edge to edge, with a heading above and a foot beneath."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import Words


class TableCard(QFrame):
    """Append to `heading` what belongs at its right end, and to `foot` what stands beneath.

    Without a title the heading is the caller's to fill, such as with filters.
    """

    def __init__(self, table: QWidget, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.title = Words(title, "card_title")
        self.subtitle = Words(subtitle, "table", "text_muted", wrap=True)
        self.heading = QHBoxLayout()
        self.foot = QHBoxLayout()
        self.column = QVBoxLayout(self)
        self._build(table)

    def _build(self, table: QWidget) -> None:
        padding = theme.space("card_padding")
        self.heading.setContentsMargins(padding - 1, 12, padding - 1, 10)
        self.heading.setSpacing(theme.space("gap_between_controls"))
        if self.title.text():
            self.heading.addWidget(self.title)
            self.heading.addWidget(self.subtitle, 1)
        self.foot.setContentsMargins(padding - 1, 10, padding - 1, 12)
        self.foot.setSpacing(theme.space("gap_between_controls"))
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.column.addLayout(self.heading)
        self.column.addWidget(table, 1)
        self.column.addLayout(self.foot)
