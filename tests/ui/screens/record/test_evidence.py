"""A level without evidence is pointed out on its card, quietly, once the card was left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from app.usecases.answering import answer
from app.usecases.finishing import finish_view
from tests.builders_forms import asks, bind, group, repeat, xform
from ui.screens.record.items_column import NO_EVIDENCE

T3_LEVEL, T3_SEEN = "/data/teaching/T3/T3_level", "/data/teaching/T3/T3_seen"
AFTER = "/data/teaching/teaching_points"
CTRL = Qt.KeyboardModifier.ControlModifier

LESSON = "/data/lessons/lesson"
LESSONS = xform(
    "<lessons><lesson><A1_level/><A1_seen/></lesson><after/></lessons>",
    bind(f"{LESSON}/A1_level", type="int") + bind(f"{LESSON}/A1_seen", type="string"),
    group(
        "/data/lessons",
        repeat(LESSON, asks(f"{LESSON}/A1_level", f"{LESSON}/A1_seen")),
        asks("/data/lessons/after"),
    ),
)


@pytest.fixture
def press(qtbot):
    """Presses a key where the keyboard is."""

    def key(code, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), code, modifiers)

    return key


@pytest.fixture
def rated(editor, visit_2, press):
    """A second visit with a level just given, the keyboard still on it."""
    made = editor(visit_2, T3_LEVEL)
    press(Qt.Key.Key_2)
    return made


def said(made, name="T3_seen"):
    """What is said beneath the box, blank for nothing."""
    quiet = made.block(name).quiet
    return quiet.words.text() if quiet.isVisible() else ""


def leave(made):
    """Go on to another card of the section."""
    assert made.page.go_to(AFTER)


def is_quiet(made, name="T3_seen"):
    """Nothing is said, and nothing is about to be."""
    return not said(made, name) and not made.block(name).quiet._soon.isActive()


def test_nobody_is_told_before_the_card_was_left(qtbot, rated, press):
    assert is_quiet(rated)
    rated.page.go_to(T3_SEEN)
    press(Qt.Key.Key_Tab)
    assert rated.page.current_card.holds(T3_SEEN)
    assert is_quiet(rated)
    leave(rated)
    qtbot.waitUntil(lambda: said(rated) == NO_EVIDENCE)


def test_it_goes_with_the_first_letter_and_comes_back_with_undo(qtbot, rated, press):
    leave(rated)
    qtbot.waitUntil(lambda: bool(said(rated)))
    box = rated.block("T3_seen").editor.box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_B)
    assert not said(rated)
    press(Qt.Key.Key_Z, CTRL)
    assert box.text == ""
    qtbot.waitUntil(lambda: said(rated) == NO_EVIDENCE)
    press(Qt.Key.Key_Z, CTRL)
    assert rated.live.session.value(T3_LEVEL) == ""
    assert is_quiet(rated)


@pytest.mark.parametrize("key", [Qt.Key.Key_0, Qt.Key.Key_X, Qt.Key.Key_Backspace])
def test_what_is_no_level_asks_for_nothing(qtbot, rated, press, key):
    press(key)
    leave(rated)
    assert is_quiet(rated)


def test_a_dialog_over_the_page_is_no_leaving(qtbot, rated):
    dialog = QDialog(rated.window)
    line = QLineEdit(dialog)
    dialog.open()
    line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    assert is_quiet(rated)
    dialog.reject()


def test_it_is_said_to_who_cannot_see_it_too(qtbot, rated):
    leave(rated)
    qtbot.waitUntil(lambda: bool(said(rated)))
    box = rated.block("T3_seen").editor.box
    assert box.accessibleDescription().endswith(NO_EVIDENCE)
    rated.live.answer(T3_SEEN, "Bars were drawn.")
    assert NO_EVIDENCE not in box.accessibleDescription()


def test_a_record_that_is_opened_with_it_says_so_at_once(app, editor, visit_2):
    answer(app, visit_2, "T3_level", "3")
    made = editor(visit_2, T3_LEVEL)
    assert said(made) == NO_EVIDENCE


def test_the_level_of_one_phase_is_enough_and_one_that_is_not_asked_is_none(qtbot, editor, audit):
    made = editor(audit, "/data/QA/QA4/QA4_level")
    made.live.answer("/data/QA/QA4/QA4_level", "2")
    made.page.go_to("/data/QA/QA5")
    qtbot.waitUntil(lambda: said(made, "QA4_seen") == NO_EVIDENCE)
    made.live.answer("/data/QA/QA4/QA4_split", "yes")
    assert is_quiet(made, "QA4_seen")
    made.live.answer("/data/QA/QA4/QA4_level_ks1", "3")
    qtbot.waitUntil(lambda: said(made, "QA4_seen") == NO_EVIDENCE)


def test_each_row_says_it_of_its_own_level(qtbot, editor, record_of):
    made = editor(record_of(LESSONS))
    first = made.live.session.rows(LESSON)[0]
    second = made.live.add_repeat(LESSON)
    made.live.answer(f"{first}/A1_level", "2")
    made.live.answer(f"{second}/A1_level", "3")
    made.live.answer(f"{first}/A1_seen", "Bars were drawn.")
    made.page.go_to(f"{first}/A1_level")
    assert made.page.go_to("/data/lessons/after")
    boxes = [b for c in made.page.cards for b in c.blocks() if b.ref.endswith("A1_seen")]
    qtbot.waitUntil(lambda: [b.quiet.isVisible() for b in boxes] == [False, True])


def test_what_has_the_keyboard_stays_where_it_is_when_the_line_comes(qtbot, rated):
    qtbot.waitUntil(lambda: not rated.page._pending)
    leave(rated)
    page, block = rated.page, rated.page.current_block
    place = lambda: block.mapTo(page.viewport(), block.rect().topLeft()).y()  # noqa: E731
    qtbot.waitUntil(lambda: 0 < place() < page.viewport().height())
    before, height = place(), page.widget().height()
    qtbot.waitUntil(lambda: page.widget().height() > height)
    qtbot.waitUntil(lambda: abs(place() - before) <= 1)


def test_the_card_says_it_where_finishing_does(app, qtbot, editor, visit_2):
    answer(app, visit_2, "T3_level", "3")
    looks = [look.ref for look in finish_view(app, visit_2).looks]
    assert looks == [T3_SEEN]
    made = editor(visit_2, T3_LEVEL)
    shown = [b.ref for c in made.page.cards for b in c.blocks() if b.quiet and b.quiet.isVisible()]
    assert shown == looks
