"""Writing in a real record: what helps goes the way of typed words, to the store and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.phrases import Phrase
from app.usecases.opened import open_record
from app.usecases.phrases import save_phrase
from app.usecases.records import start_record
from app.usecases.wording import word_lists
from tests.builders import with_school
from ui.pages import pages_for
from ui.places import Phrases, RecordPage, Settings
from ui.screens.phrases.looks_card import ListDialog
from ui.writing.pen import WritingPen

SAID = "Pupils explained it."
SEEN = "/data/leadership/L1/L1_seen"
CTRL = Qt.KeyboardModifier.ControlModifier

P07 = "“P07” is a pupil’s code: printed as [pupil code]"


@pytest.fixture
def record(app):
    school = with_school(app)
    save_phrase(app, Phrase("", SAID, ";pet", "Teaching"))
    return start_record(app, school.urn, "visit_1").value.record


@pytest.fixture
def page(qtbot, desk, window, pen, record, shown):
    """The record's page, at a question of words."""
    window.plug(pages_for(desk))
    shown(window, 1366, 768)
    ref = first_box(desk, record)
    desk.navigator.go(RecordPage(record.id, ref))
    qtbot.waitUntil(lambda: window.screen_on_show.live is not None)
    qtbot.waitUntil(lambda: bool(pen.phrases))
    box = window.screen_on_show.panes.page.current_block.editor.box
    box.setFocus()
    return window.screen_on_show, ref, box


def first_box(desk, record):
    questions = open_record(desk.app, record.id).definition.questions()
    return next(q.path for q in questions if q.name.endswith("_seen"))


def test_what_unfolds_is_kept_and_taken_back_by_one_undo(qtbot, app, record, page):
    screen, ref, box = page
    qtbot.keyClicks(box, ";pet So")
    assert screen.live.session.value(ref) == f"{SAID} So"
    qtbot.waitUntil(lambda: dict(open_record(app, record.id).answers).get(ref) == f"{SAID} So")
    qtbot.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.text == f"{SAID} "
    qtbot.keyClick(box, Qt.Key.Key_Z, CTRL)
    assert box.text == ";pet "
    qtbot.waitUntil(lambda: dict(open_record(app, record.id).answers).get(ref) == ";pet ")


def test_time_and_tag_are_answers_too(qtbot, page):
    screen, ref, box = page
    qtbot.keyClick(box, Qt.Key.Key_F8)
    qtbot.keyClicks(box, "bars")
    qtbot.keyClick(box, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert screen.live.session.value(ref) == "Teaching: 09:00 bars"


def test_marking_a_word_changes_nothing_in_the_record(qtbot, page, marks):
    screen, ref, box = page
    qtbot.keyClicks(box, "teh bars ")
    qtbot.waitUntil(lambda: screen.live.settled)
    marks(box, "teh")
    box.repaint()
    assert screen.live.settled
    assert screen.live.session.value(ref) == "teh bars "


def test_marks_are_found_in_the_quick_notes(qtbot, page, marks):
    screen, _ref, box = page
    marks(box)
    notes = screen.panes.side.notes.box
    notes.setFocus()
    qtbot.keyClicks(notes, "teh ")
    marks(notes, "teh")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is notes)


def test_the_commands_that_write_are_offered_on_the_record_s_page_alone(desk, window, record):
    window.pen = WritingPen(desk, window)
    window.plug(pages_for(desk))
    desk.navigator.go(Settings())
    assert not desk.commands["insert_phrase"].isVisible()


def test_what_is_worth_a_second_look_is_said_quietly_and_goes_with_its_words(qtbot, page):
    screen, _ref, box = page
    quiet = screen.panes.page.current_block.quiet
    qtbot.keyClicks(box, "Amelia was always first.")
    qtbot.waitUntil(quiet.isVisible)
    assert "“Amelia” may be a person" in quiet.words.text()
    assert "always" in quiet.words.text()
    box.selectAll()
    qtbot.keyClicks(box, "P07 was first.")
    qtbot.waitUntil(lambda: quiet.words.text() == P07)
    box.selectAll()
    qtbot.keyClicks(box, "One pupil was first.")
    qtbot.waitUntil(lambda: not quiet.isVisible())


def test_what_is_never_printed_may_hold_a_code_without_a_word(qtbot, page):
    screen, _ref, _box = page
    screen.moving.go_to("/data/private/private_note")
    block = screen.panes.page.current_block
    qtbot.keyClicks(block.editor.box, "P07 again, with Amelia.")
    qtbot.waitUntil(block.quiet.isVisible)
    assert "P07" not in block.quiet.words.text()


def test_a_list_of_ones_own_is_used_at_once(qtbot, app, desk, window, page):
    _screen, _ref, _box = page
    desk.navigator.go(Phrases())
    qtbot.waitUntil(lambda: hasattr(window.screen_on_show, "looks"))
    looks = window.screen_on_show.looks
    qtbot.waitUntil(lambda: looks._lists is not None)
    looks.change["blaming"].click()
    dialog = window.findChild(ListDialog)
    dialog.box.set_text("dreadful")
    dialog.main.click()
    qtbot.waitUntil(
        lambda: window.pen.remarks_on("Dreadful, weak.") == ("“dreadful” may read as blame",)
    )
    looks.set_back["blaming"].click()
    qtbot.waitUntil(lambda: len(word_lists(app).blaming) > 1)
