from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from app.domain.phrases import Phrase
from app.usecases.phrases import phrase_book, save_phrase
from ui.places import Phrases
from ui.widgets.text_box import GrowingText
from ui.writing.picker import PhrasePicker

SAID = "Pupils explained their thinking."


@pytest.fixture
def phrase(app):
    return save_phrase(app, Phrase("", SAID, ";pet", "Teaching")).value


@pytest.fixture
def ready(qtbot, phrase, box, pen):
    """A box with a pen that knows the phrase."""
    pen.refresh()
    qtbot.waitUntil(lambda: pen.phrases == (phrase,))
    return box


@pytest.mark.parametrize(
    ("key", "after"), [(Qt.Key.Key_Space, " "), (Qt.Key.Key_Return, "\n"), (Qt.Key.Key_Tab, "")]
)
def test_an_abbreviation_becomes_its_phrase(qtbot, ready, key, after):
    qtbot.keyClicks(ready, "Seen: ;PET")
    qtbot.keyClick(ready, key)
    assert ready.text == f"Seen: {SAID}{after}"
    assert ready.hasFocus()
    assert ready.textCursor().position() == len(ready.text)


def test_one_undo_takes_the_phrase_back_to_what_was_typed(qtbot, ready):
    told = []
    qtbot.keyClicks(ready, ";pet")
    ready.textChanged.connect(lambda: told.append(ready.text))
    qtbot.keyClicks(ready, " and more")
    assert told[:2] == [";pet ", f"{SAID} "]
    while ready.text != f"{SAID} ":
        assert ready.text.startswith(SAID)
        ready.undo()
    ready.undo()
    assert ready.text == ";pet "


def test_what_is_no_abbreviation_stays(qtbot, ready):
    qtbot.keyClicks(ready, "pet ;other books;pet ;pet, ")
    assert ready.text == "pet ;other books;pet ;pet, "


def test_tab_leaves_the_box_where_nothing_unfolds(qtbot, boxes, ready):
    qtbot.keyClicks(ready, "pet")
    qtbot.keyClick(ready, Qt.Key.Key_Tab)
    assert boxes[1].hasFocus()


def test_a_box_that_is_locked_unfolds_nothing(qtbot, ready):
    ready.set_text(";pet")
    ready.setReadOnly(True)
    qtbot.keyClick(ready, Qt.Key.Key_Space)
    assert ready.text == ";pet"


def test_the_time_is_written_by_one_key(qtbot, box):
    qtbot.keyClick(box, Qt.Key.Key_F8)
    qtbot.keyClicks(box, "bell.")
    qtbot.keyClick(box, Qt.Key.Key_F8)
    assert box.text == "09:00 bell. 09:00 "


def test_a_line_is_tagged_and_the_tag_changed_and_taken_off(qtbot, box):
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClicks(box, "first")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "bars on tables")
    qtbot.keyClick(box, Qt.Key.Key_T, alt)
    assert box.text == "first\nTeaching: bars on tables"
    qtbot.keyClicks(box, "!")
    assert box.text == "first\nTeaching: bars on tables!"
    for key, line in (
        (Qt.Key.Key_L, "Leadership: bars on tables!"),
        (Qt.Key.Key_D, "Disadvantaged: bars on tables!"),
        (Qt.Key.Key_R, "Transition: bars on tables!"),
        (Qt.Key.Key_R, "bars on tables!"),
    ):
        qtbot.keyClick(box, key, alt)
        assert box.text == f"first\n{line}"


def test_the_keys_write_in_a_dialog_too(qtbot, ready, window, shown):
    dialog = QDialog(window)
    inner = GrowingText(name="Purpose")
    QVBoxLayout(dialog).addWidget(inner)
    shown(dialog, 400, 200)
    inner.setFocus()
    qtbot.keyClick(inner, Qt.Key.Key_F8)
    qtbot.keyClicks(inner, ";pet ")
    assert inner.text == f"09:00 {SAID} "


def picker_of(qtbot, window):
    qtbot.waitUntil(lambda: any(p.isVisible() for p in window.findChildren(PhrasePicker)))
    return next(p for p in window.findChildren(PhrasePicker) if p.isVisible())


def ask_for_phrases(qtbot, box):
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(box, Qt.Key.Key_P, control)


def test_a_phrase_is_found_and_put_in_at_the_cursor(qtbot, app, box, window):
    save_phrase(app, Phrase("", "It was agreed that", ";agr", "Next"))
    save_phrase(app, Phrase("", SAID, ";pet", "Teaching"))
    qtbot.keyClicks(box, "Seen.")
    ask_for_phrases(qtbot, box)
    picker = picker_of(qtbot, window)
    qtbot.waitUntil(lambda: picker.list.count() == 4)
    qtbot.keyClicks(picker.search, "think")
    assert picker.list.count() == 2
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert box.text == f"Seen. {SAID}"
    assert window.focusWidget() is box


def test_arrows_go_over_headings(qtbot, app, box, window):
    for heading in ("One", "Two"):
        save_phrase(app, Phrase("", f"Words of {heading}", "", heading))
    ask_for_phrases(qtbot, box)
    picker = picker_of(qtbot, window)
    qtbot.waitUntil(lambda: picker.list.count() == 4)
    assert picker.list.currentRow() == 1
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.list.currentRow() == 3
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert box.text == "Words of Two"


def test_whoever_has_no_phrases_is_offered_a_first_set(qtbot, app, box, window, pen):
    ask_for_phrases(qtbot, box)
    picker = picker_of(qtbot, window)
    qtbot.waitUntil(picker.begin.isVisible)
    picker.begin.click()
    qtbot.waitUntil(lambda: picker.list.count() > 25)
    assert not picker.begin.isVisible()
    assert len(phrase_book(app).phrases) > 25
    qtbot.waitUntil(lambda: len(pen.phrases) > 25)
    picker.reject()


def test_the_picker_leads_to_where_phrases_are_changed(qtbot, box, window):
    gone = []
    window.navigator.on_show(lambda place: gone.append(place) or True)
    ask_for_phrases(qtbot, box)
    picker_of(qtbot, window).change.click()
    assert gone == [Phrases()]
