"""The visit windows of a project: when each visit should take place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLineEdit

from app.domain.projects import Window
from ui.widgets.date_time import DateField
from ui.widgets.field import Field, FieldMessage
from ui.widgets.form_dialog import FormDialog, side_by_side

WORDS = "A window may cross the new year. A visit outside its window is kept; the date only warns."


class WindowsDialog(FormDialog):
    """A row for each window: what it is called, its first and its last day."""

    def __init__(self, windows: Sequence[Window], labels: dict[str, str], today: date) -> None:
        super().__init__("Visit windows", "Keep", WORDS, icon="check", ems=42)
        self.rows = tuple(_Row(window, labels[window.visit_kind], today) for window in windows)
        for row in self.rows:
            self.column.addWidget(row.widget)
            self.column.addWidget(row.message)
        if self.rows:
            self.rows[0].opens.setFocus()

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows as they were filled in; `check` first."""
        return tuple(row.window for row in self.rows)

    def check(self) -> bool:
        """Whether each window opens before it closes."""
        wrong = [row for row in self.rows if not row.check()]
        if wrong:
            wrong[0].opens.setFocus()
        return not wrong


class _Row:
    """The editors of one window."""

    def __init__(self, window: Window, visit: str, today: date) -> None:
        self._window = window
        self.label = QLineEdit(window.label)
        self.opens = DateField(f"{visit}: first day", lambda: today)
        self.closes = DateField(f"{visit}: last day", lambda: today)
        self.opens.set_value(window.opens)
        self.closes.set_value(window.closes)
        self.message = FieldMessage()
        self.widget = side_by_side(
            Field(f"{visit}: window", self.label),
            Field("First day", self.opens),
            Field("Last day", self.closes),
        )

    @property
    def window(self) -> Window:
        """The window as it was filled in."""
        opens, closes = self.opens.value, self.closes.value
        assert opens is not None
        assert closes is not None
        label = self.label.text().strip() or self._window.label
        return replace(self._window, label=label, opens=opens, closes=closes)

    def check(self) -> bool:
        """Whether both days are there, in order; what is wrong is said beneath."""
        opens, closes = self.opens.value, self.closes.value
        if opens is None or closes is None:
            wrong = "Give both days, for example 1 oct 25."
        else:
            wrong = "The last day is before the first." if closes < opens else ""
        self.message.set_sentence(wrong)
        return not wrong
