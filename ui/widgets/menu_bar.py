"""A menu bar that is there when it is asked for, and gone when it was used."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QMenuBar

_PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class PassingMenuBar(QMenuBar):
    """Hidden until `toggle`; hides on Esc, after a command, and when the keyboard goes elsewhere.

    Where the system keeps menu bars at the top of the screen, it is always there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.triggered.connect(self._pass)
        self._pass()

    def toggle(self) -> None:
        """Show it with the keyboard on its first menu, or hide it."""
        if self.isVisible():
            self._pass()
            return
        self.show()
        self.setFocus(Qt.FocusReason.MenuBarFocusReason)
        shown = [action for action in self.actions() if action.isVisible()]
        if shown:
            self.setActiveAction(shown[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Escape:
            self._pass()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._pass()

    def _pass(self) -> None:
        if not self.isNativeMenuBar():
            self.hide()
