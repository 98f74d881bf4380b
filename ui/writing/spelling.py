"""Which words are marked: what was found out about each, and finding out, off the window's thread.

A word is looked up once. What is painted asks here; what is not known yet is looked up after a
pause, a word that is still being typed not before it is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextBlock
from shiboken6 import isValid

from app.domain.written_words import is_among
from app.usecases.spelling import WritingKit, misspelt_words, suggestions
from ui.tasks import Lanes, Progress, Task
from ui.widgets.text_box import GrowingText
from ui.writing.marks import Place, blocks_in, words_at

if TYPE_CHECKING:
    from app.parts import App

PAUSE = 350  # milliseconds without a key until words are looked up
_MOST_KEPT = 50_000  # words; a year of notes has fewer


class Spelling(QObject):
    """What is known of words. `changed` asks for boxes to be painted again."""

    changed = Signal()

    def __init__(self, app: App, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._lanes = lanes
        self._on = False
        self._left_alone: frozenset[str] = frozenset()
        self._for_now: set[str] = set()
        self._right: set[str] = set()
        self._wrong: set[str] = set()
        self._waiting: WeakSet[GrowingText] = WeakSet()
        self._typing: tuple[GrowingText, int] | None = None
        self._search: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._look_up_waiting)

    def use(self, kit: WritingKit) -> None:
        """Mark what `kit` does not have left alone, or nothing where checking is off."""
        self._on, self._left_alone = kit.checks_spelling, kit.left_alone
        self._for_now -= kit.learned  # so that one that is forgotten later is marked again
        self.changed.emit()

    def leave(self, word: str) -> None:
        """Leave `word` alone until the window closes."""
        self._for_now.add(word)
        self.changed.emit()

    # Marks

    def marked(self, box: GrowingText, block: QTextBlock) -> list[Place]:
        """The words of a paragraph that are marked; those not known yet are looked up soon."""
        if not self._on or box.isReadOnly():
            return []
        typed, right = self._typed_at(box, block), self._right
        doubtful = [
            word
            for word in words_at(block, lambda word: word not in right)
            if not word.start <= typed <= word.end
        ]
        if any(word.word not in self._wrong for word in doubtful):
            self._wait_for(box)
        return [w for w in doubtful if w.word in self._wrong and not self._is_left(w.word)]

    def typing_at(self, box: GrowingText, position: int) -> None:
        """The word at `position` of the box is being typed, so it is not marked yet."""
        self._typing = (box, position)
        if self._pause.isActive():
            self._pause.start()

    def typing_ended(self) -> bool:
        """No word is being typed any more; whether one was."""
        was, self._typing = self._typing is not None, None
        return was

    def look_up(self, boxes: Iterable[GrowingText], then: Callable[[], object]) -> None:
        """Look up what is not known of all the words of `boxes`, then call `then`."""
        words = {
            word.word
            for box in boxes
            for block in all_blocks(box)
            for word in words_at(block, self._is_new)
        }
        if self._on and words:
            self._ask(words, then)
        else:
            then()

    def suggest(self, word: str, then: Callable[[tuple[str, ...]], object]) -> None:
        """Find what may have been meant by `word`, in place of what was asked for before."""
        if self._search is not None:
            self._search.stop()

        def search(progress: Progress) -> tuple[str, ...]:
            return suggestions(self._app, word, self._left_alone, lambda: not progress.stopped)

        self._search = task = self._lanes.words(search)
        task.done.connect(then)
        task.start()

    # Looking up

    def _is_new(self, word: str) -> bool:
        return word not in self._right and word not in self._wrong

    def _is_left(self, word: str) -> bool:
        return is_among(word, self._left_alone) or word in self._for_now

    def _typed_at(self, box: GrowingText, block: QTextBlock) -> int:
        """Where in this paragraph a word is being typed, -1 for nowhere."""
        if self._typing is None or self._typing[0] is not box:
            return -1
        at = self._typing[1] - block.position()
        return at if at < block.length() else -1

    def _wait_for(self, box: GrowingText) -> None:
        self._waiting.add(box)
        if not self._pause.isActive():
            self._pause.start()

    def _look_up_waiting(self) -> None:
        # The page of a box may have been left meanwhile: then Qt has deleted it, Python not yet.
        boxes, self._waiting = [box for box in self._waiting if isValid(box)], WeakSet()
        words = set()
        for box in boxes:
            for block, _place in blocks_in(box, box.viewport().rect()):
                typed = self._typed_at(box, block)
                new = words_at(block, self._is_new)
                words |= {word.word for word in new if not word.start <= typed <= word.end}
        if words:
            self._ask(words, lambda: None)

    def _ask(self, words: set[str], then: Callable[[], object]) -> None:
        def take(wrong: frozenset[str]) -> None:
            if len(self._right) > _MOST_KEPT:
                self._right.clear()
            self._wrong |= wrong
            self._right |= words - wrong
            self.changed.emit()
            then()

        task = self._lanes.words(lambda _progress: misspelt_words(self._app, words))
        task.done.connect(take)
        task.start()


def all_blocks(box: GrowingText) -> Iterable[QTextBlock]:
    """All paragraphs of a box."""
    block = box.document().begin()
    while block.isValid():
        yield block
        block = block.next()
