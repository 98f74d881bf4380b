"""Dotted lines beneath words, painted over a box: its text and its history know nothing of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.written_words import WrittenWord, words_to_check
from ui import theme

_LAST_OF_ONE = "\uffff"  # what comes after it takes two places in Qt's texts


@dataclass(frozen=True, slots=True)
class Place:
    """A word where it stands in a document, in Qt's places; `word` as a dictionary has it."""

    start: int
    end: int
    word: str


def words_at(block: QTextBlock) -> tuple[Place, ...]:
    """The words of a paragraph that a dictionary should know, in places of the paragraph."""
    text = block.text()
    words = words_to_check(text)
    if not words or text.isascii() or max(text) <= _LAST_OF_ONE:
        return tuple(Place(word.start, word.end, word.word) for word in words)
    return tuple(_placed(text, word) for word in words)


def _placed(text: str, word: WrittenWord) -> Place:
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
    lines = [
        line
        for block, place in blocks_in(box, area)
        for word in marked(block)
        for line in _lines(block, place.topLeft(), word)
    ]
    if not lines:
        return
    painter = QPainter(box.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_dotted())
    for start, end in lines:
        painter.drawLine(start, end)


def _lines(block: QTextBlock, corner: QPointF, word: Place) -> Iterator[tuple[QPointF, QPointF]]:
    """What lies beneath a word: one line, or more where the word is broken."""
    layout, at = block.layout(), word.start
    while at < word.end:
        line = layout.lineForTextPosition(at)
        if not line.isValid():
            return
        until = min(word.end, line.textStart() + line.textLength())
        left, right = _across(line, at), _across(line, until)
        below = line.y() + line.ascent() + theme.em() * 0.2
        yield corner + QPointF(left, below), corner + QPointF(right, below)
        at = max(until, at + 1)


def _across(line: QTextLine, at: int) -> float:
    """How far from the left a place in the line is."""
    where: Any = line.cursorToX(at)  # a pair, whatever the library's types say
    return float(where[0])


def _dotted() -> QPen:
    """Round dots in the colour of what needs putting right, as large as the text asks for."""
    pen = QPen(theme.colour("late"), max(2.0, theme.em() / 7))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 1.9])
    return pen


def chosen(box: QPlainTextEdit, start: int, end: int) -> QTextCursor:
    """A cursor that has `start` to `end` of the document selected; the box's own stays."""
    cursor = QTextCursor(box.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor
