"""Quiet marks beneath what is written: what is worth a second look, which stops nobody."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.text import IconLabel, Words
from ui.widgets.text_box import pen_of

_PAUSE = 900  # milliseconds after the last key: nobody is corrected in mid-sentence
_MOST = 3  # remarks at a time; the others follow once these are seen to


class QuietMarks(QWidget):
    """A line beneath an editor, hidden where there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.words: Words | None = None
        self._text = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self._look)
        self.hide()

    def follow(self, text: str) -> None:
        """Look at `text` after a pause; what is gone from it is said no longer at once."""
        self._text = text
        if not text:
            self._soon.stop()
            self.hide()
        elif text.strip():
            self._soon.start()

    def _look(self) -> None:
        pen = pen_of(self)
        found = pen.remarks_on(self._text) if pen is not None else ()
        if found and self.words is None:
            self.words = self._line()
        if self.words is not None:
            self.words.setText(" · ".join(found[:_MOST]))
        self.setVisible(bool(found))

    def _line(self) -> Words:
        """Made for the first remark: most answers never have one, and an audit asks for many."""
        words = Words("", "caption", "text_muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("eye", "text_muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return words
