"""The profile as a table: a row for each component, a pill for each phase at its level."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from app.domain.prompts import phase_label
from app.usecases.audit_profile import AuditProfile, ProfileLine
from ui import theme
from ui.widgets.cell_table import Cell, CellPainter, CellTable, Line, paint_words, words_size

EVERY_PHASE = "All phases"
_GAP = 4  # pixels between pills
_PAD = 8  # pixels beside the words of a pill
_BAR = 8  # pixels of the bar's height
_PARTS = " · "


class ProfilePainter(CellPainter):
    """Paints two looks more: `pills`, and `looked` with a count and a bar beside the words."""

    def paint_inner(self, painter: QPainter, inner: QRect, cell: Cell) -> None:
        if cell.look == "pills":
            _paint_pills(painter, inner, _pills(cell))
        elif cell.look == "looked":
            beside = _count_width()
            paint_words(painter, inner.adjusted(0, 0, -beside - _PAD, 0), cell)
            _paint_count(
                painter, QRect(inner.right() - beside, inner.y(), beside, inner.height()), cell
            )
        else:
            super().paint_inner(painter, inner, cell)

    def inner_size(self, cell: Cell, width: int) -> QSize:
        if cell.look == "pills":
            rows = _pill_rows(_pills(cell), width)
            return QSize(width, max(len(rows), 1) * (_pill_height() + _GAP) - _GAP)
        if cell.look == "looked":
            return words_size(cell, width - _count_width() - _PAD)
        return super().inner_size(cell, width)


class ProfileTable(CellTable):
    """The components with their levels. `opened` carries the row whose prompts are wanted."""

    def __init__(self) -> None:
        headings = ("Component", "1", "2", "3", "4", "In words, and looked at")
        super().__init__(
            "Profile", headings, (7, 4, 4, 4, 4, 11), fitted=True, cells=ProfilePainter
        )
        self.setProperty("columns", True)

    def show_profile(self, profile: AuditProfile) -> None:
        """Show the components of `profile` on its scale."""
        words = profile.level_words
        numbered = (f"{at} {word}" for at, word in enumerate(words, start=1))
        headings = ("Component", *numbered, "In words, and looked at")
        self.set_widths((7, *(4 for _word in words), 11))
        self.show_lines([_row(line, len(words)) for line in profile.lines], headings)


def _row(line: ProfileLine, levels: int) -> Line:
    prompts = f"{line.key} · {line.asked} prompts"
    return Line(
        line.key,
        (
            Cell(line.title, prompts, look="strong"),
            *(_level_cell(line, level) for level in range(1, levels + 1)),
            _looked_cell(line),
        ),
    )


def _level_cell(line: ProfileLine, level: int) -> Cell:
    phases = [
        phase_label(one.phase) if one.phase else EVERY_PHASE
        for one in line.levels
        if one.level == level
    ]
    return Cell(_PARTS.join(phases), look="pills")


def _looked_cell(line: ProfileLine) -> Cell:
    missing = line.asked - line.looked_at
    note = f"{missing} not yet looked at" if missing else "All looked at"
    return Cell(line.words, note, look="looked", order=f"{line.looked_at} of {line.asked}")


def _pills(cell: Cell) -> list[str]:
    return cell.text.split(_PARTS) if cell.text else []


def _metrics() -> QFontMetrics:
    return QFontMetrics(theme.font("key_hint"))


def _pill_height() -> int:
    return _metrics().height() + 6


def _pill_width(words: str) -> int:
    return _metrics().horizontalAdvance(words) + 2 * _PAD


def _pill_rows(pills: Sequence[str], width: int) -> list[list[str]]:
    """The pills in as many rows as they need."""
    rows: list[list[str]] = []
    left = 0
    for pill in pills:
        needed = _pill_width(pill)
        if not rows or left + needed > width:
            rows.append([])
            left = 0
        rows[-1].append(pill)
        left += needed + _GAP
    return rows


def _paint_pills(painter: QPainter, inner: QRect, pills: Sequence[str]) -> None:
    rows = _pill_rows(pills, inner.width())
    height = _pill_height()
    top = inner.y() + (inner.height() - len(rows) * (height + _GAP) + _GAP) // 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in rows:
        wide = sum(_pill_width(pill) for pill in row) + _GAP * (len(row) - 1)
        left = inner.x() + max((inner.width() - wide) // 2, 0)
        for pill in row:
            paint_pill(
                painter, QRect(left, top, min(_pill_width(pill), inner.width()), height), pill
            )
            left += _pill_width(pill) + _GAP
        top += height + _GAP


def paint_pill(painter: QPainter, place: QRect, words: str) -> None:
    """Paint one phase: its words on the soft colour, with an edge."""
    painter.setBrush(theme.colour("soft"))
    painter.setPen(QPen(theme.colour("primary"), 1))
    radius = place.height() / 2
    painter.drawRoundedRect(place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(theme.colour("on_soft"))
    painter.setFont(theme.font("key_hint"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def _count_width() -> int:
    return round(theme.em() * 4.5)


def _paint_count(painter: QPainter, place: QRect, cell: Cell) -> None:
    """`8 of 9` above a bar that is as full."""
    font = theme.font("caption", strong=True)
    line = QFontMetrics(font).height()
    top = place.y() + (place.height() - line - _BAR - 4) // 2
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    words = QRect(place.x(), top, place.width(), line)
    painter.drawText(words, Qt.AlignmentFlag.AlignRight, cell.order)
    _paint_bar(painter, QRect(QPoint(place.x(), top + line + 4), QSize(place.width(), _BAR)), cell)


def _paint_bar(painter: QPainter, place: QRect, cell: Cell) -> None:
    done, _of, asked = cell.order.partition(" of ")
    share = int(done) / int(asked) if int(asked) else 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("border_strong"), 1))
    painter.setBrush(theme.colour("sunken"))
    outline = place.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(outline, _BAR / 2, _BAR / 2)
    if share:
        painter.setBrush(theme.colour("primary"))
        outline.setWidth(max(outline.width() * share, _BAR))
        painter.drawRoundedRect(outline, _BAR / 2, _BAR / 2)
