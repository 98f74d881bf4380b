"""The page of phrases and learned words, as a person at the keyboard meets it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.phrases import Phrase
from app.usecases.phrases import phrase_book, save_phrase, starter_phrases
from app.usecases.spelling import learn_word, learned_words
from tests.builders import an_app
from ui.places import Phrases
from ui.screens.phrases.dialog import NO_WORDS, PhraseDialog
from ui.screens.phrases.screen import PhrasesScreen


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path / "data")
    save_phrase(app, Phrase("", "It was agreed that", ";agr", "Next"))
    save_phrase(app, Phrase("", "Pupils explained it.", ";pet", "Teaching"))
    yield app
    app.store.close()


@pytest.fixture
def page(qtbot, app, lanes, shown):
    screen = PhrasesScreen(app, lanes)
    screen.told_here, screen.written = [], []
    screen.told.connect(lambda kind, words, _acts: screen.told_here.append((kind, words)))
    screen.wrote.connect(screen.written.append)
    shown(screen, 1000, 700)
    screen.show_place(Phrases())
    qtbot.waitUntil(lambda: len(screen.phrases.table.rows.lines) == 2)
    return screen


def words(app):
    return [phrase.words for phrase in phrase_book(app).phrases]


def dialog_of(qtbot, page):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in page.findChildren(PhraseDialog)))
    return next(d for d in page.findChildren(PhraseDialog) if d.isVisible())


def test_a_phrase_is_added(qtbot, app, page):
    page.phrases.add.click()
    dialog = dialog_of(qtbot, page)
    dialog.main.click()
    assert NO_WORDS in [m.sentence for m in dialog.findChildren(type(dialog.message))]
    qtbot.keyClicks(dialog.words_box, "Books were looked at.")
    qtbot.keyClicks(dialog.abbreviation, "bo")
    qtbot.keyClick(dialog.abbreviation, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Books were looked at." in words(app))
    qtbot.waitUntil(lambda: len(page.phrases.table.rows.lines) == 3)
    assert page.written
    assert not any(d.isVisible() for d in page.findChildren(PhraseDialog))


def test_an_abbreviation_that_is_taken_is_said_where_it_was_typed(qtbot, app, page):
    page.phrases.add.click()
    dialog = dialog_of(qtbot, page)
    qtbot.keyClicks(dialog.words_box, "Something else")
    qtbot.keyClicks(dialog.abbreviation, ";pet")
    dialog.main.click()
    qtbot.waitUntil(lambda: "already stands for" in dialog.error)
    assert len(words(app)) == 2
    dialog.reject()


def test_a_phrase_is_opened_by_enter_and_changed(qtbot, app, page):
    table = page.phrases.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = dialog_of(qtbot, page)
    assert dialog.words_box.text == "Pupils explained it."
    dialog.words_box.set_text("Pupils explained it twice.")
    dialog.main.click()
    qtbot.waitUntil(lambda: words(app)[1] == "Pupils explained it twice.")


def test_a_phrase_is_deleted_and_brought_back(qtbot, app, page):
    page.phrases.delete.click()
    qtbot.waitUntil(page.phrases.undo.isVisible)
    assert words(app) == ["Pupils explained it."]
    page.phrases.undo.undo.click()
    qtbot.waitUntil(lambda: len(words(app)) == 2)
    qtbot.waitUntil(lambda: len(page.phrases.table.rows.lines) == 2)


def test_phrases_are_saved_as_a_file_and_read_from_one(qtbot, app, page, tmp_path, monkeypatch):
    path = tmp_path / "mine.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    page.phrases.save.click()
    qtbot.waitUntil(path.exists)
    text = path.read_text(encoding="utf-8-sig").replace("Pupils", "Some pupils")
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page.phrases.read.click()
    qtbot.waitUntil(lambda: ("done", "1 phrase was added.") in page.told_here)
    assert "Some pupils explained it." in words(app)


def test_a_file_that_is_no_list_is_told(qtbot, app, page, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("Name\nx\n", encoding="utf-8")
    page.phrases.read_file(path)
    qtbot.waitUntil(lambda: any(kind == "late" for kind, _words in page.told_here))
    assert len(words(app)) == 2


def test_whoever_has_none_may_begin_with_a_first_set(qtbot, app, page):
    for _each in range(2):
        lines = len(page.phrases.table.rows.lines)
        page.phrases.delete.click()
        qtbot.waitUntil(lambda lines=lines: len(page.phrases.table.rows.lines) == lines - 1)
    assert page.phrases.begin.isVisible()
    assert not page.phrases.delete.isEnabled()
    page.phrases.begin.click()
    qtbot.waitUntil(lambda: len(page.phrases.table.rows.lines) == len(starter_phrases()))
    assert not page.phrases.begin.isVisible()


def test_a_word_is_learned_forgotten_and_brought_back(qtbot, app, page):
    qtbot.keyClicks(page.words.word, "bansho")
    qtbot.keyClick(page.words.word, Qt.Key.Key_Return)
    qtbot.waitUntil(page.words.table.isVisible)
    assert learned_words(app) == ("bansho",)
    page.words.forget.click()
    qtbot.waitUntil(lambda: learned_words(app) == ())
    qtbot.waitUntil(page.words.undo.isVisible)
    page.words.undo.undo.click()
    qtbot.waitUntil(lambda: learned_words(app) == ("bansho",))


def test_what_is_no_word_is_said_at_the_field(qtbot, app, page):
    qtbot.keyClicks(page.words.word, "P07")
    page.words.add.click()
    qtbot.waitUntil(lambda: "no single word" in page.words._field.message.sentence)


def test_words_that_were_learned_elsewhere_are_listed(qtbot, app, page):
    learn_word(app, "neriage")
    page.show_place(Phrases())
    qtbot.waitUntil(lambda: [line.key for line in page.words.table.rows.lines] == ["neriage"])


def test_the_words_to_look_at_twice_are_shown_and_have_the_keyboard_where_they_are_asked_for(
    qtbot, page
):
    page.resize(1000, 420)
    page.show_place(Phrases(ask="looks"))
    first = page.looks.change["first_names"]
    qtbot.waitUntil(first.hasFocus)
    qtbot.waitUntil(lambda: not first.visibleRegion().isEmpty())
