"""Editors for an order of choices, and for a number on a range with its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSlider

from app.forms.definition import LiveChoice
from ui import theme
from ui.questions.editor import QuestionEditor
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, button_row
from ui.widgets.text import Words

_NOT_YET = "Not put in order yet. Move the choices, or say that this order is right."
_MOST_TICKS = 20  # more steps than these would run into one another
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RankEditor(QuestionEditor):
    """Choices put in order: the first is the most. Alt+Up and Alt+Down move the chosen one.

    The answer is all values in their order; it is blank until the person has moved one, or said
    that the order is right as it stands.
    """

    def __init__(self, name: str, choices: Sequence[LiveChoice]) -> None:
        super().__init__()
        self._name = name
        self._order: list[LiveChoice] = list(choices)
        self._given = False
        self.list = QListWidget()
        self.list.setAccessibleName(f"{name}. Alt and the arrows up and down change the order.")
        self.up = Button("Move up", "arrow-up", small=True)
        self.down = Button("Move down", "arrow-down", small=True)
        self.right = Button("This order is right", "check", small=True)
        self.clear = Button("Take the order back", "x", "text", small=True)
        self.note = Words(_NOT_YET, "caption", "text_muted", wrap=True)
        self.column.addWidget(self.list)
        self.column.addWidget(self.note)
        self.column.addWidget(button_row(self.up, self.down, self.right, self.clear))
        self.setFocusProxy(self.list)
        self._connect()
        self._show(0)

    @property
    def order(self) -> tuple[str, ...]:
        """The values as they stand, from the first."""
        return tuple(choice.value for choice in self._order)

    def show_value(self, value: str) -> None:
        wanted = {each: at for at, each in enumerate(value.split())}
        self._given = bool(wanted)
        self._order.sort(key=lambda choice: wanted.get(choice.value, len(wanted)))
        self._show(max(self.list.currentRow(), 0))

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        before = {value: at for at, value in enumerate(self.order)}
        self._order = sorted(choices, key=lambda c: before.get(c.value, len(before)))
        self._show(max(self.list.currentRow(), 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() in _MOVES:
                self._move(_MOVES[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.right.clicked.connect(self._answer)
        self.clear.clicked.connect(self._take_back)
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.list.installEventFilter(self)

    def _move(self, by: int) -> None:
        here = self.list.currentRow()
        there = here + by
        if not (self.isEnabled() and here >= 0 and 0 <= there < len(self._order)):
            return
        self._order.insert(there, self._order.pop(here))
        self._show(there)
        announce(self, f"{self._order[there].label}: {there + 1} of {len(self._order)}")
        self._answer()

    def _answer(self) -> None:
        self._given = True
        self._show(max(self.list.currentRow(), 0))
        self.answered.emit(" ".join(self.order))

    def _take_back(self) -> None:
        self._given = False
        self._show(max(self.list.currentRow(), 0))
        self.answered.emit("")

    def _show(self, row: int) -> None:
        self.list.clear()
        line = max(theme.size("table_row"), round(theme.em() * 2))
        for at, choice in enumerate(self._order, start=1):
            item = QListWidgetItem(f"{at}.  {choice.label}", self.list)
            item.setSizeHint(QSize(0, line))
        self.list.setCurrentRow(min(row, len(self._order) - 1))
        self.list.setFixedHeight(line * max(len(self._order), 1) + 6)
        self.note.setVisible(not self._given)
        self.right.setVisible(not self._given)
        self.clear.setVisible(self._given)
        self._enable()

    def _enable(self) -> None:
        row = self.list.currentRow()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < len(self._order) - 1)


class _Slider(QSlider):
    """A slider that the wheel leaves alone: scrolling a page must not change an answer."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RangeEditor(QuestionEditor):
    """A number from `start` to `end` in steps, on a slider with a tick for each step.

    Nothing is answered before the slider was moved or its value taken; `parameters` are the form's.
    """

    wants_width = False

    def __init__(self, name: str, parameters: Mapping[str, str]) -> None:
        super().__init__()
        self._start = _or(_number(parameters.get("start", "")), 1)
        self._step = abs(_or(_number(parameters.get("step", "")), 1)) or Decimal(1)
        end = _or(_number(parameters.get("end", "")), 10)
        self._down = end < self._start
        self._steps = int(abs(end - self._start) // self._step)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, self._steps)
        self.slider.setAccessibleName(name)
        self.slider.setMinimumWidth(round(theme.em() * 14))
        self.value_words = Words("", "body", strong=True)
        self.value_words.setMinimumWidth(round(theme.em() * 5))
        self.take = Button("Clear", "x", "text", small=True)
        self._given = False
        self._build()
        self.show_value("")
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderPressed.connect(lambda: self._moved(self.slider.value()))
        self.take.clicked.connect(self._clear)

    def show_value(self, value: str) -> None:
        number = _number(value)
        self._given = number is not None
        at = 0 if number is None else round(abs(number - self._start) / self._step)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(at)
        self.slider.blockSignals(blocked)
        self._say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Home, or an arrow back, answers the first step, where the slider stands already."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = {Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Space}
            if not self._given and event.key() in back:
                self._moved(0)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        if self._steps <= _MOST_TICKS:
            self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
            self.slider.setTickInterval(1)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Words(self._text(0), "caption", "text_muted"))
        row.addWidget(self.slider, 1)
        row.addWidget(Words(self._text(self._steps), "caption", "text_muted"))
        row.addWidget(self.value_words)
        row.addWidget(self.take)
        self.column.addLayout(row)
        self.setFocusProxy(self.slider)
        self.slider.installEventFilter(self)

    def _text(self, at: int) -> str:
        step = -self._step if self._down else self._step
        return format(self._start + step * at, "f")

    def _moved(self, at: int) -> None:
        self._given = True
        self._say()
        self.answered.emit(self._text(at))

    def _clear(self) -> None:
        self.show_value("")
        self.answered.emit("")
        self.slider.setFocus()

    def _say(self) -> None:
        words = self._text(self.slider.value()) if self._given else "Not answered"
        self.value_words.setText(words)
        self.value_words.set_role("text" if self._given else "text_muted")
        self.slider.setAccessibleDescription(words)
        self.take.setVisible(self._given)


def _number(text: str) -> Decimal | None:
    """The number that `text` says, None where it says none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _or(number: Decimal | None, otherwise: int) -> Decimal:
    return Decimal(otherwise) if number is None else number
