"""Planning one visit, moving it, and planning the visits of a year at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app import reference
from app.domain.calendar import in_words
from app.domain.projects import Window
from app.domain.visits import Visit
from app.usecases.school_page import SchoolPage, Step, StepState
from app.usecases.visits import outside_words, usual_end
from ui.widgets.choice import Choice
from ui.widgets.date_time import DateField, TimeField
from ui.widgets.field import Field, FieldMessage
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text_box import GrowingText

NO_DAY = "Give the day, for example 20/1/26 or 20 jan."
NOT_A_DAY = "That is no day. Type it like 20/1/26 or 20 jan, or pick it from the calendar."
NOTHING_PLANNED = "Give at least one day."
NO_PROJECT = (
    "This school is in no project, so no windows are checked. Put it into one on the Project page."
)
WORDS = "Half days of three hours, as a rule. A day outside its window is kept all the same."


class VisitDialog(FormDialog):
    """One visit: `asked` once it has a day. `visit` is one that is moved, None for a new one."""

    def __init__(self, page: SchoolPage, kind: str = "", visit: Visit | None = None) -> None:
        title = f"Move {reference.visit_kind(visit.kind).label}" if visit else "Plan a visit"
        super().__init__(title, "Keep" if visit else "Plan", icon="calendar-plus", ems=34)
        self._windows = {window.visit_kind: window for window in page.windows}
        self.kind = Choice([(k.key, k.label) for k in reference.visit_kinds()], "Visit")
        self.day = DateField("Day", lambda: page.today)
        self.starts = TimeField("From")
        self.ends = TimeField("To")
        self.meeting = QLineEdit()
        self.purpose = GrowingText(lines=2, name="Purpose")
        self._kind_field = Field("Visit", self.kind)
        self._day_field = Field("Day", self.day)
        _say_no_project(self, page)
        self._fill(visit)
        self.show_visit(kind or _first_to_book(page), visit)
        self.day.setFocus()

    def show_visit(self, kind: str, visit: Visit | None) -> None:
        """Show the visit that is moved, or the kind of a new one."""
        self.kind.set_value(visit.kind if visit else kind)
        self.day.set_value(visit.on if visit else None)
        self.starts.set_value(visit.starts if visit else time(9))
        self.ends.set_value(visit.ends if visit else usual_end(self.kind.value, time(9)))
        self.meeting.setText(visit.meeting if visit else "")
        self.purpose.set_text(visit.purpose if visit else "")
        self._warn()

    def check(self) -> bool:
        """Whether a day is given."""
        for field in (self.day, self.starts, self.ends):
            field.read_now()
        if self.day.value is None:
            typed = self.day.line.text().strip()
            self._day_field.message.set_sentence(NOT_A_DAY if typed else NO_DAY)
            self.day.setFocus()
            self.refit()
        return self.day.value is not None

    def _fill(self, visit: Visit | None) -> None:
        for row in (
            self._kind_field,
            self._day_field,
            side_by_side(Field("From", self.starts), Field("To", self.ends)),
            Field("Meeting", self.meeting, "roles, not names"),
            Field("Purpose", self.purpose),
        ):
            self.column.addWidget(row)
        self._kind_field.setVisible(visit is None)
        self.kind.chosen.connect(lambda _kind: self._warn())
        self.day.changed.connect(lambda _day: self._warn())
        self.starts.changed.connect(self._end_later)

    def _end_later(self, starts: time | None) -> None:
        self.ends.set_value(usual_end(self.kind.value, starts))

    def _warn(self) -> None:
        """Say where the day lies outside its window; it never keeps anyone from using it."""
        window = self._windows.get(self.kind.value)
        day = self.day.value
        self._day_field.caption.setText(_window_words(window))
        words = outside_words(window, day) if day else ""
        self._day_field.message.set_sentence(words, "due")
        self.refit()


class YearDialog(FormDialog):
    """The launch day and the four visits at once; `days` holds those that were filled in."""

    def __init__(self, page: SchoolPage) -> None:
        super().__init__("Plan the year", "Plan these visits", WORDS, icon="calendar-plus", ems=30)
        self.fields: dict[str, DateField] = {}
        _say_no_project(self, page)
        for step in page.steps:
            self.column.addWidget(self._row(step, page.today))
        first = next((field for field in self.fields.values() if field.isEnabled()), self.main)
        first.setFocus()

    @property
    def days(self) -> Mapping[str, date]:
        """The days that were given, by kind of visit."""
        return {key: f.value for key, f in self.fields.items() if f.value and f.isEnabled()}

    def check(self) -> bool:
        """Whether at least one day is given, and all that are can be read."""
        for field in self.fields.values():
            field.read_now()
        if any(field.line.property("error") for field in self.fields.values()):
            self.message.set_sentence(NOT_A_DAY)
            return False
        if not self.days:
            self.message.set_sentence(NOTHING_PLANNED)
        return bool(self.days)

    def _row(self, step: Step, today: date) -> QWidget:
        field = DateField(step.kind.label, lambda: today)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        row = Field(step.kind.label, field)
        row.caption.setText(_window_words(step.window))
        column.addWidget(row)
        if step.state is not StepState.TO_BOOK and step.visit is not None:
            field.set_value(step.visit.on)
            field.setEnabled(False)
            row.caption.setText("planned already")
        field.changed.connect(lambda day: self._warn(row, step.window, day))
        self.fields[step.kind.key] = field
        return holder

    def _warn(self, row: Field, window: Window | None, day: date | None) -> None:
        row.message.set_sentence(outside_words(window, day) if day else "", "due")
        self.refit()


def _say_no_project(dialog: FormDialog, page: SchoolPage) -> None:
    """Say that no window is checked where there is no project that could have any."""
    if page.project is None:
        note = FieldMessage()
        note.set_sentence(NO_PROJECT, "due")
        dialog.column.addWidget(note)


def _window_words(window: Window | None) -> str:
    if window is None:
        return ""
    return f"{window.label} window: {in_words(window.opens)} to {in_words(window.closes)}"


def _first_to_book(page: SchoolPage) -> str:
    to_book = [step.kind.key for step in page.steps if step.state is StepState.TO_BOOK]
    return to_book[0] if to_book else "extra"
