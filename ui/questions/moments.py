"""Editors for a day, a time, and both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtWidgets import QApplication, QHBoxLayout

from ui.questions.editor import QuestionEditor
from ui.widgets.date_time import DateField, TimeField

_NO_DATE = "“{}” is no date here. Type it like 20/1/26 or 20 jan."
_HALF = "Not kept yet: give both the day and the time."
_NO_TIME = "“{}” is no time here. Type it like 9.30 or 14:00."


class DateEditor(QuestionEditor):
    """A day."""

    wants_width = False

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.field = DateField(name, today)
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._changed)
        self.field.misread.connect(lambda text: self.misread.emit(_NO_DATE.format(text)))
        self.field.line.editingFinished.connect(self.left)

    def show_value(self, value: str) -> None:
        self.field.set_value(_day(value))

    def _changed(self, day: date | None) -> None:
        self.misread.emit("")
        self.answered.emit(day.isoformat() if day else "")


class TimeEditor(QuestionEditor):
    """A time of day."""

    wants_width = False

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = TimeField(name)
        self.column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.changed.connect(self._changed)
        self.field.misread.connect(lambda text: self.misread.emit(_NO_TIME.format(text)))
        self.field.line.editingFinished.connect(self.left)

    def show_value(self, value: str) -> None:
        self.field.set_value(_time(value))

    def _changed(self, moment: time | None) -> None:
        self.misread.emit("")
        self.answered.emit(moment.isoformat("minutes") if moment else "")


class DateTimeEditor(QuestionEditor):
    """A day and a time; the answer stands once both do, and goes when the day does.

    One of them alone is no answer, which is said once the keyboard has gone elsewhere.
    """

    wants_width = False

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        super().__init__()
        self.day = DateField(f"{name}, day", today)
        self.time = TimeField(f"{name}, time")
        row = QHBoxLayout()
        row.addWidget(self.day)
        row.addWidget(self.time)
        self.column.addLayout(row)
        self.setFocusProxy(self.day)
        self.day.changed.connect(self._changed)
        self.time.changed.connect(self._changed)
        self.day.misread.connect(lambda text: self.misread.emit(_NO_DATE.format(text)))
        self.time.misread.connect(lambda text: self.misread.emit(_NO_TIME.format(text)))
        for part in (self.day, self.time):
            part.line.editingFinished.connect(self._finished)

    def show_value(self, value: str) -> None:
        try:
            moment = datetime.fromisoformat(value) if value else None
        except ValueError:
            moment = None
        self.day.set_value(moment.date() if moment else None)
        self.time.set_value(moment.time() if moment else None)

    def _finished(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            return
        if bool(self.day.line.text()) != bool(self.time.line.text()):
            self.misread.emit(_HALF)

    def _changed(self, _part: object) -> None:
        self.misread.emit("")
        day, moment = self.day.value, self.time.value
        if day and moment:
            self.answered.emit(datetime.combine(day, moment).isoformat("T", "minutes"))
        elif not day:
            self.answered.emit("")


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _time(value: str) -> time | None:
    try:
        return time.fromisoformat(value[:5]) if value else None
    except ValueError:
        return None
