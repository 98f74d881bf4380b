"""A line that says what was taken away and offers to bring it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.text import Words


class UndoLine(QWidget):
    """`Action removed. [Undo]`, hidden until there is something to undo; it serves the last one.

    While its button has the keyboard, the key for undo means this and not what was done before it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.undo = Button("Undo", small=True)
        self._words = Words("", "table", "text_muted")
        self._bring_back: Callable[[], None] | None = None
        self.undo.clicked.connect(self._undo)
        self.undo.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.hide()

    def offer(self, words: str, bring_back: Callable[[], None], *, focus: bool = True) -> None:
        """Say what was taken away; Undo calls `bring_back`.

        The keyboard goes to it, unless (`focus`) the person may be elsewhere by now.
        """
        self._bring_back = bring_back
        self._words.setText(words)
        self.show()
        if focus:
            self.undo.setFocus()
        announce(self, f"{words} Undo brings it back.")

    def withdraw(self) -> None:
        """Offer nothing any more: it was brought back in another way."""
        self._bring_back = None
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # or the window's own shortcut would get it
        elif event.type() == QEvent.Type.KeyPress:
            self._undo()
        return True

    def _undo(self) -> None:
        bring_back, self._bring_back = self._bring_back, None
        self.hide()
        if bring_back is not None:
            bring_back()
