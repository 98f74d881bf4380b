"""The box to write in, which grows with its words, and counting them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from app.domain.counting import counted
from ui import theme
from ui.widgets.caret_in_view import follow_caret
from ui.widgets.text import restyle

_WORD = re.compile(r"\w[\w'’-]*")
_FRAME = 12  # pixels of edge, padding and document margin above and below the lines together


class Pen(Protocol):
    """What helps to write in the boxes of a window: marks, abbreviations, a menu, keys."""

    def begin(self, box: GrowingText) -> None:
        """`box` is on screen from now on; told each time it is shown."""

    def paint(self, box: GrowingText, area: QRect) -> None:
        """Paint what is marked in `area` of the box, over its words."""

    def takes(self, box: GrowingText, event: QKeyEvent) -> bool:
        """Whether this key was taken, so that the box is not to have it."""
        ...

    def takes_tab(self, box: GrowingText) -> bool:
        """Whether Tab was taken, so that the keyboard is not to go on."""
        ...

    def wrote(self, box: GrowingText, event: QKeyEvent) -> None:
        """The box had this key."""

    def opens_menu(self, box: GrowingText, event: QContextMenuEvent) -> bool:
        """Whether it opens a menu in place of the box's own."""
        ...

    def remarks_on(self, text: str, *, printed: bool = True) -> tuple[str, ...]:
        """What in `text` is worth a second look, a few words each; it may never be `printed`."""
        ...

    def refresh(self) -> None:
        """What helps was changed: read it again."""

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """The commands that write in the box that has the keyboard, and what they do."""
        ...


@runtime_checkable
class _HasPen(Protocol):
    pen: Pen | None


def pen_of(widget: QWidget) -> Pen | None:
    """The pen of the window in which `widget` stands, or over which its dialog does."""
    place: QWidget | None = widget
    while place is not None:
        if isinstance(place, _HasPen):
            return place.pen
        place = place.parentWidget()
    return None


class GrowingText(QPlainTextEdit):
    """Plain text that takes as many lines as it needs, at least `lines` and at most `most`.

    Tab moves on. `left` is emitted when the keyboard leaves it, for saving at once. It is written
    in with the pen of its window, where that has one. The line that is written is kept in view,
    down to the foot of what it stands in (`around`, itself where nothing is named).
    """

    left = Signal()

    def __init__(self, *, lines: int = 3, most: int = 40, name: str = "") -> None:
        super().__init__()
        self._least = lines
        self._most = most
        self._pen: Pen | None = None
        self.around: QWidget = self
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.cursorPositionChanged.connect(self._keep_in_view)
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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pen = pen_of(self)
        if self._pen is not None:
            self._pen.begin(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pen is not None:
            self._pen.paint(self, event.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._pen is None:
            super().keyPressEvent(event)
        elif not self._pen.takes(self, event):
            super().keyPressEvent(event)
            self._pen.wrote(self, event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: FBT001 - Qt's own
        if forwards and self._pen is not None and self._pen.takes_tab(self):
            return True
        return super().focusNextPrevChild(forwards)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._pen is None or not self._pen.opens_menu(self, event):
            super().contextMenuEvent(event)

    def _keep_in_view(self) -> None:
        if self.hasFocus():
            follow_caret(self, self.around)

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


def word_count(text: str) -> int:
    """How many words `text` has; what a hyphen or an apostrophe joins is one."""
    return len(_WORD.findall(text))


def words_caption(text: str) -> str:
    """`46 words`, `1 word`, or blank for none."""
    count = word_count(text)
    if not count:
        return ""
    return counted(count, "word")
