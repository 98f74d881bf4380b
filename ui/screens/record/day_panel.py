"""The day beside the record: how it runs, what is on now, how long is left, and a timer."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.running_order import (
    Part,
    RunningOrder,
    Standing,
    Timer,
    minutes_in_words,
    standing,
)
from app.forms.definition import Question, QuestionKind
from app.usecases.day import keep_timer, read_timer, running_order
from ui.live_record import LiveRecord
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import ScrollBody
from ui.widgets.text import IconLabel, Words, rule

_LOOK = 10_000  # milliseconds between two looks at the clock
_TIMES = (("arrived", "Arrived"), ("left", "Left"))


class DayPanel(QFrame):
    """The running order of a record's day. `answered(ref)` tells that a time was filled in."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.now = Words("", "body", wrap=True, strong=True)
        self.left = Words("", "body", wrap=True)
        self.then = Words("", "caption", "text_muted", wrap=True)
        self.go = Button("Start", "timer")
        self.reset = Button("Set back", "x", "text")
        self.lines = _Lines()
        self.times = _Times()
        self.timer = Timer()
        self.order: RunningOrder | None = None
        self._length = Words("", "caption", "text_muted")
        self._live: LiveRecord | None = None
        self._lanes: Lanes | None = None
        self._clock = QTimer(self)
        self._build()
        self._connect()

    def show_record(self, live: LiveRecord, lanes: Lanes) -> bool:
        """Show the day of a record; False where nobody has said how it runs."""
        self._live, self._lanes = live, lanes
        self.order = running_order(live.opened.record.form_id)
        self.timer = Timer()
        if self.order is None:
            return False
        self._length.setText(f"about {minutes_in_words(self.order.minutes)}")
        self.lines.show_order(self.order)
        self.times.show_record(live)
        self._show()
        if not live.is_trial:
            record_id = live.opened.record.id
            lanes.run(read_timer, live.app, record_id, done=lambda kept: self._take(live, kept))
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
        self._clock.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _build(self) -> None:
        body = ScrollBody("The day")
        body.column.setContentsMargins(16, 10, 16, 12)
        body.column.setSpacing(8)
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(IconLabel("timer", "primary"))
        heading.addWidget(Words("The day", "body", strong=True), 1)
        heading.addWidget(self._length)
        body.column.addLayout(heading)
        for widget in (self.now, self.left, self.then, button_row(self.go, self.reset)):
            body.column.addWidget(widget)
        for widget in (rule(), self.lines, rule(), self.times):
            body.column.addWidget(widget)
        body.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(body)
        self._clock.setInterval(_LOOK)

    def _connect(self) -> None:
        self.go.clicked.connect(self._go)
        self.reset.clicked.connect(lambda: self._keep(Timer()))
        self._clock.timeout.connect(self._show)
        self.times.answered.connect(self.answered)

    def _go(self) -> None:
        now = self._now()
        running = self.timer.since is not None
        self._keep(self.timer.paused(now) if running else self.timer.started(now))

    def _keep(self, timer: Timer) -> None:
        self.timer = timer
        self._show()
        live, lanes = self._live, self._lanes
        if live is not None and lanes is not None and not live.is_trial:
            lanes.run(keep_timer, live.app, live.opened.record.id, timer)

    def _take(self, live: LiveRecord, kept: Timer) -> None:
        if live is self._live and not self.timer.begun:
            self.timer = kept
            self._show()

    def _now(self) -> datetime:
        assert self._live is not None
        return self._live.app.clock()

    def _show(self) -> None:
        if self.order is None or self._live is None:
            return
        timer, now = self.timer, self._now()
        where = standing(self.order, timer.elapsed(now)) if timer.begun else None
        self.now.setText(now_words(self.order, where))
        self.left.setText(left_words(where, paused=timer.begun and timer.since is None))
        self.then.setText(then_words(self.order, where))
        for words in (self.left, self.then):
            words.setVisible(bool(words.text()))
        self.go.setText("Pause" if timer.since else "Go on" if timer.begun else "Start the timer")
        self.reset.setVisible(timer.begun)
        begun_at = now - timer.elapsed(now) if timer.begun else None
        self.lines.show_standing(self.order, where, begun_at)


class _Lines(QWidget):
    """The parts of the day: when, what, how long; the one that is on is strong and says so."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Words, Words, Words]] = []

    def show_order(self, order: RunningOrder) -> None:
        """Show the parts of another day."""
        for widget in (widget for row in self._rows for widget in row):
            widget.hide()
            widget.deleteLater()
        self._rows = [self._row(at, part) for at, part in enumerate(order.parts)]

    def show_standing(
        self, order: RunningOrder, where: Standing | None, begun: datetime | None
    ) -> None:
        """Show which part is on, and when each begins if the timer was started at `begun`."""
        for at, (part, row) in enumerate(zip(order.parts, self._rows, strict=True)):
            on = where is not None and where.at == at and not where.in_break
            past = where is not None and at < where.at
            when = _when(order, part, begun)
            role = "primary" if on else "text_muted" if past else "text"
            said = (when, f"{part.what}, now" if on else part.what, f"{part.minutes} min")
            for words, text in zip(row, said, strict=True):
                if words.text() != text:
                    words.setText(text)
                if (words.property("role"), words.property("strong")) != (role, on):
                    words.setProperty("strong", on)
                    words.set_role(role)

    def _row(self, at: int, part: Part) -> tuple[Words, Words, Words]:
        row = (
            Words("", "caption"),
            Words(part.what, "table", wrap=True),
            Words(f"{part.minutes} min", "caption"),
        )
        for column, words in enumerate(row):
            self._grid.addWidget(words, at, column)
        return row


class _Times(QWidget):
    """When one arrived and left, filled in by a press, where the form asks for it."""

    answered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, Button] = {}
        self._words: dict[str, Words] = {}
        self._refs: dict[str, str] = {}
        self._live: LiveRecord | None = None
        self._rows: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for name, title in _TIMES:
            column.addWidget(self._row(name, title))

    def show_record(self, live: LiveRecord) -> None:
        """Show the times of a record."""
        self._live = live
        self._refs = {name: _time_asked(live, name) for name, _title in _TIMES}
        for row, (name, _title) in zip(self._rows, _TIMES, strict=True):
            row.setVisible(bool(self._refs[name]))
        live.changed.connect(lambda ref, _effect: self._follow(live, ref))
        self._show()

    def _row(self, name: str, title: str) -> QWidget:
        button = self.buttons[name] = Button("Now", "clock", small=True, name=f"{title} now")
        words = self._words[name] = Words("", "body", strong=True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(title, "table"))
        row.addWidget(words, 1)
        row.addWidget(button)
        button.clicked.connect(lambda: self._fill(name))
        self._rows.append(holder)
        return holder

    def _fill(self, name: str) -> None:
        live = self._live
        if live is not None:
            ref = self._refs[name]
            live.answer(ref, live.app.clock().strftime("%H:%M"))
            self._show()
            self.answered.emit(ref)

    def _follow(self, live: LiveRecord, ref: str) -> None:
        if live is self._live and ref in self._refs.values():
            self._show()

    def _show(self) -> None:
        live = self._live
        for name, ref in self._refs.items():
            if live is not None and ref:
                value = live.session.value(ref)[:5]
                self._words[name].setText(value or "not given yet")
                self._words[name].set_role("text" if value else "text_muted")
                self.buttons[name].setEnabled(live.is_draft and not value)


def now_words(order: RunningOrder, where: Standing | None) -> str:
    """What is on: `Lesson visits`, a break, or that the timer stands at the beginning."""
    if where is None:
        return "The timer is not started."
    if where.at >= len(order.parts):
        return "All parts are through."
    return "A break" if where.in_break else order.parts[where.at].what


def left_words(where: Standing | None, *, paused: bool) -> str:
    """`25 minutes left`, and that the timer is paused where it is."""
    if where is None:
        return ""
    if where.left:
        said = f"{minutes_in_words(where.left)} left"
    else:
        said = f"{minutes_in_words(where.over)} over" if where.over else "No time left"
    return f"{said}, paused" if paused else said


def then_words(order: RunningOrder, where: Standing | None) -> str:
    """What comes after the part that is on."""
    if where is None:
        return f"It begins with: {order.parts[0].what}"
    at = where.at if where.in_break else where.at + 1
    return f"Then: {order.parts[at].what}" if at < len(order.parts) else ""


def _when(order: RunningOrder, part: Part, begun: datetime | None) -> str:
    """When a part begins: as the timer has it, else as planned; blank where neither says."""
    if begun is not None:
        return (begun + timedelta(minutes=part.begins)).strftime("%H:%M")
    if order.starts is None:
        return ""
    minutes = order.starts.hour * 60 + order.starts.minute + part.begins
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _time_asked(live: LiveRecord, name: str) -> str:
    """Where the form asks once for that time, blank where it does not."""
    asked: list[Question] = [q for q in live.opened.definition.questions() if q.name == name]
    times = [q.path for q in asked if q.kind is QuestionKind.TIME]
    return times[0] if len(times) == 1 and live.session.is_relevant(times[0]) else ""
