"""What is done about marked words: going to the next one, putting it right, leaving it alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from app.domain.changes import Done
from app.usecases.spelling import learn_word
from ui.desk import Desk
from ui.widgets.announce import announce
from ui.widgets.text_box import GrowingText
from ui.writing.marks import Place, chosen
from ui.writing.menu import WordActs, word_menu
from ui.writing.spelling import Spelling, all_blocks

NO_MORE = "No marked words on this page."
NOT_MARKED = "This word is not marked."
_MARGIN = 60  # pixels shown around a word that is gone to


class MarkedWords(QObject):
    """Acts on the words that `spelling` marks. Places are those of a box's document."""

    def __init__(self, desk: Desk, spelling: Spelling, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spelling = spelling

    def at(self, box: GrowingText, cursor: QTextCursor) -> Place | None:
        """The marked word that `cursor` is in or beside."""
        here = cursor.position()
        words = self._in_block(box, cursor.block())
        return next((word for word in words if word.start <= here <= word.end), None)

    def offer_here(self, box: GrowingText) -> None:
        """Offer spellings for the word at the box's cursor."""
        self._spelling.typing_ended()
        word = self.at(box, box.textCursor())
        if word is None:
            announce(box, NOT_MARKED)
        else:
            self.offer(box, word, beneath_cursor(box))

    def offer(self, box: GrowingText, word: Place, place: QPoint) -> None:
        """Open the menu for a marked word, once what may have been meant is found."""
        written = chosen(box, word.start, word.end).selectedText()

        def still_there() -> bool:
            there = isValid(box) and box.isVisible() and not box.isReadOnly()
            return there and chosen(box, word.start, word.end).selectedText() == written

        def put_right(words: str) -> None:
            if still_there():
                chosen(box, word.start, word.end).insertText(words)

        def show(found: tuple[str, ...]) -> None:
            if still_there():
                leave = partial(self._spelling.leave, word.word)
                menu = word_menu(box, found, WordActs(put_right, self._learner(word), leave))
                menu.popup(place)
                menu.setActiveAction(menu.actions()[0])

        self._spelling.suggest(written, show)

    def go_to_next(self, here: GrowingText) -> None:
        """Go to the next marked word of the page, once all its words are known."""
        self._spelling.typing_ended()
        boxes = boxes_from(here)
        self._spelling.look_up(boxes, lambda: self._go(here, boxes))

    def _go(self, here: GrowingText, boxes: list[GrowingText]) -> None:
        if not isValid(here):
            return
        after = here.textCursor().selectionEnd()
        found = [(box, word) for box in boxes if isValid(box) for word in self._in(box)]
        later = [one for one in found if one[0] is not here or one[1].start >= after]
        for box, word in (*later, *found)[:1]:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            box.setTextCursor(chosen(box, word.start, word.end))
            show_cursor(box)
            announce(box, f"Marked: {word.word}")
            return
        announce(here, NO_MORE)
        self._desk.failures.tell("done", NO_MORE, key="no_marked_words")

    def _in(self, box: GrowingText) -> Iterator[Place]:
        for block in all_blocks(box):
            yield from self._in_block(box, block)

    def _in_block(self, box: GrowingText, block: QTextBlock) -> Iterator[Place]:
        start = block.position()
        for word in self._spelling.marked(box, block):
            yield Place(start + word.start, start + word.end, word.word)

    def _learner(self, word: Place) -> Callable[[], object]:
        desk = self._desk

        def told(done: Done[str]) -> None:
            desk.changes.changed.emit(done.changes, self)

        def learn() -> None:
            self._spelling.leave(word.word)  # at once; the store follows
            desk.lanes.run(learn_word, desk.app, word.word, done=told)

        return learn


def boxes_from(here: GrowingText) -> list[GrowingText]:
    """The boxes of the page that can be written in, in the order of Tab, `here` first."""
    boxes, widget = [here], here.nextInFocusChain()
    while widget is not None and widget is not here:
        if isinstance(widget, GrowingText):
            boxes.append(widget)
        widget = widget.nextInFocusChain()
    return [box for box in boxes if box.isVisible() and not box.isReadOnly()]


def beneath_cursor(box: GrowingText) -> QPoint:
    """Where a menu opens that the keyboard asked for."""
    return box.viewport().mapToGlobal(box.cursorRect().bottomLeft())


def show_cursor(box: GrowingText) -> None:
    """Scroll what `box` stands in until its cursor is seen."""
    box.ensureCursorVisible()
    place: QWidget | None = box.parentWidget()
    while place is not None:
        inner = place.widget() if isinstance(place, QScrollArea) else None
        if isinstance(place, QScrollArea) and inner is not None:
            at = box.viewport().mapTo(inner, box.cursorRect().center())
            place.ensureVisible(at.x(), at.y(), _MARGIN, _MARGIN)
        place = place.parentWidget()
