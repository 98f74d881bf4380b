"""Choosing a phrase: found by a word of it, its abbreviation or its heading, put in by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.domain.changes import Done
from app.domain.phrases import Phrase
from app.usecases.phrases import (
    PhraseBook,
    add_starter_phrases,
    matching,
    phrase_book,
    starter_phrases,
)
from ui import theme
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.form_dialog import FormDialog
from ui.widgets.search_box import SearchBox
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

WORDS = "Enter puts the phrase in where you write. Its abbreviation, typed with a space, does too."
NO_PHRASES = (
    "You have no phrases yet. Begin with a first set, to keep, change or delete as you like."
)
NONE_FOUND = "No phrase has these words."
NO_HEADING = "Without a heading"
_TALLEST = 310  # pixels of the list: with large words, too, all of the dialog fits the window
_PHRASE = Qt.ItemDataRole.UserRole


class PhrasePicker(FormDialog):
    """`picked` carries the phrase that was chosen, `wrote` the changes of adding the first set.

    `change_asked` is a wish for the page where phrases are changed.
    """

    picked = Signal(object)
    wrote = Signal(tuple)
    change_asked = Signal()

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Insert a phrase", "Insert", WORDS, icon="check", ems=50)
        self._app = app
        self._lanes = lanes
        self._phrases: tuple[Phrase, ...] = ()
        self.search = SearchBox("Find a phrase")
        self.list = QListWidget()
        self.nothing = Words("", "body", "text_muted", wrap=True)
        self.begin = Button(f"Add {len(starter_phrases())} phrases", "plus")
        self.change = Button("Change phrases", "pencil")
        self._fill()
        self._connect()
        self._load()

    def check(self) -> bool:
        """Whether a phrase is chosen."""
        return self._chosen() is not None

    def _fill(self) -> None:
        self.list.setAccessibleName("Phrases")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("kind", "card")
        self.list.setMinimumHeight(round(min(theme.em() * 20, _TALLEST)))
        for widget in (self.search, self.list, self.nothing, self.begin):
            self.column.addWidget(widget)
        self.foot.insertWidget(0, self.change)
        self.nothing.hide()
        self.begin.hide()
        self.search.setFocus()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.moved.connect(self._move)
        self.search.entered.connect(self.ask)
        self.list.itemActivated.connect(lambda _item: self.ask())
        self.begin.clicked.connect(self._add_first_set)
        self.change.clicked.connect(self._change)
        self.asked.connect(self._pick)

    def _load(self) -> None:
        self._lanes.run(phrase_book, self._app, done=self._take)

    def _take(self, book: PhraseBook) -> None:
        self._phrases = book.phrases
        self._show()
        self.refit()

    def _show(self) -> None:
        found = matching(self._phrases, self.search.text())
        self.list.clear()
        heading = None
        for phrase in found:
            if phrase.heading != heading:
                heading = phrase.heading
                self.list.addItem(_heading(heading or NO_HEADING))
            self.list.addItem(_row(phrase))
        self._move(1)
        self._say(found)

    def _say(self, found: Sequence[Phrase]) -> None:
        none = not self._phrases
        self.nothing.setText(NO_PHRASES if none else NONE_FOUND)
        self.nothing.setVisible(not found)
        self.begin.setVisible(none)
        self.list.setVisible(bool(found))
        self.search.setVisible(not none)
        self.main.setEnabled(bool(found))
        if none:
            self.begin.setFocus()

    def _move(self, by: int) -> None:
        """Go to the next phrase, over headings."""
        at = self.list.currentRow() + by
        while 0 <= at < self.list.count():
            if self.list.item(at).data(_PHRASE) is not None:
                self.list.setCurrentRow(at)
                return
            at += by

    def _chosen(self) -> Phrase | None:
        item = self.list.currentItem()
        phrase = item.data(_PHRASE) if item is not None else None
        return phrase if isinstance(phrase, Phrase) else None

    def _pick(self) -> None:
        phrase = self._chosen()
        self.accept()
        if phrase is not None:
            self.picked.emit(phrase)

    def _add_first_set(self) -> None:
        def added(done: Done[int]) -> None:
            self.wrote.emit(done.changes)
            self._load()
            self.search.show()
            self.search.setFocus()

        self._lanes.run(add_starter_phrases, self._app, done=added)

    def _change(self) -> None:
        self.reject()
        self.change_asked.emit()


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    font = QFont(theme.font("caption"))
    font.setBold(True)
    item.setFont(font)
    item.setForeground(theme.colour("text_muted"))
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _row(phrase: Phrase) -> QListWidgetItem:
    abbreviation = f"   {phrase.abbreviation}" if phrase.abbreviation else ""
    item = QListWidgetItem(phrase.words.replace("\n", " ") + abbreviation)
    item.setData(_PHRASE, phrase)
    return item
