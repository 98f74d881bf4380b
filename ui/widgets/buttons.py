"""Buttons: one main button per page, plain ones, and text-only ones for lesser things."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui import theme
from ui.widgets.text import restyle, tip

_ICON_ROLES = {"main": "on_primary", "plain": "text", "text": "link"}


class Button(QPushButton):
    """A push button of a kind: `main`, `plain` or `text`. Enter presses it, as Space does.

    `icon` stands before the words, `trailing` after them (an arrow, a chevron). Without words it
    needs `name`, which is what is read out and shown as the tool tip.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        kind: str = "plain",
        *,
        small: bool = False,
        trailing: str = "",
        name: str = "",
    ) -> None:
        super().__init__(text)
        self._icon_name = icon
        self._trailing = trailing
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        self.setProperty("bare", not text)
        self.setProperty("trailing", bool(trailing))
        self.setAutoDefault(False)
        if name:
            self.setAccessibleName(name)
            self.setToolTip(tip(name))
        self._set_icon()

    @property
    def kind(self) -> str:
        """`main`, `plain` or `text`."""
        return str(self.property("kind"))

    def set_reason(self, reason: str) -> None:
        """Disable it because of `reason`, which is read out and shown; blank enables it again."""
        self.setEnabled(not reason)
        self.setToolTip(tip(reason))
        self.setAccessibleDescription(reason)

    def set_kind(self, kind: str) -> None:
        """Become a `main`, `plain` or `text` button: one main button per page."""
        if kind != self.kind:
            self.setProperty("kind", kind)
            restyle(self)
            self._set_icon()

    def set_icon(self, name: str) -> None:
        """Show another icon before the words."""
        self._icon_name = name
        self._set_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._trailing:
            self._paint_trailing()

    def _set_icon(self) -> None:
        if self._icon_name:
            self.setIcon(theme.icon(self._icon_name, _ICON_ROLES[self.kind]))
            self.setIconSize(theme.icon_size(gap=6 if self.text() else 0))

    def _paint_trailing(self) -> None:
        side = theme.size("icon")
        role = _ICON_ROLES[self.kind] if self.isEnabled() else "text_disabled"
        picture = theme.picture(self._trailing, role, side, self.devicePixelRatioF())
        QPainter(self).drawPixmap(self.width() - side - 11, (self.height() - side) // 2, picture)


class MenuButton(Button):
    """A button that opens a menu of choices beneath it; Enter, Space and Down open it."""

    def __init__(
        self, text: str, icon: str = "", kind: str = "plain", *, small: bool = False
    ) -> None:
        super().__init__(text, icon, kind, small=small, trailing="chevron-down")
        self.choices = QMenu(self)
        self.setAccessibleDescription("Opens a menu")
        self.clicked.connect(self._open)

    def add_choice(self, text: str, icon: str = "") -> QAction:
        """Append a choice; connect its `triggered`."""
        action = self.choices.addAction(text)
        if icon:
            action.setIcon(theme.icon(icon))
        return action

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._open()
            return
        super().keyPressEvent(event)

    def _open(self) -> None:
        self.choices.setMinimumWidth(self.width())
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))


def button_row(*buttons: QWidget) -> QWidget:
    """Buttons side by side, from the left, with the usual gap; they wrap where it is narrow."""
    from ui.widgets.flow import FlowLayout

    row = QWidget()
    layout = FlowLayout(row, theme.space("gap_between_controls"))
    for button in buttons:
        layout.addWidget(button)
    return row
