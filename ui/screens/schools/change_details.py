"""Correcting what is known of a school: its name, phase, ages and address."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from app.domain.schools import School
from ui.screens.schools.school_fields import SchoolFields
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side

WORDS = "As it should stand on notes of visit from now on. Finished notes stay as they are."
BAD_AGES = "Give ages in whole years, the younger first, such as 3 and 11; or leave both empty."
OLDEST = 99


class SchoolDetailsDialog(FormDialog):
    """The facts of a school taken on. `asked` once they can be kept; read `school` then."""

    def __init__(self, school: School) -> None:
        super().__init__(f"Details of {school.name}", "Keep", WORDS, icon="check", ems=36)
        self._before = school
        self.fields = SchoolFields()
        self.low_age = QLineEdit(_shown(school.low_age))
        self.high_age = QLineEdit(_shown(school.high_age))
        self._low_field = Field("Youngest age", self.low_age, "years")
        self._high_field = Field("Oldest age", self.high_age, "years")
        self.fields.show_school(school)
        ages = side_by_side(self._low_field, self._high_field)
        for row in self.fields.rows(self.fields.name_field, ages):
            self.column.addWidget(row)
        self.fields.name.setFocus()

    @property
    def school(self) -> School:
        """The school with what was filled in."""
        facts = self.fields.facts
        ages = {"low_age": _age(self.low_age), "high_age": _age(self.high_age)}
        return replace(self._before, **facts, **ages)  # type: ignore[arg-type]  # texts and ages by the school's own field names

    def check(self) -> bool:
        """Whether there is a name, and the ages are a range or both empty."""
        named = self.fields.check_name()
        in_order = self._ages_in_order()
        self._low_field.set_error("" if in_order else BAD_AGES)
        if not (named and in_order):
            (self.low_age if named else self.fields.name).setFocus()
            self.refit()
        return named and in_order

    def _ages_in_order(self) -> bool:
        if not (self.low_age.text().strip() or self.high_age.text().strip()):
            return True
        low, high = _age(self.low_age), _age(self.high_age)
        return low is not None and high is not None and low <= high <= OLDEST


def _shown(age: int | None) -> str:
    return "" if age is None else str(age)


def _age(line: QLineEdit) -> int | None:
    text = line.text().strip()
    return int(text) if text.isascii() and text.isdigit() else None
