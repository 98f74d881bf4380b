"""What was found in the register: the list, and the details of the school it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.counting import counted
from app.domain.schools import RegisterSchool
from ui import theme
from ui.screens.schools.school_words import (
    AnySchool,
    fact_lines,
    place_words,
    status_chip,
)
from ui.widgets.buttons import Button
from ui.widgets.chips import StateChip
from ui.widgets.clearing import clear_layout
from ui.widgets.data_table import DataTable
from ui.widgets.rows_model import Chip, ChipDelegate, Column, RowsModel
from ui.widgets.text import Words

OURS: Chip = ("soft", "Yours")


@dataclass(frozen=True, slots=True)
class Found:
    """A school that fits what was typed, and whether it is one's own."""

    school: AnySchool
    mine: bool


class FindResults(QWidget):
    """The schools that were found. `taken` carries the URN to take on, `opened` one to open,
    `successors_wanted` URNs whose names the details need.
    """

    taken = Signal(int)
    opened = Signal(int)
    successors_wanted = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.rows: RowsModel[Found] = RowsModel(_COLUMNS)
        self.table = DataTable("Schools found")
        self.details = SchoolDetails()
        self.count = Words("", "caption", "text_muted", wrap=True)
        self.act_here = Button("Take on", small=True)
        self._stacked = False
        self._build()
        self.act_here.clicked.connect(self.act)
        self.table.opened.connect(self._act)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.details.taken.connect(self.taken)
        self.details.opened.connect(self.opened)
        self.details.other_asked.connect(self.show_school)
        self.details.successors_wanted.connect(self.successors_wanted)

    def show_found(
        self, found: Sequence[Found], *, more: bool, words: str, again: bool = False
    ) -> None:
        """Show these, best first, with the first one chosen; `words` say where there are none.

        Where the same is shown `again`, the school one was on stays chosen.
        """
        kept = self.details.urn if again else 0
        self.rows.set_rows(found)
        self.count.setText(_count_words(len(found), more=more) if found else words)
        self._show_parts()
        if found:
            at = next((n for n, one in enumerate(found) if one.school.urn == kept), 0)
            self.table.setCurrentIndex(self.rows.index(at, 0))
            self._show_row(self.table.currentIndex())

    def step(self, step: int) -> None:
        """Go `step` rows down or up, from the box above."""
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(row, 0))

    def act(self) -> None:
        """Do with the school it stands on what Enter does: take it on, or open it."""
        if self.table.currentIndex().isValid() and self.rows.rows:
            self._act(self.table.currentIndex())

    def show_school(self, school: RegisterSchool) -> None:
        """Show the details of another school, such as a successor."""
        self.details.show_school(school, mine=False)

    def set_stacked(self, *, stacked: bool) -> None:
        """Leave the details out where there is no room beside the list, but for their button."""
        self._stacked = stacked
        self.details.setFixedWidth(max(theme.panel("side_panel"), round(theme.em() * 20)))
        self._show_parts()
        for column in _SPARE:
            self.table.setColumnHidden(column, stacked)

    def _build(self) -> None:
        self.table.setProperty("kind", "card")
        self.table.setItemDelegate(ChipDelegate(self.table))
        self.table.setModel(self.rows)
        heading = self.table.horizontalHeader()
        for column in range(1, len(_COLUMNS)):
            heading.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.table.stretch(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.space("gap_between_cards"))
        self._row.addWidget(self.table, 1)
        self._row.addWidget(self.details)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(self.count, 1)
        top.addWidget(self.act_here)
        whole.addLayout(top)
        whole.addLayout(self._row, 1)
        whole.addStretch(0)

    def _show_parts(self) -> None:
        found = bool(self.rows.rows)
        self.table.setVisible(found)
        self.details.setVisible(found and not self._stacked)
        self.act_here.setVisible(found and self._stacked)

    def _act(self, index: QModelIndex) -> None:
        found = self.rows.row_at(index)
        (self.opened if found.mine else self.taken).emit(int(found.school.urn))

    def _show_row(self, index: QModelIndex) -> None:
        if index.isValid():
            found = self.rows.row_at(index)
            self.details.show_school(found.school, mine=found.mine)
            self.act_here.setText("Open its page" if found.mine else "Take on")


class SchoolDetails(QScrollArea):
    """One school's facts, its status in words, its successors, and the button to take it on."""

    taken = Signal(int)
    opened = Signal(int)
    other_asked = Signal(object)
    successors_wanted = Signal(tuple)

    def __init__(self) -> None:
        super().__init__()
        self.urn = 0
        self.take_on = Button("Take on", "plus", "main")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._mine = False
        card = QFrame()
        card.setProperty("kind", "card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(16, 14, 16, 16)
        self._column.setSpacing(10)
        self._successors = QVBoxLayout()
        self._top = QVBoxLayout()
        self._column.addLayout(self._top)
        self._column.addLayout(self._successors)
        self._column.addStretch(1)
        self._column.addWidget(self.take_on)
        self.setWidget(card)
        self.setAccessibleName("The school")
        self.take_on.clicked.connect(self._press)

    def show_school(self, school: AnySchool, *, mine: bool) -> None:
        """Show this school; the names of its successors are asked for."""
        self.urn, self._mine = int(school.urn), mine
        clear_layout(self._top)
        clear_layout(self._successors)
        title = Words(school.name, "card_title", wrap=True)
        kind, words = status_chip(school)
        for widget in (title, StateChip(kind, words), _facts(school)):
            self._top.addWidget(widget)
            widget.show()
        self.take_on.setText("Open its page" if mine else "Take on")
        self.take_on.set_icon("arrow-right" if mine else "plus")
        self.take_on.setAccessibleName(f"{self.take_on.text()}: {school.name}")
        if isinstance(school, RegisterSchool) and school.successors:
            self.successors_wanted.emit(school.successors)

    def show_successors(self, schools: Sequence[RegisterSchool]) -> None:
        """Name the schools that took this one's place."""
        clear_layout(self._successors)
        self._add_successor(Words("Its place was taken by", "caption", "text_muted"))
        for school in schools:
            button = Button(school.name, "arrow-right", "text", small=True)
            button.clicked.connect(partial(self._ask_other, school))
            self._add_successor(button)

    def _add_successor(self, widget: QWidget) -> None:
        self._successors.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        widget.show()

    def _ask_other(self, school: RegisterSchool, _checked: object = None) -> None:
        self.other_asked.emit(school)

    def _press(self) -> None:
        (self.opened if self._mine else self.taken).emit(self.urn)


def _facts(school: AnySchool) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 2, 0, 2)
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for row, (name, said) in enumerate(fact_lines(school)):
        grid.addWidget(Words(name, "caption", "text_muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        words = Words(said, "table", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(words, row, 1)
    return holder


def _chip(found: Found) -> Chip | None:
    if found.mine:
        return OURS
    return None if found.school.status.value == "open" else status_chip(found.school)


def _count_words(number: int, *, more: bool) -> str:
    if more:
        return f"The best {number}. Type more to narrow them down."
    return counted(number, "school")


_SPARE = (2, 3)  # columns that the details say too
_COLUMNS: tuple[Column[Found], ...] = (
    Column("School", lambda found: found.school.name, strong=True),
    Column("Place", lambda found: place_words(found.school)),
    Column("Local authority", lambda found: found.school.la_name),
    Column("URN", lambda found: str(found.school.urn)),
    Column("", lambda found: (_chip(found) or ("", ""))[1], chip=_chip),
)
