"""A page that scrolls keeps the line that is being written in view, and what stands beneath it."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QScrollArea, QWidget
from shiboken6 import isValid

_AIR = 12  # pixels kept free above the line, and beneath what is to be seen with it
_BENEATH = 48  # pixels kept free beneath the line where not all of the box can be seen


class CaretInView(QObject):
    """Scrolls `area` after the caret of the box that is written in, until the person scrolls it.

    `scrolled` follows when it had to.
    """

    scrolled = Signal()

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._box: QPlainTextEdit | None = None
        self._around: QWidget | None = None
        self._soon = QTimer(self)  # once what grew has its new place
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._again)
        bar.actionTriggered.connect(self._let_go)  # the person scrolls
        area.viewport().installEventFilter(self)

    def follow(self, box: QPlainTextEdit, around: QWidget) -> None:
        """Keep the line that is written in `box` in view, down to the foot of `around` it."""
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:  # or it would select by itself
            self._box, self._around = box, around
            self._again()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._again()
        return False

    def _again(self) -> None:
        if self._box is not None:
            self._soon.start()

    def _let_go(self) -> None:
        self._box = self._around = None

    def _show(self) -> None:
        box, around = self._box, self._around
        if box is None or around is None or not (isValid(box) and isValid(around)):
            return
        if not box.hasFocus():
            self._let_go()
            return
        page = self._area.widget()
        assert page is not None
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        top, bottom = _wanted(page, box, around, room)
        value = min(max(bar.value(), bottom - room), top)  # the line itself comes first
        if value != bar.value():
            bar.setValue(value)
            self.scrolled.emit()


def _wanted(page: QWidget, box: QPlainTextEdit, around: QWidget, room: int) -> tuple[int, int]:
    """From where to where on the page things are to be seen."""
    line = box.cursorRect().translated(box.viewport().mapTo(page, QPoint()))
    top = line.top() - _AIR
    foot = around.mapTo(page, QPoint(0, around.height())).y() + _AIR
    return top, foot if foot - top <= room else line.bottom() + _BENEATH


@runtime_checkable
class _Follows(Protocol):
    caret: CaretInView


def follow_caret(box: QPlainTextEdit, around: QWidget) -> None:
    """Have what scrolls around `box` follow its caret; where nothing does, nothing happens."""
    place: QWidget | None = box.parentWidget()
    while place is not None:
        if isinstance(place, _Follows):
            place.caret.follow(box, around)
            return
        place = place.parentWidget()
