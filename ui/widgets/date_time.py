"""Editors for a date and a time that are quick by keyboard: type it, or step with Up and Down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.text import restyle
from ui.widgets.typed_dates import read_date, read_time, show_date, show_time

_DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}
_MINUTES = {
    Qt.Key.Key_Up: 15,
    Qt.Key.Key_Down: -15,
    Qt.Key.Key_PageUp: 60,
    Qt.Key.Key_PageDown: -60,
}
_MINUTES_A_DAY = 24 * 60
_PAUSE = 400  # milliseconds without a key, after which what is typed is read where it stands


class _StepLine(QLineEdit):
    """A line in which Up, Down, Page Up and Page Down step."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _DAYS and not event.modifiers():
            self.stepped.emit(event.key())
            return
        super().keyPressEvent(event)


class _TypedField(QWidget):
    """What the two have in common: a line that is read when it is left, and shown in one way.

    After a pause it is read where it stands too, so that nothing typed waits for the field to be
    left; the words stay as they are typed until then. `changed` carries the value, None when it
    was emptied; `misread` carries what was typed where it cannot be understood when the field is
    left, and it stays on screen with a red edge.
    """

    changed = Signal(object)
    misread = Signal(str)

    def __init__(self, name: str, example: str, placeholder: str) -> None:
        super().__init__()
        self._value: Any = None
        self.line = _StepLine()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleDescription(example)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.space("gap_between_controls"))
        self.row.addWidget(self.line)
        self.set_name(name)
        self.setFocusProxy(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._read_on)
        self.line.textEdited.connect(lambda _text: self._pause.start())
        self.line.editingFinished.connect(self._finish)
        self.line.stepped.connect(lambda key: self._take(self._stepped(Qt.Key(key))))

    def set_name(self, name: str) -> None:
        """Have it read out as `name`."""
        self.setAccessibleName(name)
        self.line.setAccessibleName(name)

    def set_value(self, value: Any) -> None:
        """Show `value`, None for nothing, without telling anybody.

        Words that are just being typed stay where the value is the one that was read last.
        """
        if value != self._value or not (self.line.isModified() and self.line.hasFocus()):
            self._put(value)

    def read_now(self) -> None:
        """Take what is typed as if the field had been left; for whoever needs the value now."""
        self._finish()

    def _read_on(self) -> None:
        """Take what is typed so far, if it can be read, and leave the words as they are."""
        text = self.line.text().strip()
        value = self._read(text)
        if value != self._value and (value is not None or not text):
            self._value = value
            self.changed.emit(value)

    def _finish(self) -> None:
        self._pause.stop()
        text = self.line.text().strip()
        value = self._read(text)
        if text and value is None:
            self._mark(wrong=True)
            self.misread.emit(text)
        else:
            self._take(value)

    def _take(self, value: Any) -> None:
        before = self._value
        self._put(value)
        if value != before:
            self.changed.emit(value)

    def _put(self, value: Any) -> None:
        self._pause.stop()
        self._value = value
        self.line.setText("" if value is None else self._show(value))
        self._mark(wrong=False)

    def _mark(self, *, wrong: bool) -> None:
        if bool(self.line.property("error")) != wrong:
            self.line.setProperty("error", wrong)
            restyle(self.line)

    def _read(self, text: str) -> Any:
        raise NotImplementedError

    def _show(self, value: Any) -> str:
        raise NotImplementedError

    def _stepped(self, key: Qt.Key) -> Any:
        raise NotImplementedError


class DateField(_TypedField):
    """A date, typed as one likes (20/1/26, 20 jan, tue, today, +7) or picked from a calendar.

    Up and Down step a day, Page Up and Page Down a week. `changed` carries a `date` or None.
    """

    def __init__(self, name: str = "", today: Callable[[], date] = date.today) -> None:
        self._today = today
        super().__init__(name, "A date, for example 20/1/26 or 20 jan", "day/month/year")
        self.line.setMinimumWidth(round(theme.em() * 9.5))
        self.button = Button("", icon="calendar-days", name="Choose from a calendar")
        self.button.clicked.connect(self._open_calendar)
        self.row.addWidget(self.button)

    @property
    def value(self) -> date | None:
        """The date, None where there is none."""
        return self._value if isinstance(self._value, date) else None

    def _read(self, text: str) -> date | None:
        return read_date(text, self._today())

    def _show(self, value: date) -> str:
        return show_date(value)

    def _stepped(self, key: Qt.Key) -> date:
        start = self._read(self.line.text())
        return start + timedelta(days=_DAYS[key]) if start else self._today()

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = _calendar(self.value or self._today())
        for picked in (calendar.activated, calendar.clicked):
            picked.connect(self._pick)
            picked.connect(menu.close)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self._take(date(day.year(), day.month(), day.day()))
        self.line.setFocus()


class TimeField(_TypedField):
    """A time of day, typed as one likes (9, 9.30, 0930, 2pm).

    Up and Down step 15 minutes, Page Up and Page Down an hour. `changed` carries a `time` or None.
    """

    def __init__(self, name: str = "") -> None:
        super().__init__(name, "A time, for example 9.30 or 14:00", "09:00")
        self.line.setFixedWidth(round(theme.em() * 5.5))
        self.row.addStretch(1)

    @property
    def value(self) -> time | None:
        """The time, None where there is none."""
        return self._value if isinstance(self._value, time) else None

    def _read(self, text: str) -> time | None:
        return read_time(text)

    def _show(self, value: time) -> str:
        return show_time(value)

    def _stepped(self, key: Qt.Key) -> time:
        start = self._read(self.line.text())
        if start is None:
            return time(9)
        minutes = start.hour * 60 + start.minute + _MINUTES[key]
        return time(*divmod(minutes % _MINUTES_A_DAY, 60))


def _calendar(day: date) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    _colour(calendar)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    return calendar


def _colour(calendar: QCalendarWidget) -> None:
    """Weekends as any other day, since red says late; the headings quieter; our own arrows."""
    heading = QTextCharFormat()
    heading.setForeground(theme.colour("text_muted"))
    heading.setBackground(theme.colour("surface"))
    calendar.setHeaderTextFormat(heading)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    for name, icon in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
        button = calendar.findChild(QToolButton, f"qt_calendar_{name}")
        if isinstance(button, QToolButton):
            button.setIcon(theme.icon(icon))
