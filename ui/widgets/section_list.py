"""The list of a form's sections: a ring for to do, a tick for complete, a lock for private.

A section may have its prompts beneath it, each with its state as an icon and in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui import theme
from ui.widgets.focus_ring import paint_ring
from ui.widgets.text import tip

AnyIndex = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_NOTE = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_SIDE = 11  # pixels left and right of what is in a row
_INSET = 16  # pixels that a prompt stands further in


class SectionState(StrEnum):
    """How far a section is."""

    COMPLETE = "complete"
    TO_DO = "to_do"
    OPEN = "open"  # the one that is on screen, whatever is missing in it
    OPTIONAL = "optional"
    PRIVATE = "private"
    NOT_LOOKED = "not_looked"
    MORE_NEEDED = "more_needed"
    RATED = "rated"
    NOT_SEEN = "not_seen"
    NOT_APPLYING = "not_applying"
    FOUND = "found"


_ICONS = {
    SectionState.COMPLETE: ("circle-check", "done"),
    SectionState.TO_DO: ("circle-dashed", "due"),
    SectionState.OPEN: ("circle-dot", "primary"),
    SectionState.OPTIONAL: ("circle", "text_muted"),
    SectionState.PRIVATE: ("lock", "text_muted"),
    SectionState.NOT_LOOKED: ("circle", "text_muted"),
    SectionState.MORE_NEEDED: ("circle-dashed", "due"),
    SectionState.RATED: ("circle-check", "done"),
    SectionState.NOT_SEEN: ("eye-off", "text_muted"),
    SectionState.NOT_APPLYING: ("minus", "text_muted"),
    SectionState.FOUND: ("corner-down-right", "text_muted"),
}
_DUE = {SectionState.TO_DO, SectionState.MORE_NEEDED}
_SPOKEN = {
    SectionState.COMPLETE: "complete",
    SectionState.TO_DO: "to do",
    SectionState.OPEN: "open",
    SectionState.OPTIONAL: "optional",
    SectionState.PRIVATE: "private",
}


@dataclass(frozen=True, slots=True)
class SectionRow:
    """One section: its title, its state, and the words at the right (`2 to do`, `6/6`).

    `note` stands beneath the title. A row that is `inset` is a prompt of the section above it:
    its words stand at the right and its note takes one line.
    """

    key: str
    title: str
    state: SectionState
    count: str = ""
    note: str = ""
    inset: bool = False


class SectionRows(QAbstractListModel):
    """The rows of the list; each row's data under `UserRole` is its `SectionRow`."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SectionRow, ...] = ()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            said = _SPOKEN.get(row.state, "")
            parts = (row.title, said, row.count, row.note)
            words = ", ".join(part for part in parts if part)
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return row if role == Qt.ItemDataRole.UserRole else None

    def set_rows(self, rows: Sequence[SectionRow]) -> bool:
        """Show `rows`; where only counts or states changed, the place in the list stays.

        Answers whether anything changed.
        """
        if tuple(rows) == self._rows:
            return False
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
            return True
        self._rows = tuple(rows)
        self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        return True

    def row_of(self, key: str) -> int:
        """The number of the row with that key, -1 where there is none."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), -1)


class SectionList(QListView):
    """The sections of a form. `chosen` carries the key of the one that the person went to."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = SectionRows()
        self.setModel(self.rows)
        self.setItemDelegate(_SectionDelegate(self))
        self.setProperty("own_ring", True)
        self.setMouseTracking(True)
        self.setAccessibleName("Sections")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._tell)
        self._open = ""
        self._here = ""

    @property
    def here_key(self) -> str:
        """The key of the prompt that has the keyboard, blank where none has."""
        return self._here

    @property
    def open_key(self) -> str:
        """The key of the section that is on screen."""
        return self._open

    def show_sections(self, rows: Sequence[SectionRow], open_key: str) -> None:
        """Show `rows`, with `open_key` as the section on screen."""
        self._open, moved = open_key, open_key != self._open
        if self.rows.set_rows(rows):
            self.scheduleDelayedItemsLayout()  # notes may take more lines, or fewer
        moved = moved or not self.currentIndex().isValid()
        if moved:
            self.setCurrentIndex(self.rows.index(max(self.rows.row_of(open_key), 0)))
        self.viewport().update()

    def show_here(self, key: str) -> None:
        """Show which prompt has the keyboard."""
        if key != self._here:
            self._here = key
            at = self.rows.row_of(key) if key else -1
            if at >= 0 and not self.hasFocus():
                self.scrollTo(self.rows.index(at))
            self.viewport().update()

    def row_at(self, index: AnyIndex) -> SectionRow | None:
        """The row at a place of the list."""
        row = index.data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, SectionRow) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._tell(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def _tell(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, SectionRow):
            self.chosen.emit(row.key)


class _SectionDelegate(QStyledItemDelegate):
    """Paints a section: icon, title on up to a few lines, count; a bar where it is open."""

    def __init__(self, view: SectionList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        room = _title_room(QRect(0, 0, width, 10_000), row)
        metrics = QFontMetrics(theme.font("table", strong=True))
        height = metrics.boundingRect(room, _WRAP, row.title).height() + _below(width, row)
        height += _note_height(width, row)
        least = 0 if row.inset else theme.size("table_row") + 1
        return QSize(width, max(height + (10 if row.note or row.inset else 3), least))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        is_open = row.key in {self._view.open_key, self._view.here_key}
        rect, state = option.rect, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, rect, is_open=is_open, hovered=hovered)
        self._paint_row(painter, rect, row, is_open=is_open)
        if self._view.hasFocus() and index == self._view.currentIndex():
            paint_ring(painter, rect)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, *, is_open: bool, hovered: bool
    ) -> None:
        if not (is_open or hovered):
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("soft" if is_open else "sunken"))
        inner = rect.adjusted(0, 1, 0, -1)
        painter.drawRoundedRect(inner, theme.radius("chip"), theme.radius("chip"))
        if is_open:
            bar = QRect(inner.topLeft(), QSize(theme.line("focus_ring"), inner.height()))
            painter.fillRect(bar, theme.colour("primary"))

    def _paint_row(self, painter: QPainter, rect: QRect, row: SectionRow, *, is_open: bool) -> None:
        icon, role = _ICONS[SectionState.OPEN if is_open and not row.inset else row.state]
        side = theme.size("icon")
        ratio = painter.device().devicePixelRatioF()
        note = _note_height(rect.width(), row)
        upper = rect.adjusted(0, 4, 0, -note - 4) if note else rect
        middle = upper.y() + (upper.height() - side) // 2
        painter.drawPixmap(
            QPoint(rect.x() + _left(row), middle), theme.picture(icon, role, side, ratio)
        )
        painter.setFont(theme.font("table", strong=is_open))
        painter.setPen(theme.colour("on_soft" if is_open else "text"))
        below = _below(rect.width(), row)
        painter.drawText(_title_room(upper, row).adjusted(0, 0, 0, -below), _WRAP, row.title)
        due = row.state in _DUE
        painter.setFont(theme.font("caption", strong=due))
        painter.setPen(theme.colour("due" if due else "text_muted"))
        height = Qt.AlignmentFlag.AlignBottom if below else Qt.AlignmentFlag.AlignVCenter
        room = upper.adjusted(0, 0, -_SIDE + 3, -4 if below and not note else 0)
        if _is_tight(rect.width(), row):
            self._paint_beside(painter, upper, row)
        else:
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | height, row.count)
        if note:
            self._paint_note(painter, rect.adjusted(0, upper.height() + 4, 0, 0), row)

    def _paint_beside(self, painter: QPainter, rect: QRect, row: SectionRow) -> None:
        """A prompt's question beside its code, where its state needs the second line."""
        title = QFontMetrics(theme.font("table", strong=True)).horizontalAdvance(row.title)
        room = _title_room(rect, row).adjusted(title + 8, 0, 3, 0)
        font = theme.font("caption")
        painter.setFont(font)
        painter.setPen(theme.colour("text_muted"))
        metrics = QFontMetrics(font)
        words = metrics.elidedText(row.note, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_note(self, painter: QPainter, rect: QRect, row: SectionRow) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_muted"))
        room = _note_room(rect.width(), row).translated(rect.topLeft())
        words = row.note
        if row.inset:
            if _is_tight(rect.width(), row):
                words = row.count
                painter.setPen(theme.colour("due" if row.state in _DUE else "text_muted"))
            metrics = QFontMetrics(theme.font("caption"))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _NOTE, words)


def _left(row: SectionRow) -> int:
    """Where the icon of a row begins."""
    return _SIDE + (_INSET if row.inset else 0)


def _title_room(rect: QRect, row: SectionRow) -> QRect:
    left = _left(row) + theme.size("icon") + (8 if row.inset else 10)
    alone = _is_tight(rect.width(), row) or _below(rect.width(), row)
    right = _SIDE if alone else _SIDE + 4 + _count_width(row)
    return rect.adjusted(left, 0, -right, 0)


def _note_room(width: int, row: SectionRow) -> QRect:
    left = _left(row) + theme.size("icon") + (8 if row.inset else 10)
    return QRect(left, 0, width - left - _SIDE + 3, 10_000)


def _note_height(width: int, row: SectionRow) -> int:
    """The height of what stands beneath the title: a line of a prompt, else what it takes."""
    if not row.note:
        return 0
    metrics = QFontMetrics(theme.font("caption"))
    if row.inset:
        return metrics.lineSpacing()
    return metrics.boundingRect(_note_room(width, row), _NOTE, row.note).height()


def _below(width: int, row: SectionRow) -> int:
    """The height of the count's own line, where the title's longest word needs the whole width."""
    tight = not row.inset and not _fits(width, row)
    return QFontMetrics(theme.font("caption", strong=True)).lineSpacing() if tight else 0


def _is_tight(width: int, row: SectionRow) -> bool:
    """Whether the words of a prompt go to its second line, having no room in its first."""
    return row.inset and bool(row.note) and not _fits(width, row)


def _fits(width: int, row: SectionRow) -> bool:
    """Whether the title's longest word and the count have room beside each other."""
    metrics = QFontMetrics(theme.font("table", strong=True))
    longest = max((metrics.horizontalAdvance(word) for word in row.title.split()), default=0)
    free = width - _left(row) - _SIDE - theme.size("icon") - 14 - _count_width(row)
    return longest <= free


def _count_width(row: SectionRow) -> int:
    return QFontMetrics(theme.font("caption", strong=True)).horizontalAdvance(row.count)
