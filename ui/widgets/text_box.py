"""Boxes to write in: a text box that grows with its words, and a field with label and message."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.text import IconLabel, Words, restyle

_WORD = re.compile(r"\w[\w'’-]*")
_FRAME = 12  # pixels of edge, padding and document margin above and below the lines together


class GrowingText(QPlainTextEdit):
    """Plain text that takes as many lines as it needs, at least `lines` and at most `most`.

    Tab moves on. `left` is emitted when the keyboard leaves it, for saving at once.
    """

    left = Signal()

    def __init__(self, *, lines: int = 3, most: int = 40, name: str = "") -> None:
        super().__init__()
        self._least = lines
        self._most = most
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show other words, without telling anybody; the place in them is kept where it can be."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position()
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        cursor = self.textCursor()
        cursor.setPosition(min(place, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def set_error(self, *, wrong: bool) -> None:
        """Show or take away the red edge; the sentence beside it says why."""
        if bool(self.property("error")) != wrong:
            self.setProperty("error", wrong)
            restyle(self)

    def sizeHint(self) -> QSize:
        return QSize(round(theme.em() * 24), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(theme.em() * 8), self._height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _lines(self) -> int:
        return round(self.document().size().height())  # a plain document counts in lines

    def _height(self) -> int:
        lines = min(max(self._lines(), self._least), self._most)
        margin = round(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + 2 * margin + _FRAME

    def _grow(self) -> None:
        height = self._height()
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
        over = self._lines() > self._most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )


class Field(QWidget):
    """An editor with its label above, an optional hint and caption, and a message beneath."""

    def __init__(self, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self.label = Words(label, "caption", strong=True)
        self.label.setBuddy(editor)
        self.caption = Words("", "caption", "text_muted")
        self.message = FieldMessage()
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        if hint:
            editor.setAccessibleDescription(hint)
        self._build(hint)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong beneath the editor, or nothing where `sentence` is blank."""
        self.message.set_sentence(sentence)
        self.editor.setProperty("error", bool(sentence))
        restyle(self.editor)

    def _build(self, hint: str) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(self.label)
        heading.addWidget(Words(hint, "caption", "text_muted", wrap=True), 1)
        heading.addWidget(self.caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("gap_label_to_field"))
        column.addLayout(heading)
        column.addWidget(self.editor)
        column.addWidget(self.message)


class FieldMessage(QWidget):
    """What is wrong with a field: an icon and a sentence, hidden while all is well."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("circle-alert", "late")
        self._words = Words("", "caption", "late", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is said, blank while hidden."""
        return self._words.text()

    def set_sentence(self, sentence: str, kind: str = "late") -> None:
        """Say `sentence`, as an error or (`due`) a warning; blank hides it."""
        self._words.setText(sentence)
        self._words.set_role(kind)
        self._icon.set_icon("triangle-alert" if kind == "due" else "circle-alert", kind)
        self.setVisible(bool(sentence))


def word_count(text: str) -> int:
    """How many words `text` has; what a hyphen or an apostrophe joins is one."""
    return len(_WORD.findall(text))


def words_caption(text: str) -> str:
    """`46 words`, `1 word`, or blank for none."""
    count = word_count(text)
    if not count:
        return ""
    return "1 word" if count == 1 else f"{count:,} words"
