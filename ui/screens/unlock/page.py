"""What the pages of the door share: a card in the middle, a title, a message, busy words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.announce import announce
from ui.widgets.field import FieldMessage
from ui.widgets.text import IconLabel, Words

_WIDTH_EMS = 34


class DoorPage(QScrollArea):
    """A page of the door. Add to `column`; `show_error` and `show_busy` speak beneath it."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self.column = QVBoxLayout()
        self.foot = QHBoxLayout()
        self._message = FieldMessage()
        self._busy = Words("", "caption", "text_muted", wrap=True)
        self._build(title, words)

    def show_error(self, sentence: str) -> None:
        """Say what went wrong; blank takes it away."""
        self._message.set_sentence(sentence)
        if sentence:
            announce(self, sentence, urgent=True)

    @property
    def error(self) -> str:
        """What is said to be wrong."""
        return self._message.sentence

    def show_busy(self, words: str) -> None:
        """Say what is being done, with everything else waiting; blank when it is done."""
        self._busy.setText(words)
        self._busy.setVisible(bool(words))
        self._card.setEnabled(not words)
        if words:
            announce(self, words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._resize()

    def _build(self, title: str, words: str) -> None:
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(14)
        inside.addLayout(_heading(title))
        inside.addWidget(Words(words, "table", "text_muted", wrap=True))
        inside.addLayout(self.column)
        inside.addWidget(self._message)
        inside.addLayout(self.foot)
        self.column.setSpacing(12)
        self.foot.setSpacing(theme.space("gap_between_controls"))
        self._busy.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._busy.hide()
        holder = QWidget()
        holder.setProperty("kind", "body")
        column = QVBoxLayout(holder)
        column.setSpacing(12)
        column.addStretch(1)
        column.addLayout(_in_the_middle(self._card))
        column.addWidget(self._busy)
        column.addStretch(2)
        self.setWidget(holder)
        self._resize()

    def _resize(self) -> None:
        self._card.setMaximumWidth(round(_WIDTH_EMS * theme.em()))


def _in_the_middle(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(0)
    row.addWidget(widget, 1)
    row.addStretch(0)
    return row


def _heading(title: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconLabel("notebook-pen", "primary", "icon_rail"))
    row.addWidget(Words(title, "page_title", wrap=True), 1)
    return row
