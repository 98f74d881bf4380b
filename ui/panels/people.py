"""People met at a visit: by role, with a name only where that person wished it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.changes import Done
from app.domain.records import MetPerson
from app.usecases.panels import add_met_person, change_row, remove_row
from ui.panels.fields import field, line, show_words
from ui.panels.panel import EditedPanel
from ui.panels.role_choice import role_choice
from ui.panels.row_editor import RowEditor, Verb


class PersonRow(RowEditor):
    """One person met."""

    needs = "Not kept yet: give the person’s role."

    def build(self) -> None:
        self._role = role_choice("Role of the person you met")
        self._name = line("Name, only if the person wishes it")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(field("Role", self._role), 1)
        row.addWidget(field("Name", self._name, "only if the person wishes it"), 1)
        holder = QWidget()
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        self.fields.addWidget(holder)
        self._role.chosen.connect(self.touched)
        self._name.textEdited.connect(self.touched)

    def values(self) -> Mapping[str, Any]:
        return {"role": self._role.value, "name": self._name.text().strip()}

    def show_row(self, row: MetPerson) -> None:
        self._role.set_value(row.role)
        show_words(self._name, row.name)

    def is_worth_keeping(self) -> bool:
        return bool(self._role.value)

    def add(self, values: Mapping[str, Any]) -> tuple[Verb, tuple[Any, ...], Mapping[str, Any]]:
        return add_met_person, (self.live.opened.record.id, values["role"], values["name"]), {}

    def change(self) -> Verb:
        return change_row

    def first_field(self) -> QWidget:
        return self._role


class PeoplePanel(EditedPanel):
    """The people met at this record's visit."""

    add_words = "Add a person"
    removed_words = "Person removed."

    def kept_rows(self) -> Sequence[MetPerson]:
        return self.live.rows.people

    def editor(self, row: MetPerson | None, number: int) -> RowEditor:
        return PersonRow(self.live, row, f"Person {number}")

    def remover(self) -> Callable[..., Done[Any]]:
        return remove_row

    def restorer(self) -> Callable[..., Done[Any]]:
        return change_row
