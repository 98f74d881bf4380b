"""Choosing a passphrase: typed twice, with how hard it is to guess in words and a bar."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.passphrases import Grade, Strength, strength
from ui import theme
from ui.widgets.field import Field
from ui.widgets.passphrase_line import PassphraseLine
from ui.widgets.text import Words

NOT_THE_SAME = "The two are not the same. Type the passphrase once more."
_ROLES = {
    Grade.TOO_WEAK: "late",
    Grade.FAIR: "due",
    Grade.GOOD: "done",
    Grade.STRONG: "done",
}


class NewPassphrase(QWidget):
    """Two lines and a meter. `value` is what was chosen; `check` says what is wrong beneath."""

    entered = Signal()

    def __init__(self, label: str = "Passphrase") -> None:
        super().__init__()
        self.first = PassphraseLine(label)
        self.second = PassphraseLine(f"{label} again")
        self._meter = _Meter()
        self._first_field = Field(label, self.first, "Three or four words of your own")
        self._second_field = Field(f"{label} again", self.second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._first_field)
        column.addWidget(self._meter)
        column.addWidget(self._second_field)
        self.setFocusProxy(self.first)
        self.first.edited.connect(lambda text: self._meter.show_strength(strength(text), text))
        self.second.entered.connect(self.entered)

    @property
    def value(self) -> str:
        """The passphrase as typed first."""
        return self.first.text

    def check(self) -> bool:
        """Whether it can be taken; what is wrong is shown, and the keyboard goes there."""
        found = strength(self.value)
        weak = "" if found.enough else f"{found.word}. {found.advice}"
        differs = "" if weak or self.second.text == self.value else NOT_THE_SAME
        self._first_field.set_error(weak)
        self._second_field.set_error(differs)
        self.first.set_error(wrong=bool(weak))
        self.second.set_error(wrong=bool(differs))
        if weak or differs:
            (self.first if weak else self.second).setFocus()
        return not (weak or differs)

    def forget(self) -> None:
        """Empty both lines."""
        self.first.forget()
        self.second.forget()


class _Meter(QWidget):
    """Three steps and the word for them, hidden while nothing is typed."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = _Steps()
        self._word = Words("", "caption", strong=True)
        self._advice = Words("", "caption", "text_muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._steps)
        row.addWidget(self._word)
        row.addWidget(self._advice, 1)
        self.hide()

    def show_strength(self, found: Strength, text: str) -> None:
        self.setVisible(bool(text))
        self._steps.show_grade(found.grade)
        self._word.setText(found.word)
        self._word.set_role(_ROLES[found.grade])
        self._advice.setText(found.advice)
        self.setAccessibleName(f"Strength: {found.word}. {found.advice}")


class _Steps(QWidget):
    """The bar of three steps; the word beside it says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._grade = Grade.TOO_WEAK
        self.setFixedSize(96, 8)

    def show_grade(self, grade: Grade) -> None:
        self._grade = grade
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for step in range(Grade.STRONG):
            filled = step < self._grade
            painter.setPen(theme.colour("border_strong"))
            painter.setBrush(theme.colour(_ROLES[self._grade] if filled else "sunken"))
            painter.drawRoundedRect(step * 33, 0, 28, 7, 3, 3)
