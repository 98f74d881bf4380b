"""Dotted lines beneath words, painted over a box: its text and its history know nothing of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.written_words import pieces
from ui import theme

_ROUND = 4  # pixels across from which a dot is drawn round: a smaller one would only be pale
_LAST_OF_ONE = "\uffff"  # what comes after it takes two places in Qt's texts


@dataclass(frozen=True, slots=True)
class Place:
    """A word where it stands in a document, in Qt's places; `word` as a dictionary has it."""

    start: int
    end: int
    word: str


def words_at(block: QTextBlock, wanted: Callable[[str], bool]) -> list[Place]:
    """The words of a paragraph that are `wanted`, in Qt's places of the paragraph."""
    text = block.text()
    found = [
        Place(start + word.start, start + word.end, word.word)
        for start, words in pieces(text)
        for word in words
        if wanted(word.word)
    ]
    if not found or text.isascii() or max(text) <= _LAST_OF_ONE:
        return found
    return [_placed(text, word) for word in found]


def _placed(text: str, word: Place) -> Place:
    extra = sum(letter > _LAST_OF_ONE for letter in text[: word.start])
    return Place(word.start + extra, word.end + extra, word.word)


def blocks_in(box: QPlainTextEdit, area: QRect) -> Iterator[tuple[QTextBlock, QRectF]]:
    """The paragraphs that are seen in `area` of the box, each with where it stands."""
    block, offset = box.firstVisibleBlock(), box.contentOffset()
    while block.isValid():
        place = box.blockBoundingGeometry(block).translated(offset)
        if place.top() > area.bottom():
            return
        if block.isVisible() and place.bottom() >= area.top():
            yield block, place
        block = block.next()


def paint_marks(
    box: QPlainTextEdit, area: QRect, marked: Callable[[QTextBlock], Iterable[Place]]
) -> None:
    """Paint a dotted line beneath each word of what is seen in `area` that is `marked`."""
    seen = QRectF(area)
    lines = [
        line
        for block, place in blocks_in(box, area)
        for word in marked(block)
        for line in _lines(block, place.topLeft(), word)
        if line.intersects(seen)
    ]
    if lines:
        painter = QPainter(box.viewport())
        dots = _dots(theme.colour("late").rgb(), _dot_size(), box.devicePixelRatioF())
        for line in lines:
            painter.drawTiledPixmap(line, dots)


def _lines(block: QTextBlock, corner: QPointF, word: Place) -> Iterator[QRectF]:
    """What lies beneath a word: one line, or more where the word is broken."""
    layout, at = block.layout(), word.start
    while at < word.end:
        line = layout.lineForTextPosition(at)
        if not line.isValid():
            return
        until = min(word.end, line.textStart() + line.textLength())
        left, right = _across(line, at), _across(line, until)
        below = line.y() + line.ascent() + theme.em() * 0.2 - _dot_size() / 2
        yield QRectF(corner.x() + left, corner.y() + below, right - left, _dot_size())
        at = max(until, at + 1)


def _across(line: QTextLine, at: int) -> float:
    """How far from the left a place in the line is."""
    where: Any = line.cursorToX(at)  # a pair, whatever the library's types say
    return float(where[0])


def _dot_size() -> int:
    return max(2, round(theme.em() / 7))


@lru_cache(maxsize=8)
def _dots(colour: int, size: int, ratio: float) -> QPixmap:
    """A round dot and the gap after it, in the colour of what needs putting right."""
    picture = QPixmap(round(size * 2 * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    if size * ratio < _ROUND:
        painter.drawRect(QRectF(0, 0, size, size))
    else:
        painter.drawEllipse(QRectF(0, 0, size, size))
    painter.end()
    return picture


def chosen(box: QPlainTextEdit, start: int, end: int) -> QTextCursor:
    """A cursor that has `start` to `end` of the document selected; the box's own stays."""
    cursor = QTextCursor(box.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
