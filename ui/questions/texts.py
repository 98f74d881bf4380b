"""Editors for words: a line, a box that grows, and a number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit

from ui import theme
from ui.questions.editor import QuestionEditor
from ui.widgets.text import restyle
from ui.widgets.text_box import GrowingText

_WHOLE = "Give a whole number, such as 12."
_ANY = "Give a number, such as 12 or 12.5."


class _Line(QLineEdit):
    """A line that tells when the keyboard leaves it."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LineEditor(QuestionEditor):
    """One line of text."""

    is_typed = True

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self.line = _Line()
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(hint)
        self.column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self.left)

    def show_value(self, value: str) -> None:
        if value != _said(self.line.text()):
            self.line.setText(value)

    def set_wrong(self, *, wrong: bool) -> None:
        if bool(self.line.property("error")) != wrong:
            self.line.setProperty("error", wrong)
            restyle(self.line)

    def set_remark(self, words: str) -> None:
        self.line.setAccessibleDescription(_read_out(self._hint, words))

    def set_locked(self, *, locked: bool) -> None:
        if self.line.isReadOnly() != locked:
            self.line.setReadOnly(locked)
            restyle(self.line)

    def place(self) -> int:
        return self.line.cursorPosition()

    def go_to(self, place: int) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.setCursorPosition(place)

    def _edited(self, text: str) -> None:
        self.answered.emit(_said(text))


class NumberEditor(LineEditor):
    """A number, typed: `whole` takes no fraction. What is no number stays on screen and is said."""

    wants_width = False

    def __init__(self, name: str, hint: str, *, whole: bool) -> None:
        super().__init__(name, hint)
        self._whole = whole
        self.line.setMinimumWidth(round(theme.em() * 7))
        self.line.setMaximumWidth(round(theme.em() * 9))
        self.line.editingFinished.connect(lambda: self._say(self.line.text()))

    def _edited(self, text: str) -> None:
        if self._reads(text):
            self.misread.emit("")
        self.answered.emit(text.strip())

    def _say(self, text: str) -> None:
        self.misread.emit("" if self._reads(text) else _WHOLE if self._whole else _ANY)

    def _reads(self, text: str) -> bool:
        try:
            (int if self._whole else float)(text.strip() or "0")
        except ValueError:
            return False
        return True


class BoxEditor(QuestionEditor):
    """Text of as many lines as it takes."""

    is_typed = True

    def __init__(self, name: str, hint: str, *, lines: int = 3) -> None:
        super().__init__()
        self._hint = hint
        self.box = GrowingText(lines=lines, name=name)
        self.box.setAccessibleDescription(hint)
        self.column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.textChanged.connect(lambda: self.answered.emit(_said(self.box.text)))
        self.box.left.connect(self.left)

    def show_value(self, value: str) -> None:
        if value != _said(self.box.text):
            self.box.set_text(value)

    def set_wrong(self, *, wrong: bool) -> None:
        self.box.set_error(wrong=wrong)

    def set_remark(self, words: str) -> None:
        self.box.setAccessibleDescription(_read_out(self._hint, words))

    def set_locked(self, *, locked: bool) -> None:
        if self.box.isReadOnly() != locked:
            self.box.setReadOnly(locked)
            restyle(self.box)

    def place(self) -> int:
        return self.box.textCursor().position()

    def go_to(self, place: int) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.box.textCursor()
        cursor.setPosition(min(place, len(self.box.text)))
        self.box.setTextCursor(cursor)

    def insert(self, words: str) -> None:
        """Put `words` at the end, on a line of their own, so that they can be undone."""
        cursor = self.box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText(f"\n{words}" if self.box.text else words)
        self.box.setTextCursor(cursor)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)


def _read_out(hint: str, remark: str) -> str:
    return " ".join(filter(None, (hint, remark)))


def _said(text: str) -> str:
    """What was written; spaces and empty lines alone are no answer."""
    return text if text.strip() else ""
