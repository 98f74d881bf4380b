"""The day beside the record: what is on, how long is left, and times filled in by a press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.usecases.day import read_timer
from app.usecases.records import start_record
from ui.screens.record.beside import KNOWN, PAPER

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def made(editor, audit, qtbot):
    opened = editor(audit, "/data/QA/QA4/QA4_level")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2, CTRL)
    return opened


@pytest.fixture
def day(made):
    assert made.screen.panes.day.isVisible()
    return made.screen.panes.day


def go_on(made, **how_far):
    made.app.clock.go_on(**how_far)
    made.screen.panes.day._show()


def test_the_timer_says_what_is_on_and_how_long_is_left(made, day):
    assert day.left.isHidden()
    day.go.click()
    assert (day.now.text(), day.left.text()) == (
        "Purpose and tone with the head",
        "30 minutes left",
    )
    go_on(made, minutes=150)
    assert (day.now.text(), day.left.text()) == ("Lesson visits", "1 hour left")
    assert day.then.text() == "Then: Books and displays"
    go_on(made, minutes=62)
    go_on(made, hours=9)
    assert day.now.text() == "All parts are through."
    assert day.left.text().endswith(" over")


def test_a_pause_and_a_break_are_said(made, day):
    day.go.click()
    go_on(made, minutes=132)
    assert (day.now.text(), day.left.text()) == ("A break", "3 minutes left")
    day.go.click()
    go_on(made, minutes=60)
    assert day.left.text() == "3 minutes left, paused"
    day.reset.click()
    assert day.now.text() == "The timer is not started."


def test_the_timer_is_there_again_after_a_restart(made, day, qtbot, editor, audit):
    day.go.click()
    qtbot.waitUntil(lambda: read_timer(made.app, audit).begun)
    made.window.close()
    made.app.clock.go_on(minutes=40)
    again = editor(audit)
    again.screen.panes.show_tab(1)
    qtbot.waitUntil(lambda: again.screen.panes.day.now.text() == "Walk through the phases")


def test_arrived_and_left_are_filled_in_by_a_press_and_taken_back(made, day, qtbot):
    day.times.buttons["arrived"].click()
    assert made.live.session.value("/data/about/arrived") == "09:00"
    assert not day.times.buttons["arrived"].isEnabled()
    made.screen.moving.undo()
    assert made.live.session.value("/data/about/arrived") == ""
    assert day.times.buttons["arrived"].isEnabled()


def test_quick_notes_come_back_to_what_is_known(made, day, qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_J, CTRL)
    assert made.screen.panes.side.notes.box.hasFocus()
    assert not day.isVisible()


def test_a_record_without_a_day_has_no_tab_for_it(editor, app):
    record = start_record(app, 900001, "keeping_in_touch").value.record.id
    made = editor(record)
    assert made.screen.panes.beside.offered == (KNOWN, PAPER)
    assert "tab_3" not in made.screen.answers()
