"""Phrases and words: what an adviser often writes, and what the spell check leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.wording import WordLists
from app.usecases.phrases import PhraseBook, phrase_book
from app.usecases.spelling import learned_words
from app.usecases.wording import word_lists
from ui.places import Place
from ui.screen import Layout, Screen
from ui.screens.phrases.looks_card import LooksCard
from ui.screens.phrases.phrases_card import PhrasesCard
from ui.screens.phrases.words_card import WordsCard
from ui.tasks import Lanes
from ui.widgets.cards import ScrollBody

if TYPE_CHECKING:
    from app.parts import App


class PhrasesScreen(Screen):
    """The phrases and the learned words of whoever holds this laptop."""

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Phrases and words", "with the words to look at twice", back=True)
        self._app = app
        self._lanes = lanes
        self._looks_wanted = False
        self.body = ScrollBody("Phrases and words")
        self.phrases = PhrasesCard(app, lanes)
        self.words = WordsCard(app, lanes)
        self.looks = LooksCard(app, lanes)
        for card in (self.phrases, self.words):
            self.body.column.addWidget(card)
            card.wrote.connect(self.wrote)
            card.wrote.connect(lambda _changes: self._load())
            card.told.connect(self.told)
        self.body.column.addWidget(self.looks)
        self.looks.told.connect(self.told)
        self.body.column.addStretch(1)
        self.column.addWidget(self.body, 1)

    def show_place(self, place: Place) -> None:
        """Read everything, and give the keyboard to the phrases, or to what is asked for."""
        self._load()
        self._looks_wanted = getattr(place, "ask", "") == "looks"
        if not self._looks_wanted:
            self.phrases.add.setFocus()

    def panels(self) -> Sequence[QWidget]:
        """The phrases, the words, then what is worth a second look."""
        return (self.phrases, self.words, self.looks)

    def set_layout(self, mode: Layout) -> None:
        """Keep to the margins of the layout."""
        super().set_layout(mode)
        self.body.set_narrow(narrow=mode is not Layout.WIDE)

    def _load(self) -> None:
        self._lanes.run(_read, self._app, done=self._show)

    def _show(self, read: _Read) -> None:
        book, words, lists = read
        self.phrases.show_book(book)
        self.words.show_words(words)
        self.looks.show_lists(lists)
        if self._looks_wanted:
            self._looks_wanted = False
            self.looks.enter()
            QTimer.singleShot(0, self.looks, lambda: self.body.ensureWidgetVisible(self.looks))


_Read = tuple[PhraseBook, tuple[str, ...], WordLists]


def _read(app: App) -> _Read:
    return phrase_book(app), learned_words(app), word_lists(app)
