"""Ctrl+Z takes back whatever was done last in the record, across boxes, sections and saves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders_forms import asks, bind, group, repeat, xform

T3_LEVEL = "/data/teaching/T3/T3_level"
T3_SEEN = "/data/teaching/T3/T3_seen"
POINTS = "/data/teaching/teaching_points"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def press(qtbot):
    """Presses a key where the keyboard is."""

    def key(code, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), code, modifiers)

    return key


@pytest.fixture
def undo(press):
    return lambda: press(Qt.Key.Key_Z, CTRL)


@pytest.fixture
def redo(press):
    return lambda: press(Qt.Key.Key_Z, CTRL | SHIFT)


def test_words_a_level_and_chips_go_back_in_order_after_a_save(
    editor, qtbot, visit_2, press, undo, redo
):
    made = editor(visit_2, T3_LEVEL)
    value = made.live.session.value
    press(Qt.Key.Key_2)
    made.block("T3_seen").editor.setFocus()
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Bars were drawn.")
    chip = made.block("T3_sources").editor.chips.chips[0]
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert value("/data/teaching/T3/T3_sources")
    qtbot.waitUntil(lambda: made.kept(visit_2).get(T3_SEEN) == "Bars were drawn.")

    undo()
    assert not value("/data/teaching/T3/T3_sources")
    assert not chip.isChecked()
    undo()
    assert made.block("T3_seen").editor.box.text == ""
    assert made.page.current_ref == T3_SEEN
    undo()
    assert made.block("T3_level").editor.picker.value == ""
    assert made.page.current_ref == T3_LEVEL
    qtbot.waitUntil(lambda: T3_SEEN not in made.kept(visit_2))
    assert T3_LEVEL not in made.kept(visit_2)

    redo()
    redo()
    assert made.block("T3_level").editor.picker.value == "2"
    assert made.block("T3_seen").editor.box.text == "Bars were drawn."
    qtbot.waitUntil(lambda: made.kept(visit_2).get(T3_SEEN) == "Bars were drawn.")


def test_undo_goes_to_the_section_where_it_was_done(editor, qtbot, visit_2, press, undo):
    made = editor(visit_2, T3_LEVEL)
    press(Qt.Key.Key_3)
    made.screen.panes.sections.list.chosen.emit("/data/summary")
    undo()
    assert made.page.section.path == "/data/teaching"
    assert made.block("T3_level").editor.picker.value == ""
    assert made.page.current_ref == T3_LEVEL


def test_a_box_takes_back_its_runs_with_the_cursor_where_they_were(
    editor, qtbot, visit_2, undo, redo
):
    made = editor(visit_2, T3_SEEN)
    box = made.block("T3_seen").editor.box
    qtbot.keyClicks(box, "Bars were drawn. In pairs")
    undo()
    assert box.text == "Bars were drawn. "
    assert box.textCursor().position() == len(box.text)
    assert box.hasFocus()
    qtbot.keyClicks(box, "Alone")
    undo()
    undo()
    assert box.text == ""
    redo()
    redo()
    assert box.text == "Bars were drawn. Alone"


def test_two_boxes_share_one_order(editor, qtbot, visit_2, undo):
    made = editor(visit_2, T3_SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "First")
    made.page.go_to(POINTS)
    qtbot.keyClicks(made.block("teaching_points").editor.box, "Second")
    made.page.go_to(T3_SEEN)
    undo()
    assert made.block("teaching_points").editor.box.text == ""
    assert made.block("T3_seen").editor.box.text == "First"
    assert made.page.current_ref == POINTS


def test_quick_notes_are_undone_with_the_rest(editor, qtbot, visit_2, press, undo):
    made = editor(visit_2, T3_LEVEL)
    press(Qt.Key.Key_3)
    notes = made.screen.panes.side.notes.box
    notes.setFocus()
    qtbot.keyClicks(notes, "Ask about stems")
    undo()
    assert notes.toPlainText() == ""
    undo()
    assert made.live.session.value(T3_LEVEL) == ""


def test_ctrl_y_does_it_again_too(editor, visit_2, press, undo):
    made = editor(visit_2, T3_LEVEL)
    press(Qt.Key.Key_3)
    undo()
    press(Qt.Key.Key_Y, CTRL)
    assert made.live.session.value(T3_LEVEL) == "3"


def test_rows_go_and_come_back(editor, qtbot, record_of, undo, redo):
    body = group("/data/s", repeat("/data/s/r", asks("/data/s/r/words")))
    form = xform(
        '<s><r jr:template=""><words/></r></s>', bind("/data/s/r/words", type="string"), body
    )
    made = editor(record_of(form))
    row = made.live.add_repeat("/data/s/r")
    qtbot.keyClicks(made.block("words").editor.line, "Year 4")
    undo()
    undo()
    assert made.live.session.rows("/data/s/r") == ()
    redo()
    redo()
    assert made.live.session.value(f"{row}/words") == "Year 4"
    assert made.block("words").editor.line.text() == "Year 4"


def test_a_finished_record_has_nothing_to_undo(editor, finished, press, undo):
    made = editor(finished)
    undo()
    assert made.live.history.can_undo is False
    assert not made.window.commands["undo"].isEnabled()
