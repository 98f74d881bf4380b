"""Has the record undo what is written in its answers, in place of each box by itself.

A box would take Ctrl+Z for its own words alone, so that the order of what was done were lost
between two boxes, and a box that was drawn again would have forgotten everything.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Keeps the keys for undo and redo from what has the keyboard, where `is_answer(widget)`."""

    def __init__(self, is_answer: Callable[[QWidget], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_answer = is_answer
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        wanted = any(event.matches(key) for key in _KEYS)
        if not wanted or not isinstance(watched, QWidget) or not self._is_answer(watched):
            return False
        event.ignore()  # so that the window's own shortcut gets it
        return True

    @Slot("QWidget*", "QWidget*")
    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
