"""A small window to fill something in: fields, what is wrong with them, one main button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui import theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.caret_in_view import CaretInView
from ui.widgets.field import Field, FieldMessage
from ui.widgets.text import Words

_ROOM = 0.92  # of the window it lies over, at most


class FormDialog(QDialog):
    """Fill `column`; connect `asked`, which the main button and Enter in a line emit.

    Whoever does the work calls `show_error` where it failed and `accept` where it is done. Open
    it with `open_over`; it is taken away by itself when it is closed.
    """

    asked = Signal()

    def __init__(
        self, title: str, main: str, words: str = "", *, icon: str = "", ems: float = 32
    ) -> None:
        super().__init__()
        self._ems = ems
        self.setWindowTitle(title)
        self.column = QVBoxLayout()
        self.foot = QHBoxLayout()
        self.words = Words(words, "table", "text_muted", wrap=True)
        self.main = Button(main, icon, "main")
        self.cancel = Button("Cancel")
        self.message = FieldMessage()
        self._scroll = QScrollArea()
        self.caret = CaretInView(self._scroll)
        self._build(title)
        self.main.setDefault(True)
        self.main.clicked.connect(self.ask)
        self.cancel.clicked.connect(self.reject)

    @property
    def error(self) -> str:
        """What is said to be wrong, blank for nothing."""
        return self.message.sentence

    def ask(self) -> None:
        """Emit `asked` if `check` finds nothing wrong; else what is wrong is shown and read out."""
        self.message.set_sentence("")
        if not self.main.isEnabled():
            return
        if self.check():
            self.asked.emit()
            return
        self.refit()
        complaint = self._first_complaint()
        self.scroll_to(complaint)
        announce(self, (complaint or self.message).sentence, urgent=True)

    def check(self) -> bool:
        """Whether what was filled in can be taken; subclasses say what is wrong at its field."""
        return True

    def show_error(self, sentence: str) -> None:
        """Say what went wrong; what was typed stays."""
        self.show_busy(busy=False)
        self.message.set_sentence(sentence)
        self.refit()
        self.scroll_to(self.focusWidget())
        announce(self, sentence, urgent=True)

    def show_failure(self, error: Exception) -> None:
        """Say the sentence of an error; a subclass may know a way on from one."""
        self.show_error(str(error))

    def show_busy(self, *, busy: bool) -> None:
        """Keep the main button from being pressed twice while the work is done.

        Meanwhile no field has the keyboard: one more stroke for the button would change it.
        """
        if busy and self.focusWidget() is self.main:
            self.setFocus()
        self.main.setEnabled(not busy)
        if not busy and self.focusWidget() is self:
            self.main.setFocus()

    def open_over(self, parent: QWidget) -> None:
        """Open over the window of `parent`, as large as its words need and that window allows."""
        window = parent.window()
        self.setParent(window, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(self._wanted(window.size()))
        self.open()

    def refit(self) -> None:
        """Take the size of what is shown now; call it after showing more or less."""
        window = self.parentWidget()
        if window is not None:
            self.resize(self._wanted(window.size()))
            self._centre_over(window)

    def scroll_to(self, widget: QWidget | None) -> None:
        """Bring `widget` into sight where it is one of the fields, once the new size holds."""
        inner = self._scroll.widget()
        if inner is not None and widget is not None and inner.isAncestorOf(widget):
            QTimer.singleShot(0, widget, lambda: self._scroll.ensureWidgetVisible(widget))

    def _first_complaint(self) -> FieldMessage | None:
        """What a field says to be wrong, the uppermost of several."""
        inner = self._scroll.widget()
        assert inner is not None
        said = [each for each in inner.findChildren(FieldMessage) if each.isVisible()]
        return min(said, key=lambda each: each.mapTo(inner, QPoint()).y(), default=None)

    def _centre_over(self, window: QWidget) -> None:
        """Keep to the middle: what grew downwards only would end below the screen."""
        place = self.frameGeometry()
        place.moveCenter(window.frameGeometry().center())
        self.move(place.topLeft())

    def _wanted(self, most: QSize) -> QSize:
        """The size that its words need, within a window of size `most`."""
        inner = self._scroll.widget()
        assert inner is not None
        for child in inner.findChildren(QWidget):
            child.ensurePolished()
        width = min(round(self._ems * theme.em()), round(most.width() * _ROOM))
        layout = inner.layout()
        assert layout is not None
        layout.invalidate()
        layout.activate()  # what was hidden within counts until then
        tall = layout.totalHeightForWidth(width)
        if tall < 0:
            tall = layout.totalSizeHint().height()
        around = self._around(width)
        return QSize(width, min(tall + around + 8, round(most.height() * _ROOM)))

    def _around(self, width: int) -> int:
        """The height of title, message and buttons, whose sentences break at `width`."""
        outer = self.layout()
        assert outer is not None
        outer.invalidate()
        whole = outer.totalHeightForWidth(width)
        if whole < 0:
            whole = self.sizeHint().height()
        return whole - self._scroll.sizeHint().height()

    def _build(self, title: str) -> None:
        inner = QWidget()
        inner.setProperty("kind", "body")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(24, 4, 24, 8)
        inside.setSpacing(12)
        inside.addWidget(self.words)
        self.words.setVisible(bool(self.words.text()))
        inside.addLayout(self.column)
        inside.addStretch(1)
        self.column.setSpacing(12)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 18, 0, 18)
        outer.setSpacing(10)
        outer.addWidget(_indented(Words(title, "section", wrap=True)))
        outer.addWidget(self._scroll, 1)
        outer.addWidget(_indented(self.message))
        outer.addLayout(self._feet())

    def _feet(self) -> QHBoxLayout:
        self.foot.setContentsMargins(24, 4, 24, 0)
        self.foot.setSpacing(theme.space("gap_between_controls"))
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel)
        self.foot.addWidget(self.main)
        return self.foot


def still_there(widget: QWidget) -> bool:
    """Whether a dialog or page has not been left in the meantime; ask before touching it later."""
    return bool(isValid(widget)) and widget.isVisible()


def _indented(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(24, 0, 24, 0)
    row.addWidget(widget, 1)
    return holder


def side_by_side(*widgets: QWidget, stretches: Sequence[int] = ()) -> QWidget:
    """Fields next to each other, tops in line; what is wrong with one stands under the whole row.

    A sentence in a narrow field would be broken into many lines.
    """
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space("gap_label_to_field"))
    row = QHBoxLayout()
    row.setSpacing(12)
    column.addLayout(row)
    for at, widget in enumerate(widgets):
        stretch = stretches[at] if at < len(stretches) else 1
        row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        if isinstance(widget, Field):
            column.addWidget(widget.message)
    return holder
