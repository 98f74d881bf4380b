"""The phrases: a table of them, adding, changing, deleting, and files of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QFileDialog

from app.domain.changes import NOTHING_SEEN, Done
from app.domain.phrases import Phrase
from app.errors import VisitbookError
from app.usecases.phrases import (
    PhraseBook,
    add_starter_phrases,
    delete_phrase,
    import_phrases,
    save_phrase,
    save_phrases_as,
    starter_phrases,
)
from ui.screens.phrases.dialog import PhraseDialog
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.cell_table import Cell, CellTable, Line
from ui.widgets.form_dialog import still_there
from ui.widgets.text import Words
from ui.widgets.undo_line import UndoLine

if TYPE_CHECKING:
    from app.parts import App

ABOUT = (
    "Type an abbreviation and a space, Tab or Enter, and its phrase stands there. "
    "Ctrl+Shift+P lists all phrases while you write."
)
NONE_YET = "No phrases yet."
CSV = "Lists of phrases (*.csv)"
_WIDTHS = (0, 4, 0)


class PhrasesCard(Card):
    """The phrases. `wrote` carries changes, `told` news for a banner."""

    wrote = Signal(tuple)
    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Phrases")
        self._app = app
        self._lanes = lanes
        self._book = PhraseBook((), NOTHING_SEEN)
        self.add = Button("Add a phrase", "plus", small=True)
        self.change = Button("Change", "pencil", small=True)
        self.delete = Button("Delete", "x", small=True)
        self.read = Button("Add from a file", "file-down", small=True)
        self.save = Button("Save as a file", "save", small=True)
        self.begin = Button(f"Add {len(starter_phrases())} phrases to begin with", "plus")
        self.nothing = Words(NONE_YET, "body", "text_muted")
        self.table = CellTable(
            "Phrases", ("Abbreviation", "Phrase", "Heading"), _WIDTHS, fitted=True
        )
        self.undo = UndoLine()
        self._fill()
        self._connect()

    def show_book(self, book: PhraseBook) -> None:
        """Show these phrases."""
        self._book = book
        self.table.show_lines([_line(phrase) for phrase in book.phrases])
        self.table.setVisible(bool(book.phrases))
        for widget in (self.nothing, self.begin):
            widget.setVisible(not book.phrases)
        for button in (self.change, self.delete, self.save):
            button.setEnabled(bool(book.phrases))

    def read_file(self, path: Path) -> None:
        """Add the phrases of a file."""

        def added(done: Done[int]) -> None:
            self.wrote.emit(done.changes)
            self.told.emit("done", f"{_count(done.value)} added.", ())

        self._do(partial(import_phrases, self._app, path), added)

    def save_file(self, path: Path) -> None:
        """Write the phrases to a file."""
        path = path if path.suffix else path.with_suffix(".csv")
        self._do(
            partial(save_phrases_as, self._app, path),
            lambda saved: self.told.emit("done", f"The phrases are in {saved}.", ()),
        )

    def _fill(self) -> None:
        self.body.addWidget(Words(ABOUT, "caption", "text_muted", wrap=True))
        self.body.addWidget(button_row(self.add, self.change, self.delete, self.read, self.save))
        self.body.addWidget(self.undo)
        self.body.addWidget(self.nothing)
        self.body.addWidget(button_row(self.begin))
        self.body.addWidget(self.table)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda: self._ask(None))
        self.change.clicked.connect(self._ask_change)
        self.delete.clicked.connect(self._delete)
        self.begin.clicked.connect(self._begin)
        self.read.clicked.connect(self._choose_file)
        self.save.clicked.connect(self._choose_place)
        self.table.opened.connect(self._opened)

    def _ask_change(self) -> None:
        phrase = self._current()
        if phrase is not None:
            self._ask(phrase)

    def _opened(self, index: QModelIndex) -> None:
        del index
        self._ask_change()

    def _ask(self, phrase: Phrase | None) -> None:
        dialog = PhraseDialog(phrase, [each.heading for each in self._book.phrases])
        seen = self._book.seen if phrase else None

        def kept(done: Done[Phrase]) -> None:
            if still_there(dialog):
                dialog.accept()
            self.wrote.emit(done.changes)

        def failed(error: Exception) -> None:
            if isinstance(error, VisitbookError) and still_there(dialog):
                dialog.show_error(str(error))
            else:
                self._complain(error)

        def keep() -> None:
            dialog.show_busy(busy=True)
            self._do(lambda: save_phrase(self._app, dialog.phrase, seen), kept, failed)

        dialog.asked.connect(keep)
        dialog.open_over(self)

    def _delete(self) -> None:
        phrase = self._current()
        if phrase is None:
            return

        def deleted(done: Done[Phrase]) -> None:
            self.undo.offer("Phrase deleted.", partial(self._bring_back, phrase))
            self.wrote.emit(done.changes)

        self._do(partial(delete_phrase, self._app, phrase, self._book.seen), deleted)

    def _bring_back(self, phrase: Phrase) -> None:
        self.table.setFocus()
        self._do(partial(save_phrase, self._app, phrase), self._written)

    def _begin(self) -> None:
        self.add.setFocus()
        self._do(partial(add_starter_phrases, self._app), self._written)

    def _written(self, done: Done[Any]) -> None:
        self.wrote.emit(done.changes)

    def _choose_file(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(self, "Add phrases from a file", "", CSV)
        if path:
            self.read_file(Path(path))

    def _choose_place(self) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, "Save phrases", "phrases.csv", CSV)
        if path:
            self.save_file(Path(path))

    def _current(self) -> Phrase | None:
        key = self.table.key_at(self.table.currentIndex())
        return next((phrase for phrase in self._book.phrases if phrase.id == key), None)

    def _do(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self._lanes.run(work, done=done, failed=failed or self._complain)

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, VisitbookError):
            raise error
        self.told.emit("late", str(error), ())


def _line(phrase: Phrase) -> Line:
    cells = (
        Cell(phrase.abbreviation, look="strong"),
        Cell(phrase.words),
        Cell(phrase.heading, look="muted"),
    )
    return Line(phrase.id, cells)


def _count(phrases: int) -> str:
    return "1 phrase was" if phrases == 1 else f"{phrases or 'No'} phrases were"
