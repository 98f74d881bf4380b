"""Planning one visit from the board: the day, and when it begins."""

from __future__ import annotations

from datetime import date, time

from app.domain.calendar import in_words
from app.domain.projects import Window
from app.usecases.visits import outside_words
from ui.widgets.date_time import DateField, TimeField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.typed_dates import read_date

NO_DAY = "Give the day, for example 20/1/26 or 20 jan."


class PlanDialog(FormDialog):
    """The day of a visit; a day outside its window warns and can be used."""

    def __init__(self, school: str, kind: str, window: Window | None, today: date) -> None:
        within = f"{in_words(window.opens)} to {in_words(window.closes)}" if window else ""
        label = f"The {window.label} window: {within}." if window else ""
        super().__init__(f"{kind}: {school}", "Plan", label, icon="calendar-plus", ems=28)
        self._window = window
        self.day = DateField("Day", lambda: today)
        self.starts = TimeField("From")
        self.starts.set_value(time(9))
        self._day_field = Field("Day", self.day)
        self.column.addWidget(self._day_field)
        self.column.addWidget(Field("From", self.starts))
        self.day.changed.connect(self._warn)
        # While it is typed: words that came only when the line is left would move the button
        # from under the mouse that is pressing it.
        self.day.line.textEdited.connect(lambda text: self._warn(read_date(text, today)))
        self.day.setFocus()
        self.day.misread.connect(lambda _text: self._day_field.set_error(NO_DAY))

    def check(self) -> bool:
        """Whether there is a day."""
        if self.day.value is None:
            self._day_field.set_error(NO_DAY)
            self.day.setFocus()
        return self.day.value is not None

    def _warn(self, day: date | None) -> None:
        words = outside_words(self._window, day) if day else ""
        if words != self._day_field.message.sentence:
            self._day_field.message.set_sentence(words, "due")
            self.refit()
