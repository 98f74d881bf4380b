"""What was looked at: the source, where, how many, what was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import reference
from app.domain.changes import Done
from app.domain.records import Evidence
from app.usecases.panels import MOST_COUNTED, add_evidence, change_row, remove_row
from ui import theme
from ui.panels.fields import field, line, show_words
from ui.panels.panel import EditedPanel
from ui.panels.role_choice import OpenChoice
from ui.panels.row_editor import RowEditor, Verb
from ui.widgets.text_box import GrowingText

SOURCES = tuple(reference.evidence_sources().items())
"""The built-in forms' list of sources; any other is its own words."""


class EvidenceRow(RowEditor):
    """One thing that was looked at."""

    needs = "Not kept yet: say what was looked at."

    def build(self) -> None:
        self._source = OpenChoice(SOURCES, "What was looked at", "Lessons, books …")
        self._where = line("Where", "Years 3 and 4")
        self._count = line("How many")
        self._count.setValidator(QIntValidator(1, MOST_COUNTED, self._count))
        self._count.setFixedWidth(round(theme.em() * 4.5))
        self._seen = GrowingText(lines=2, name="What was seen")
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(field("Looked at", self._source), 2)
        row.addWidget(field("Where", self._where, "class or year group"), 2)
        row.addWidget(field("How many", self._count))
        self.fields.addWidget(top)
        self.fields.addWidget(field("What was seen", self._seen))
        self._source.chosen.connect(self.touched)
        self._where.textEdited.connect(self.touched)
        self._count.textEdited.connect(self.touched)
        self._seen.textChanged.connect(self.touched)

    def values(self) -> Mapping[str, Any]:
        return {
            "source": self._source.value,
            "where": self._where.text().strip(),
            "count": int(self._count.text() or 1),
            "seen": self._seen.text.strip(),
        }

    def show_row(self, row: Evidence) -> None:
        self._source.set_value(row.source)
        show_words(self._where, row.where)
        if not self._count.hasFocus():
            self._count.setText(str(row.count))
        if self._seen.text.strip() != row.seen:
            self._seen.set_text(row.seen)

    def is_worth_keeping(self) -> bool:
        return bool(self._source.value)

    def add(self, values: Mapping[str, Any]) -> tuple[Verb, tuple[Any, ...], Mapping[str, Any]]:
        named = {"where": values["where"], "count": values["count"], "seen_of_it": values["seen"]}
        return add_evidence, (self.live.opened.record.id, values["source"]), named

    def change(self) -> Verb:
        return change_row

    def first_field(self) -> QWidget:
        return self._source


class EvidencePanel(EditedPanel):
    """All that was looked at."""

    add_words = "Add what was looked at"
    removed_words = "Row removed."

    def kept_rows(self) -> Sequence[Evidence]:
        return self.live.rows.evidence

    def editor(self, row: Evidence | None, number: int) -> RowEditor:
        return EvidenceRow(self.live, row, f"Looked at, {number}")

    def remover(self) -> Callable[..., Done[Any]]:
        return remove_row

    def restorer(self) -> Callable[..., Done[Any]]:
        return change_row
