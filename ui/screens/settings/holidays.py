"""School holidays: those that were entered, by local authority, and ways to enter more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.calendar import in_words
from app.domain.changes import Done
from app.domain.counting import counted
from app.domain.school_days import Holiday
from app.usecases.school_days import (
    HolidaysView,
    add_holiday,
    holidays_view,
    import_holidays,
    remove_holiday,
)
from ui.panels.role_choice import OpenChoice
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.date_time import DateField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side, still_there
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

MEANING = (
    "Notes are due after so many school days. Where a holiday of a school’s local authority is not "
    "entered, the usual weeks are left out for it, which is approximate."
)
LIST_WORDS = "A list is a CSV: authority by name or code, first day, last day, what it is."
SHOWN = 6  # holidays still to come, before the rest is only counted
NO_LA = "Give the local authority."
NO_DAYS = "Give both days, for example 16/2/26 and 20/2/26."


class HolidaysCard(Card):
    """The holidays still to come; each can be taken out, and more entered or imported."""

    told = Signal(str, str, tuple)
    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("School holidays")
        self._app = app
        self._lanes = lanes
        self._view = HolidaysView((), ())
        self.rows = QVBoxLayout()
        self.add = Button("Add a holiday", "calendar-plus", small=True)
        self.bring = Button("Import a list", "file-down", small=True)
        self._nothing = Words("", "table", "text_muted", wrap=True)
        self.body.addWidget(Words(MEANING, "caption", "text_muted", wrap=True))
        self.rows.setSpacing(2)
        self.body.addLayout(self.rows)
        self.body.addWidget(self._nothing)
        self.body.addWidget(button_row(self.add, self.bring))
        self.body.addWidget(Words(LIST_WORDS, "caption", "text_muted", wrap=True))
        self.body.addStretch(1)
        self.add.clicked.connect(self._ask)
        self.bring.clicked.connect(self._choose)

    def load(self) -> None:
        """Read what was entered, and show it."""
        self._lanes.run(holidays_view, self._app, done=self.show_view)

    def show_view(self, view: HolidaysView) -> None:
        """Show the holidays still to come, the next first; earlier ones are only counted."""
        self._view = view
        today = self._app.today()
        coming = sorted((one for one in view.holidays if one.last >= today), key=_first)
        clear_layout(self.rows)
        for holiday in coming[:SHOWN]:
            row = self._row(holiday)
            self.rows.addWidget(row)
            row.show()
        more = len(view.holidays) - len(coming[:SHOWN])
        words = f"{counted(more, 'more holiday')} entered." if coming else ""
        if not coming:
            words = "None entered for the days to come."
        self._nothing.setText(words)
        self._nothing.setVisible(bool(more) or not coming)

    def import_file(self, path: Path) -> None:
        """Take in a list of holidays."""
        self._run(lambda: import_holidays(self._app, path), _imported)

    def _row(self, holiday: Holiday) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Words(words_for(holiday), "table", wrap=True), 1)
        remove = Button("", "x", "text", small=True, name=f"Remove {words_for(holiday)}")
        remove.clicked.connect(lambda: self._remove(holiday))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _ask(self) -> None:
        dialog = HolidayDialog(self._view.authorities, self._app.today())
        dialog.asked.connect(lambda: self._add(dialog))
        dialog.open_over(self)

    def _add(self, dialog: HolidayDialog) -> None:
        la, first, last, what = dialog.filled
        self._run(
            lambda: add_holiday(self._app, la, first, last, what), lambda _value: "Kept.", dialog
        )

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "Import a list", "", "Lists (*.csv)")
        if path:
            self.import_file(Path(path))

    def _remove(self, holiday: Holiday) -> None:
        def put_back() -> None:
            again = (holiday.la, holiday.first, holiday.last, holiday.what)
            self._run(lambda: add_holiday(self._app, *again), lambda _value: "")

        self._run(
            lambda: remove_holiday(self._app, holiday),
            lambda _value: f"Removed: {words_for(holiday)}.",
            buttons=(("Undo", put_back),),
        )

    def _run(
        self,
        act: Callable[[], Done[Any]],
        said: Callable[[Any], str],
        dialog: FormDialog | None = None,
        buttons: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        def done(result: Done[Any]) -> None:
            if dialog is not None and still_there(dialog):
                dialog.accept()
            self.wrote.emit(result.changes)
            if words := said(result.value):
                self.told.emit("done", words, buttons)
            self.load()

        def failed(error: Exception) -> None:
            if dialog is not None and still_there(dialog):
                dialog.show_error(str(error))
            else:
                self.told.emit("late", str(error), ())

        self._lanes.run(act, done=done, failed=failed)


class HolidayDialog(FormDialog):
    """One holiday of an authority: its first and its last day."""

    def __init__(self, authorities: tuple[str, ...], today: date) -> None:
        super().__init__("Add a holiday", "Keep", icon="check")
        self.la = OpenChoice([(la, la) for la in authorities], "Local authority", "Its name")
        self.first = DateField("First day", lambda: today)
        self.last = DateField("Last day", lambda: today)
        self.what = QLineEdit()
        self._la_field = Field("Local authority", self.la)
        self._first_field = Field("First day", self.first)
        for row in (
            self._la_field,
            side_by_side(self._first_field, Field("Last day", self.last)),
            Field("What it is", self.what, "such as half term; may stay blank"),
        ):
            self.column.addWidget(row)
        self.la.set_value(authorities[0] if len(authorities) == 1 else "")
        self.la.setFocus()

    @property
    def filled(self) -> tuple[str, date, date, str]:
        """What was filled in, once `check` found nothing wrong."""
        assert self.first.value is not None
        assert self.last.value is not None
        return self.la.value, self.first.value, self.last.value, self.what.text().strip()

    def check(self) -> bool:
        """Whether the authority and both days are given."""
        self.first.read_now()
        self.last.read_now()
        missing = self.first.value is None or self.last.value is None
        self._la_field.set_error("" if self.la.value else NO_LA)
        self._first_field.set_error(NO_DAYS if missing else "")
        self.refit()
        return bool(self.la.value) and not missing


def words_for(holiday: Holiday) -> str:
    """`Westmarch: Half term, Mon 16 Feb 2026 to Fri 20 Feb 2026`."""
    what = f"{holiday.what}, " if holiday.what else ""
    return f"{holiday.la}: {what}{in_words(holiday.first)} to {in_words(holiday.last)}"


def _first(holiday: Holiday) -> date:
    return holiday.first


def _imported(holidays: tuple[Holiday, ...]) -> str:
    return f"{counted(len(holidays), 'holiday')} imported."
