"""An icon with words that may take several lines: the icon stands beside the first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import IconLabel, Words


class IconLine(QWidget):
    """`icon` in the colour of `icon_role`, then the words; read out as the words."""

    def __init__(
        self,
        icon: str,
        icon_role: str,
        text: str,
        style: str = "table",
        role: str = "text",
        *,
        strong: bool = False,
    ) -> None:
        super().__init__()
        self.words = Words(text, style, role, wrap=True, strong=strong)
        self._icon = IconLabel(icon, icon_role)
        self._beside = QVBoxLayout()
        self._beside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addLayout(self._beside)
        row.addWidget(self.words, 1)
        self.setAccessibleName(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._line_up()

    def _line_up(self) -> None:
        """Put the middle of the icon at the middle of the first line."""
        self.words.ensurePolished()
        spare = self.words.fontMetrics().lineSpacing() - theme.size("icon")
        self._beside.setContentsMargins(0, max(round(spare / 2), 0), 0, 0)
