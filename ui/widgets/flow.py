"""Two layouts that follow the width: items that flow onto new lines, and grids of equal cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem

_Row = list[tuple[QLayoutItem, QSize]]


class _ItemsLayout(QLayout):
    """What the two have in common: a list of items, and a height that depends on the width."""

    def __init__(self, parent: QWidget | None, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addWidget(self, widget: QWidget, /) -> None:
        # Qt would make an item that Python doesn't hear the end of: its memory may then be taken
        # for another's, and showing the page again ends the program.
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        raise NotImplementedError


class FlowLayout(_ItemsLayout):
    """Items from left to right at the size they want, going on to a new line where one is full.

    Items of a line stand on its middle, or at its `top`. One that is wider than a whole line
    takes the line and the height it needs then. `line_gap` is the room between lines, in pixels,
    where it is not that between items.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = 8,
        *,
        line_gap: int | None = None,
        top: bool = False,
    ) -> None:
        super().__init__(parent, gap)
        self._line_gap = gap if line_gap is None else line_gap
        self._top = top

    def sizeHint(self) -> QSize:
        wanted = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in wanted) + self.spacing() * max(len(wanted) - 1, 0)
        return QSize(width, max((size.height() for size in wanted), default=0))

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.y()
        for row in self._rows(rect.width()):
            tallest = max(size.height() for _item, size in row)
            if move:
                self._place_row(row, rect.x(), top, tallest)
            top += tallest + self._line_gap
        return max(top - self._line_gap - rect.y(), 0)

    def _rows(self, width: int) -> list[_Row]:
        rows: list[_Row] = []
        left = 0
        for item in self._shown():
            size = _size_within(item, width)
            if not rows or left + size.width() > width:
                rows.append([])
                left = 0
            rows[-1].append((item, size))
            left += size.width() + self.spacing()
        return rows

    def _place_row(self, row: _Row, left: int, top: int, tallest: int) -> None:
        for item, size in row:
            drop = 0 if self._top else (tallest - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top + drop), size))
            left += size.width() + self.spacing()


class EqualGrid(_ItemsLayout):
    """Cards of equal width in rows of equal height: as many to a row as `columns` allows.

    `columns` lists the numbers of columns to choose from, largest first; the first is taken in
    which every card is at least `narrowest()` pixels wide.
    """

    def __init__(
        self,
        parent: QWidget | None,
        columns: Sequence[int],
        narrowest: Callable[[], float],
        gap: int = 8,
    ) -> None:
        super().__init__(parent, gap)
        self._columns = tuple(columns)
        self._narrowest = narrowest

    def columns_at(self, width: int) -> int:
        """How many cards stand side by side at `width`."""
        for count in self._columns:
            if (width - self.spacing() * (count - 1)) / count >= self._narrowest():
                return count
        return self._columns[-1]

    def sizeHint(self) -> QSize:
        least = self.minimumSize()
        most = self._columns[0]
        width = max(least.width(), round(self._narrowest())) * most + self.spacing() * (most - 1)
        return QSize(width, self.heightForWidth(width))

    def _place(self, rect: QRect, *, move: bool) -> int:
        count = self.columns_at(rect.width())
        width = (rect.width() - self.spacing() * (count - 1)) // count
        shown, top = self._shown(), rect.y()
        for first in range(0, len(shown), count):
            row = shown[first : first + count]
            height = max(_height_at(item, width) for item in row)
            for column, item in enumerate(row):
                if move:
                    left = rect.x() + column * (width + self.spacing())
                    item.setGeometry(QRect(left, top, width, height))
            top += height + self.spacing()
        return max(top - self.spacing() - rect.y(), 0)


def _size_within(item: QLayoutItem, width: int) -> QSize:
    wanted = item.sizeHint()
    if wanted.width() <= width:
        return wanted
    return QSize(width, _height_at(item, width))


def _height_at(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()
