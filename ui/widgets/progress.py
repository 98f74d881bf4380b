"""How far something is: a bar with the words above it, and one that can be stopped."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.text import Words


class ProgressWords(QWidget):
    """`18 of 24 answered`, `75%`, and a bar; the words say all that the bar says.

    `width` in pixels grows with the text; 0 takes what room there is.
    """

    def __init__(self, width: int = 0) -> None:
        super().__init__()
        self._words = Words("", "caption", strong=True)
        self._percent = Words("", "caption", "text_muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._width = width
        self._build()
        self._resize()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show that `done` of `total` are through; a `total` of 0 means that nobody knows."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._percent.setText(f"{done * 100 // total}%" if total else "")
        self._bar.setAccessibleName(words)
        self.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._resize()

    def _resize(self) -> None:
        if self._width:
            self.setFixedWidth(round(self._width * theme.look().text_percent / 100))

    def _build(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(self._words, 1)
        heading.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addStretch(1)
        column.addLayout(heading)
        column.addWidget(self._bar)
        column.addStretch(1)


class StoppableProgress(QWidget):
    """Progress of something slow, with a button to stop it: `stop_asked`."""

    stop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.progress = ProgressWords()
        self.stop = Button("Stop", "x", small=True)
        self.stop.clicked.connect(self.stop_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Connect a task's `progressed` here."""
        self.progress.show_progress(done, total, words)
