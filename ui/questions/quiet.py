"""Quiet marks beneath what is written: what is worth a second look, which stops nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from ui.widgets.place_kept import hold_place_of
from ui.widgets.text import IconLabel, Words
from ui.widgets.text_box import pen_of

_PAUSE = 900  # milliseconds after the last key: nobody is corrected in mid-sentence
_MOST = 3  # remarks at a time; the others follow once these are seen to


class QuietMarks(QWidget):
    """A line beneath an editor, hidden where there is nothing to say.

    `said(words)` follows every change of the line, blank where it is hidden. What is never
    `printed` may hold pupils' codes.
    """

    said = Signal(str)

    def __init__(self, *, printed: bool = True) -> None:
        super().__init__()
        self._printed = printed
        self.words: Words | None = None
        self._text = ""
        self._wanting = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._look)
        self.hide()

    def follow(self, text: str) -> None:
        """Look at `text` after a pause; what is gone from it is said no longer at once."""
        turned, self._text = bool(text) != bool(self._text), text
        if turned:
            self._soon.stop()
            self._say("")
        if text.strip() or (turned and self._wanting):
            self._soon.start()

    def set_wanting(self, words: str) -> None:
        """Say `words` while nothing is written, after a pause; blank says no more, at once.

        What is not on screen yet says them at once, so that nothing moves there later.
        """
        if words == self._wanting:
            return
        self._wanting = words
        if self._text:
            return
        around = self.parentWidget()
        if words and around is not None and around.isVisible():
            self._soon.start()
        else:
            self._soon.stop()
            self._say(words)

    def _look(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._soon.start()  # what is being pressed must not move away from under the mouse
            return
        pen = pen_of(self) if self._text else None
        found = pen.remarks_on(self._text, printed=self._printed) if pen is not None else ()
        self._say(" · ".join(found[:_MOST]) if self._text else self._wanting)

    def _say(self, words: str) -> None:
        if words and self.words is None:
            self.words = self._line()
        if self.words is not None and self.words.text() != words:
            self.words.setText(words)
            self.said.emit(words)
        if words and self.isHidden():
            hold_place_of(self)
        self.setVisible(bool(words))

    def _line(self) -> Words:
        """Made for the first remark: most answers never have one, and an audit asks for many."""
        words = Words("", "caption", "text_muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("eye", "text_muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return words
