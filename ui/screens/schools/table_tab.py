"""A tab that is a table with buttons for its rows, and words for where there are none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, EmptyState
from ui.widgets.clearing import clear_layout
from ui.widgets.data_table import DataTable
from ui.widgets.flow import FlowLayout
from ui.widgets.rows_model import ChipDelegate, Column, RowsModel
from ui.widgets.text import Words

T = TypeVar("T")


class TableTab(QWidget, Generic[T]):
    """Buttons above a table. A button added with `add_row_button` works on the row one is on."""

    def __init__(
        self, name: str, columns: Sequence[Column[T]], widest: Sequence[int] = (0,)
    ) -> None:
        super().__init__()
        self._widest = tuple(widest)
        self.table = DataTable(name)
        self.rows = RowsModel(columns)
        self.note = Words("", "caption", "text_muted", wrap=True)
        self._bar = QWidget()
        self._buttons = FlowLayout(self._bar, theme.space("gap_between_controls"))
        self._empty = QVBoxLayout()
        self._lead = QVBoxLayout()
        self._row_buttons: list[tuple[Button, Callable[[T], str]]] = []
        self._build()

    def add_button(self, button: Button, act: Callable[[], object]) -> Button:
        """Append a button that works without a row."""
        button.clicked.connect(lambda _on=False: act())
        self._buttons.addWidget(button)
        return button

    def add_row_button(
        self, button: Button, act: Callable[[T], object], reason: Callable[[T], str] | None = None
    ) -> Button:
        """Append a button that does `act` with the row; `reason` says why it cannot, or blank."""

        def press() -> None:
            row = self.current
            if row is not None:
                act(row)

        button.clicked.connect(press)
        self._buttons.addWidget(button)
        self._row_buttons.append((button, reason or (lambda _row: "")))
        return button

    def open_with(self, act: Callable[[T], object]) -> None:
        """Have Enter and a double click on a row do `act`."""
        self.table.opened.connect(lambda index: act(self.rows.row_at(index)))

    @property
    def current(self) -> T | None:
        """The row one is on."""
        index = self.table.currentIndex()
        return self.rows.row_at(index) if index.isValid() else None

    def show_rows(self, rows: Sequence[T], empty: str = "", *buttons: Button) -> None:
        """Show `rows`, or the sentence `empty` with its buttons where there are none.

        The place in the table stays where it can.
        """
        at = max(self.table.currentIndex().row(), 0)
        self.rows.set_rows(rows)
        clear_layout(self._empty)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.setCurrentIndex(self.rows.index(min(at, len(rows) - 1), 0))
        else:
            card = Card()
            card.body.addWidget(EmptyState(empty, *buttons))
            self._empty.addWidget(card)
            card.show()
        self._judge_buttons()

    def _build(self) -> None:
        self.table.setProperty("kind", "card")
        self.table.setItemDelegate(ChipDelegate(self.table))
        self.table.setModel(self.rows)
        self.table.selectionModel().currentRowChanged.connect(self._judge_buttons)
        heading = self.table.horizontalHeader()
        for column in range(self.rows.columnCount()):
            heading.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in self._widest:
            self.table.stretch(column)
        tall = self.table.verticalHeader()
        tall.setMinimumSectionSize(theme.size("table_row"))
        tall.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._bar, 1)
        self.note.hide()
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(12)
        column_box.addLayout(top)
        column_box.addWidget(self.note)
        column_box.addLayout(self._lead)
        column_box.addWidget(self.table, 1)
        column_box.addLayout(self._empty)
        column_box.addStretch(0)

    def _judge_buttons(self, _now: QModelIndex | None = None, _was: object = None) -> None:
        row = self.current
        for button, reason in self._row_buttons:
            button.setVisible(bool(self.rows.rows))
            button.set_reason(reason(row) if row is not None else "Choose a row first")

    def lead_with(self, widget: QWidget) -> None:
        """Put `widget` between the buttons and the table."""
        self._lead.addWidget(widget)

    def set_note(self, words: str) -> None:
        """Say something above the table, or nothing."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft)
