"""The learned words: those that the spell check leaves alone because the adviser said so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.changes import Done
from app.errors import VisitbookError
from app.usecases.spelling import forget_word, learn_word
from ui import theme
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.field import Field
from ui.widgets.text import Words
from ui.widgets.undo_line import UndoLine

if TYPE_CHECKING:
    from app.parts import App

ABOUT = (
    "The spell check leaves these alone, and by itself the names of your schools and of people "
    "there, pupil codes, references, and words of the field such as subitise."
)
NONE_YET = "No words yet. Right-click a marked word, or press Ctrl+. on it, to add it."


class WordsCard(Card):
    """The learned words. `wrote` carries changes, `told` news for a banner."""

    wrote = Signal(tuple)
    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("My words")
        self._app = app
        self._lanes = lanes
        self.word = QLineEdit()
        self.add = Button("Add", "plus", small=True)
        self.forget = Button("Check again", "x", small=True)
        self.table = CellTable("My words", ("Word",), (1,), fitted=True)
        self.nothing = Words(NONE_YET, "body", "text_muted", wrap=True)
        self.undo = UndoLine()
        self._field = Field("A word to leave alone", self.word)
        self._fill()
        self.add.clicked.connect(self._add)
        self.word.returnPressed.connect(self._add)
        self.forget.clicked.connect(self._forget)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Show these words."""
        self.table.show_lines([Line(word, (Cell(word),)) for word in words])
        self.table.setVisible(bool(words))
        self.nothing.setVisible(not words)
        self.forget.setEnabled(bool(words))

    def _fill(self) -> None:
        self.word.setMaximumWidth(round(theme.em() * 22))
        self.body.addWidget(Words(ABOUT, "caption", "text_muted", wrap=True))
        self.body.addWidget(self._field)
        self.body.addWidget(button_row(self.add, self.forget))
        self.body.addWidget(self.undo)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)

    def _add(self) -> None:
        def added(done: Done[str]) -> None:
            self.word.clear()
            self.wrote.emit(done.changes)

        self._field.set_error("")
        self._do(partial(learn_word, self._app, self.word.text()), added)

    def _forget(self) -> None:
        word = self.table.key_at(self.table.currentIndex())
        if not word:
            return

        def forgotten(done: Done[str]) -> None:
            self.undo.offer(f"“{word}” is checked again.", partial(self._bring_back, word))
            self.wrote.emit(done.changes)

        self._do(partial(forget_word, self._app, word), forgotten)

    def _bring_back(self, word: str) -> None:
        self.table.setFocus()
        self._do(partial(learn_word, self._app, word), lambda done: self.wrote.emit(done.changes))

    def _do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._lanes.run(work, done=done, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, VisitbookError):
            raise error
        self._field.set_error(str(error))
