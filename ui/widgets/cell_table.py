"""Tables of words, states and notes: what stands in a cell, the model of them, and the view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from ui import theme
from ui.widgets.chips import chip_size, paint_chip
from ui.widgets.data_table import CellDelegate, DataTable
from ui.widgets.focus_ring import paint_ring

Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemDataRole.UserRole
_SIDE = 10  # pixels left and right of the words
_ABOVE = 6  # pixels above and below them
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: words, a smaller note beneath, and a state with its icon.

    `look` is `plain`, `strong`, `muted`, `chip` (words on the state's colour) or `mark` (an icon
    and words in the state's colour). `kind` is a state: done, due, late, neutral, soft.
    """

    text: str
    note: str = ""
    look: str = "plain"
    kind: str = "neutral"
    icon: str = ""
    order: str = ""

    @property
    def spoken(self) -> str:
        """All that is said in the cell."""
        return ", ".join(part for part in (self.text, self.note) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the key it is known by, and its cells."""

    key: str
    cells: tuple[Cell, ...]


class CellModel(QAbstractTableModel):
    """Rows of cells under headings."""

    def __init__(self, headings: Sequence[str]) -> None:
        super().__init__()
        self._headings = tuple(headings)
        self._lines: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows that are shown."""
        return self._lines

    def show_lines(self, lines: Sequence[Line], headings: Sequence[str] = ()) -> None:
        """Show other rows, under other headings where some are given."""
        self.beginResetModel()
        self._headings = tuple(headings) or self._headings
        self._lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self._lines[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._headings[index.column()]}: {cell.spoken}"
        return cell if role == _CELL else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None


class CellPainter(CellDelegate):
    """Paints a `Cell`: words that wrap, a note beneath them, chips and marks."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(_CELL)
        painter.save()
        self._paint_ground(painter, option)
        self.paint_inner(painter, option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE), cell)
        painter.restore()
        if self._view.hasFocus() and index == self._view.currentIndex():
            paint_ring(painter, option.rect)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width() or 10_000
        inner = self.inner_size(index.data(_CELL), width - 2 * _SIDE)
        return inner + QSize(2 * _SIDE, 2 * _ABOVE)

    def paint_inner(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        """Paint what is in the cell; subclasses know other looks."""
        if cell.look == "chip" and cell.text:
            _paint_chip(painter, inner, cell)
        else:
            paint_words(painter, inner, cell)

    def inner_size(self, cell: Cell, width: int) -> QSize:
        """The room that what is in the cell needs at `width`."""
        return chip_size(cell.text, cell.icon) if cell.look == "chip" else words_size(cell, width)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        role = "soft" if chosen else "sunken" if hovered else "surface"
        painter.fillRect(option.rect, theme.colour(role))
        painter.setPen(theme.colour("border"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if self._view.property("columns"):
            painter.drawLine(option.rect.topRight(), option.rect.bottomRight())


class CellTable(DataTable):
    """A table of `Cell`s. With `fitted` it is as tall as its rows and scrolls with its page.

    `widths` are shares of the room: a column with 0 takes what its words need. `cells` paints;
    with the property `columns` it draws lines between columns too.
    """

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        widths: Sequence[int],
        *,
        fitted: bool = False,
        cells: type[CellPainter] = CellPainter,
    ) -> None:
        super().__init__(name)
        self.rows = CellModel(headings)
        self._widths = tuple(widths)
        self._fitted = fitted
        self.setModel(self.rows)
        self.setItemDelegate(cells(self))
        heading = self.horizontalHeader()
        heading.setStretchLastSection(False)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, lines: Sequence[Line], headings: Sequence[str] = ()) -> None:
        """Show other rows; the one the keyboard was on stays the current one where it can."""
        at = self.currentIndex()
        self.rows.show_lines(lines, headings)
        self.fit()
        if lines:
            row = min(max(at.row(), 0), len(lines) - 1)
            self.setCurrentIndex(self.rows.index(row, max(at.column(), 0)))

    def key_at(self, index: QModelIndex) -> str:
        """The key of the row at `index`."""
        return self.rows.lines[index.row()].key if index.isValid() else ""

    def set_widths(self, widths: Sequence[int]) -> None:
        """Share the room out in another way."""
        self._widths = tuple(widths)
        self.fit()

    def fit(self) -> None:
        """Give columns and rows the room their words need."""
        self._share_width()
        self.resizeRowsToContents()
        if self._fitted:
            rows = sum(self.rowHeight(row) for row in range(self.rows.rowCount()))
            bar = self.horizontalScrollBar()
            below = bar.sizeHint().height() if self._needed() > self.viewport().width() else 0
            self.setFixedHeight(self._heading_height() + rows + below + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self.fit()

    def _heading_height(self) -> int:
        heading = self.horizontalHeader()
        return 0 if heading.isHidden() else heading.sizeHint().height()

    def _needed(self) -> int:
        return sum(self.columnWidth(column) for column in range(self.rows.columnCount()))

    def _share_width(self) -> None:
        """Columns without a share take what they need; the others share what is left, though
        none goes below its least.
        """
        columns = range(self.rows.columnCount())
        widths = {at: self._own_width(at) for at in columns if not self._widths[at]}
        sharing = [at for at in columns if at not in widths]
        while sharing:
            left = self.viewport().width() - sum(widths.values())
            whole = sum(self._widths[at] for at in sharing)
            shared = {at: left * self._widths[at] // whole for at in sharing}
            short = [at for at in sharing if shared[at] < self._least(at)]
            widths.update({at: self._least(at) for at in short} if short else shared)
            sharing = [at for at in short and sharing if at not in widths]
        for at, width in widths.items():
            self.setColumnWidth(at, width)

    def _least(self, column: int) -> int:
        heading = self.horizontalHeader().sectionSizeHint(column)
        return max(heading, round(theme.em() * 5.5))

    def _own_width(self, column: int) -> int:
        heading = self.horizontalHeader().sectionSizeHint(column)
        cells = (line.cells[column] for line in self.rows.lines)
        return max([heading, *(_natural_width(cell) for cell in cells)])


def _natural_width(cell: Cell) -> int:
    if cell.look == "chip":
        return chip_size(cell.text, cell.icon).width() + 2 * _SIDE
    words = QFontMetrics(_font(cell)).horizontalAdvance(cell.text)
    note = QFontMetrics(theme.font("caption")).horizontalAdvance(cell.note)
    return max(words + _icon_room(cell), note) + 2 * _SIDE + 2


def words_size(cell: Cell, width: int) -> QSize:
    """The room that the words and the note of a cell need at `width` pixels."""
    words = width - _icon_room(cell)
    height = _height(_font(cell), words, cell.text)
    if cell.note:
        height += _height(theme.font("caption"), words, cell.note)
    return QSize(width, height)


def _height(font: QFont, width: int, text: str) -> int:
    limits = QRect(0, 0, max(width, 1), 100_000)
    return QFontMetrics(font).boundingRect(limits, _WRAPPED, text).height()


def _icon_room(cell: Cell) -> int:
    return theme.size("icon") + 6 if cell.icon else 0


def _font(cell: Cell) -> QFont:
    marked = cell.look == "mark" and cell.kind in {"due", "late", "soft"}
    return theme.font("table", strong=marked or cell.look == "strong")


def _paint_chip(painter: QPainter, inner: QRect, cell: Cell) -> None:
    size = chip_size(cell.text, cell.icon)
    size.setWidth(min(size.width(), inner.width()))
    place = QRect(inner.topLeft(), size)
    place.moveTop(inner.y() + (inner.height() - size.height()) // 2)
    paint_chip(painter, place, cell.kind, cell.text, cell.icon)


def paint_words(painter: QPainter, inner: QRect, cell: Cell) -> None:
    """Paint icon, words and note into `inner`, on its middle."""
    needed = words_size(cell, inner.width()).height()
    place = inner.adjusted(0, max((inner.height() - needed) // 2, 0), 0, 0)
    if cell.icon:
        _paint_icon(painter, place, cell)
    place.adjust(_icon_room(cell), 0, 0, 0)
    painter.setFont(_font(cell))
    painter.setPen(theme.colour(_role(cell)))
    painter.drawText(place, _WRAPPED, cell.text)
    if cell.note:
        place.setTop(place.y() + _height(_font(cell), place.width(), cell.text))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_muted"))
        painter.drawText(place, _WRAPPED, cell.note)


def _paint_icon(painter: QPainter, place: QRect, cell: Cell) -> None:
    side = theme.size("icon")
    line = QFontMetrics(_font(cell)).height()
    role = "primary" if cell.kind == "soft" else cell.kind
    picture = theme.picture(cell.icon, role, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(place.x(), place.y() + (line - side) // 2, picture)


def _role(cell: Cell) -> str:
    if cell.look == "muted":
        return "text_muted"
    return cell.kind if cell.look == "mark" and cell.kind in {"due", "late"} else "text"
