"""A table's rows from plain values: each column says how it shows one, in words or as a chip."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui import theme
from ui.widgets.chips import STATE_ICONS, chip_size, paint_chip
from ui.widgets.data_table import CellDelegate

AnyIndex = QModelIndex | QPersistentModelIndex
T = TypeVar("T")
Chip = tuple[str, str]
"""The kind of a state chip, and its words."""
_CHIP_ROLE = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its title, its words for a row, and whether they are strong or a chip."""

    title: str
    words: Callable[[T], str]
    strong: bool = False
    chip: Callable[[T], Chip | None] | None = None


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows for a `DataTable`; `row_at` answers the value behind a row."""

    def __init__(self, columns: Sequence[Column[T]]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._rows: tuple[T, ...] = ()

    @property
    def rows(self) -> tuple[T, ...]:
        """What is shown."""
        return self._rows

    def row_at(self, index: AnyIndex) -> T:
        """The value behind the row of `index`."""
        return self._rows[index.row()]

    def set_rows(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self._said(column, row) or 'nothing'}"
        if role == Qt.ItemDataRole.FontRole and column.strong:
            font = theme.font("table")
            font.setBold(True)
            return font
        if role == _CHIP_ROLE:
            return column.chip(row) if column.chip else None
        return column.words(row) if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return None

    def _said(self, column: Column[T], row: T) -> str:
        chip = column.chip(row) if column.chip else None
        return chip[1] if chip else column.words(row)


class ChipDelegate(CellDelegate):
    """Paints the cells of columns that say a chip as one, and all others in words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        chip = index.data(_CHIP_ROLE)
        if chip is None:
            return super().sizeHint(option, index) + QSize(0, 8)
        size = chip_size(chip[1], STATE_ICONS[chip[0]])
        return QSize(size.width() + 20, size.height() + 8)

    def initStyleOption(self, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().initStyleOption(option, index)
        if index.data(_CHIP_ROLE) is not None:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        chip = index.data(_CHIP_ROLE)
        if chip is not None:
            size = chip_size(chip[1], STATE_ICONS[chip[0]])
            top = option.rect.y() + (option.rect.height() - size.height()) // 2
            width = min(size.width(), option.rect.width() - 12)
            place = QRect(option.rect.x() + 8, top, width, size.height())
            paint_chip(painter, place, chip[0], chip[1], STATE_ICONS[chip[0]])
