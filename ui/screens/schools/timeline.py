"""The visits of a year as a line with a mark for each, and what it is about beneath."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.usecases.school_page import Step, StepState
from ui import theme
from ui.screens.schools.step_words import step_chip, step_day
from ui.widgets.chips import StateChip
from ui.widgets.clearing import clear_layout
from ui.widgets.field import FieldMessage
from ui.widgets.flow import EqualGrid
from ui.widgets.text import Words

_NARROWEST_EMS = 9.5
OUTSIDE = "Outside its window"
_PAST = {StepState.SENT, StepState.FINISHED, StepState.DONE}


class Timeline(QWidget):
    """The launch day and the four visits. `plan_asked` carries the kind of one without a date."""

    plan_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = EqualGrid(self, (5, 3, 2, 1), lambda: theme.em() * _NARROWEST_EMS, gap=0)
        self.setAccessibleName("Visits this year")

    def show_steps(self, steps: tuple[Step, ...], today: date) -> None:
        """Show these steps in their order."""
        clear_layout(self._grid)
        for at, step in enumerate(steps):
            column = _Column(step, today, last=at == len(steps) - 1)
            self._grid.addWidget(column)
            column.show()


class _Column(QWidget):
    """One visit: its mark on the line, its name, its day, its window, its state."""

    def __init__(self, step: Step, today: date, *, last: bool) -> None:
        super().__init__()
        kind, words = step_chip(step)
        day = step_day(step, today)
        window = f"{step.window.label} window" if step.window else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 4)
        column.setSpacing(1)
        column.addWidget(_Mark(step.state, last=last))
        column.addSpacing(4)
        column.addWidget(Words(step.kind.label, "table", strong=True))
        near = step.state is StepState.IN_PROGRESS
        column.addWidget(Words(day, "table", wrap=True, strong=near))
        column.addWidget(Words(window, "table", "text_muted", wrap=True))
        outside = OUTSIDE if step.is_outside else ""
        if outside:
            column.addWidget(_warning(outside))
        column.addSpacing(4)
        column.addStretch(1)
        column.addWidget(StateChip(kind, words))
        said = (step.kind.label, day, window, outside, words)
        self.setAccessibleName(", ".join(w for w in said if w))


class _Mark(QWidget):
    """The mark on the line: a tick when past, a filled ring when going on, else an empty ring."""

    def __init__(self, state: StepState, *, last: bool) -> None:
        super().__init__()
        self._state = state
        self._last = last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(60, theme.size("icon") + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.size("icon") + 4
        middle = self.height() / 2
        if not self._last:
            painter.setPen(QPen(theme.colour("border"), 2))
            painter.drawLine(QPointF(side, middle), QPointF(self.width() + 8, middle))
        self._paint_ring(painter, QRectF(1, middle - side / 2 + 1, side - 2, side - 2))

    def _paint_ring(self, painter: QPainter, ring: QRectF) -> None:
        past, going = self._state in _PAST, self._state is StepState.IN_PROGRESS
        edge = theme.colour("primary" if past or going else "border_strong")
        painter.setPen(QPen(edge, 2))
        painter.setBrush(theme.colour("primary" if past or going else "surface"))
        painter.drawEllipse(ring)
        if past:
            side = round(ring.width() * 0.7)
            picture = theme.picture("check", "on_primary", side, self.devicePixelRatioF())
            corner = ring.center() - QPointF(side / 2, side / 2)
            painter.drawPixmap(corner, picture)
        elif going:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_primary"))
            painter.drawEllipse(ring.center(), ring.width() / 5, ring.width() / 5)


def _warning(sentence: str) -> FieldMessage:
    warning = FieldMessage()
    warning.set_sentence(sentence, "due")
    return warning
