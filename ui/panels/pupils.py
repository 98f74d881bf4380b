"""Focus pupils, by code only: year, target, review date, status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Done
from app.domain.pupils import FocusPupil, PupilStatus, is_pupil_code
from app.usecases.pupils import add_pupil, change_pupil, remove_pupil
from ui.panels.fields import field, line, show_words
from ui.panels.panel import EditedPanel
from ui.panels.row_editor import RowEditor, Verb
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.date_time import DateField
from ui.widgets.form_dialog import side_by_side
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText

_NOT_A_CODE = "Use a code such as P07 or Y4-12, never a name: the school keeps the key."
_STATUSES = [(status.value, status.label) for status in PupilStatus]


class PupilRow(RowEditor):
    """One focus pupil."""

    needs = "Not kept yet: give the pupil’s code."

    def build(self) -> None:
        self._code = line("Pupil’s code", "P07")
        self._year = line("Year group", "4")
        self._status = Choice(_STATUSES, "Status")
        self._review = DateField("Review date", self.live.app.today)
        self._target = GrowingText(lines=1, name="Target")
        self._code_field = field("Code", self._code)
        top = (
            self._code_field,
            field("Year", self._year),
            field("Status", self._status),
            field("Review on", self._review),
        )
        self.fields.addWidget(side_by_side(*top, stretches=(1, 1, 1, 2)))
        self.fields.addWidget(field("Target", self._target))
        self._connect()

    def values(self) -> Mapping[str, Any]:
        return {
            "code": self._code.text().strip(),
            "year": self._year.text().strip(),
            "status": PupilStatus(self._status.value),
            "review_date": self._review.value,
            "target": self._target.text.strip(),
        }

    def show_row(self, row: FocusPupil) -> None:
        self.title.setText(f"Pupil {row.code}")
        show_words(self._code, row.code)
        show_words(self._year, row.year)
        self._status.set_value(row.status.value)
        self._review.set_value(row.review_date)
        if self._target.text.strip() != row.target:
            self._target.set_text(row.target)

    def is_worth_keeping(self) -> bool:
        return is_pupil_code(self._code.text())

    def add(self, values: Mapping[str, Any]) -> tuple[Verb, tuple[Any, ...], Mapping[str, Any]]:
        school = self.live.opened.school
        pupil = FocusPupil(id=self.live.app.new_id(), urn=school.urn, **values)
        return add_pupil, (pupil,), {}

    def change(self) -> Verb:
        return change_pupil

    def first_field(self) -> QWidget:
        return self._code

    def _connect(self) -> None:
        self._code.textEdited.connect(self.touched)
        self._code.editingFinished.connect(self._check_code)
        self._year.textEdited.connect(self.touched)
        self._status.chosen.connect(self.touched)
        self._review.changed.connect(self.touched)
        self._target.textChanged.connect(self.touched)

    def _check_code(self) -> None:
        code = self._code.text()
        wrong = bool(code.strip()) and not is_pupil_code(code)
        self._code_field.set_error(_NOT_A_CODE if wrong else "")

    def _as_it_stands(self) -> Any:
        standing = super()._as_it_stands()
        return standing if is_pupil_code(standing.code) else self.row


class PupilsPanel(EditedPanel):
    """The focus pupils of the school; none before its agreement on data is signed."""

    add_words = "Add a focus pupil"
    removed_words = "Focus pupil removed."

    def build(self) -> None:
        super().build()
        school = self.live.opened.school
        page = Button("Open the school’s page", "school", "text", small=True)
        page.clicked.connect(lambda: self.school_asked.emit("pupils"))
        if school.agreement_date is None:
            self.add_button.hide()
            self.foot.addWidget(Words(_blocked(school.name), "table", "due", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(page)
        foot.addStretch(1)
        self.foot.addLayout(foot)

    def kept_rows(self) -> Sequence[FocusPupil]:
        return self.live.rows.pupils

    def editor(self, row: FocusPupil | None, number: int) -> RowEditor:
        return PupilRow(self.live, row, f"Pupil {number}")

    def remover(self) -> Callable[..., Done[Any]]:
        return remove_pupil

    def restorer(self) -> Callable[..., Done[Any]]:
        return change_pupil


def _blocked(school: str) -> str:
    return (
        f"{school} has no signed agreement on data yet, so no pupil codes may be kept. "
        "Enter the agreement’s date on the school’s page first."
    )
