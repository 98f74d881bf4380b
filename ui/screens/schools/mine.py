"""The table of one's own schools, and those that were given up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from app.domain.calendar import in_words
from ui.screens.schools.school_words import standing_chip
from ui.visit_words import near_day
from ui.widgets.buttons import Button
from ui.widgets.clearing import clear_layout
from ui.widgets.data_table import DataTable
from ui.widgets.rows_model import ChipDelegate, Column, RowsModel
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.domain.schools import School
    from app.usecases.school_lists import SchoolLists
    from app.usecases.schools import SchoolLine


class MySchools(QWidget):
    """One's own schools. `opened` carries a URN, `taken_back` that of one that was given up."""

    opened = Signal(int)
    taken_back = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.table = DataTable("My schools")
        self.table.setProperty("kind", "card")
        self.table.setItemDelegate(ChipDelegate(self.table))
        self.rows: RowsModel[SchoolLine] = RowsModel(())
        self._given_up = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.table, 1)
        column.addLayout(self._given_up)
        self.table.opened.connect(self._open)
        self.table.clicked.connect(self._open)

    def show_lists(self, lists: SchoolLists) -> None:
        """Show these schools."""
        self.rows = RowsModel(
            (
                Column("School", lambda line: line.school.name, strong=True),
                Column("Next visit", lambda line: _next(line, lists)),
                Column("Last visit", _last),
                Column("Open actions", lambda line: str(line.open_actions or "")),
                Column("Status", lambda line: standing_chip(line)[1], chip=standing_chip),
            )
        )
        self.rows.set_rows(lists.mine)
        self.table.setModel(self.rows)
        self._size_columns()
        if lists.mine:
            self.table.setCurrentIndex(self.rows.index(0, 0))
        self._show_given_up(lists.given_up)

    def _size_columns(self) -> None:
        heading = self.table.horizontalHeader()
        for column in range(1, self.rows.columnCount()):
            heading.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.stretch(0)

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(int(self.rows.row_at(index).school.urn))

    def _show_given_up(self, schools: Sequence[School]) -> None:
        clear_layout(self._given_up)
        for school in schools:
            self._given_up.addWidget(self._given_up_row(school))

    def _given_up_row(self, school: School) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        since = in_words(school.given_up) if school.given_up else ""
        row.addWidget(
            Words(f"{school.name}, given up {since}", "table", "text_muted", wrap=True), 1
        )
        again = Button("Take on again", small=True)
        again.setAccessibleName(f"Take on again: {school.name}")
        again.clicked.connect(partial(self._take_back, int(school.urn)))
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _take_back(self, urn: int, _checked: object = None) -> None:
        self.taken_back.emit(urn)


def _next(line: SchoolLine, lists: SchoolLists) -> str:
    return near_day(line.next_visit.on, lists.today) if line.next_visit else ""


def _last(line: SchoolLine) -> str:
    return in_words(line.last_visit) if line.last_visit else "None yet"
