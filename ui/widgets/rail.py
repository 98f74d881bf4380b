"""The rail at the left: where one can go, as large buttons with the icon above the word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui import theme

_MOST_TOLD = 99  # in a badge; the name that is read out has the whole number


@dataclass(frozen=True, slots=True)
class RailItem:
    """One button of the rail: `key` is told when it is pressed; `low` ones stand at the foot."""

    key: str
    label: str
    icon: str
    low: bool = False
    shortcut: str = ""


class RailButton(QToolButton):
    """A button of the rail, with a badge for a number that waits."""

    def __init__(self, item: RailItem) -> None:
        super().__init__()
        self.item = item
        self._waiting = 0
        self.setText(item.label)
        self.setIcon(theme.icon(item.icon, "rail_text"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(not item.low)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(f"{item.label} ({item.shortcut})" if item.shortcut else item.label)
        self._name()

    def set_waiting(self, count: int) -> None:
        """Show `count` as a badge; 0 takes it away."""
        self._waiting = count
        self._name()
        self.update()

    def nextCheckState(self) -> None:
        """Only the window knows where it is: pressing does not check."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._waiting:
            self._paint_badge()

    def _name(self) -> None:
        waiting = f", {self._waiting} waiting" if self._waiting else ""
        self.setAccessibleName(f"{self.item.label}{waiting}")

    def _paint_badge(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 2 * theme.radius("badge")
        badge = self.rect().adjusted(self.width() // 2 + 4, 4, 0, 0)
        words = str(self._waiting) if self._waiting <= _MOST_TOLD else f"{_MOST_TOLD}+"
        wide = QFontMetrics(theme.font("key_hint")).horizontalAdvance(words) + 10
        badge.setSize(QSize(max(side, wide), side))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("due_bg"))
        painter.drawRoundedRect(badge, side / 2, side / 2)
        painter.setFont(theme.font("key_hint"))
        painter.setPen(theme.colour("due"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QWidget):
    """The rail. `pressed` carries the key of the button; `show_key` marks where the window is."""

    pressed = Signal(str)

    def __init__(self, items: Sequence[RailItem]) -> None:
        super().__init__()
        self.setProperty("kind", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Main places")
        self.buttons = {item.key: RailButton(item) for item in items}
        self._build()
        self._resize()

    def show_key(self, key: str) -> None:
        """Mark the button of where the window is; none where no button has that key."""
        for name, button in self.buttons.items():
            button.setChecked(name == key)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._resize()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 7, 8)
        column.setSpacing(2)
        for button in self.buttons.values():
            if button.item.low and not any(column.stretch(at) for at in range(column.count())):
                column.addStretch(1)
            column.addWidget(button)
            button.clicked.connect(lambda _on=False, key=button.item.key: self.pressed.emit(key))

    def _resize(self) -> None:
        self.setFixedWidth(theme.size("rail"))
        for button in self.buttons.values():
            button.setIconSize(theme.icon_size("icon_rail"))
            button.setFixedHeight(round(theme.size("rail") * 0.7))
