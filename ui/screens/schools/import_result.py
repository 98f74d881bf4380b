"""What an import did: numbers first, then the rows that were refused and the facts that changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.register import CHANGES_TOLD, ListKind, RefusedRow, RegisterChange
from ui import theme
from ui.widgets.data_table import DataTable
from ui.widgets.icon_line import IconLine
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.domain.register import ImportReport

T = TypeVar("T")
_ROWS = 5  # shown at once; the table scrolls


class ImportResult(QWidget):
    """The report of one import, to be read."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.summary = summary_words(report)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(IconLine("circle-check", "done", self.summary, "body", strong=True))
        for words in notes(report):
            column.addWidget(Words(words, "table", "text_muted", wrap=True))
        if report.refused:
            column.addWidget(Words("Rows that could not be used", "caption", strong=True))
            column.addWidget(_refused(report.refused))
        changed = report.taken_on or report.changes
        if changed:
            mine = "Changed at your schools" if report.taken_on else "Changed"
            column.addWidget(Words(mine, "caption", strong=True))
            column.addWidget(_changes(changed))


def summary_words(report: ImportReport) -> str:
    """The numbers of the report: how many were read, and what became of them."""
    things = "schools" if report.kind is ListKind.SCHOOLS else "links between schools"
    return (
        f"{report.read:,} {things} read: {report.added:,} added, {report.updated:,} updated, "
        f"{report.unchanged:,} unchanged, {len(report.refused):,} refused."
    )


def notes(report: ImportReport) -> list[str]:
    """What else is worth a sentence."""
    said = []
    if report.left_out:
        said.append(f"{report.left_out:,} were left out, as you asked.")
    if report.closed:
        said.append(f"{report.closed:,} that were open are closed now.")
    if report.reopened:
        said.append(
            f"{report.reopened:,} that were closed are open in this list. Is it an older one?"
        )
    if report.not_in_file:
        said.append(f"{report.not_in_file:,} are not in this file and stay as they were.")
    if report.changed > CHANGES_TOLD:
        said.append(f"{report.changed:,} facts changed; the first {CHANGES_TOLD} are listed.")
    return said


def _refused(rows: Sequence[RefusedRow]) -> DataTable:
    columns: tuple[Column[RefusedRow], ...] = (
        Column("Line", lambda row: f"{row.line:,}"),
        Column("Why", lambda row: row.reason),
    )
    return _table("Rows that could not be used", columns, rows, stretched=1)


def _changes(rows: Sequence[RegisterChange]) -> DataTable:
    columns: tuple[Column[RegisterChange], ...] = (
        Column("School", lambda row: row.name),
        Column("What", lambda row: row.field_words),
        Column("Before", lambda row: row.old or "blank"),
        Column("Now", lambda row: row.new or "blank"),
    )
    return _table("What changed", columns, rows, stretched=0)


def _table(name: str, columns: Sequence[Column[T]], rows: Sequence[T], stretched: int) -> DataTable:
    table = DataTable(name)
    model = RowsModel(columns)
    model.setParent(table)
    model.set_rows(rows)
    table.setModel(model)
    table.setProperty("kind", "card")
    table.stretch(stretched)
    table.setFixedHeight(theme.size("table_row") * (min(len(rows), _ROWS) + 1) + 6)
    return table
