"""Ctrl+F finds words in the whole record, and a prompt by its code."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

LEVEL = "/data/QA/QA1/QA1_level"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def made(editor, audit):
    return editor(audit, LEVEL)


@pytest.fixture
def press(qtbot):
    def key(code, modifiers=Qt.KeyboardModifier.NoModifier):
        qtbot.keyClick(QApplication.focusWidget(), code, modifiers)

    return key


def find(made, qtbot, press, words):
    press(Qt.Key.Key_F, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), words)


def test_a_code_jumps_to_its_prompt(made, qtbot, press):
    find(made, qtbot, press, "pd3")
    press(Qt.Key.Key_Return)
    assert made.page.current_ref == "/data/PD/PD3/PD3_level"
    press(Qt.Key.Key_3)
    assert made.live.session.value("/data/PD/PD3/PD3_level") == "3"


def test_places_of_all_sections_are_listed_and_gone_to_in_turn(made, qtbot, press):
    made.live.answer("/data/LD/LD3/LD3_seen", "There was a moderation day")
    made.live.answer("/data/private/private_note", "Ask about moderation")
    find(made, qtbot, press, "moderation")
    bar = made.screen.finding
    qtbot.waitUntil(lambda: len(bar.found) == 3)
    titles = [bar.list.rows.index(at).data() for at in range(bar.list.rows.rowCount())]
    assert {"Quality assurance", "Leadership", "Private note"} <= set(titles)

    press(Qt.Key.Key_Return)
    assert made.page.current_ref == "/data/QA/QA4/QA4_level"
    press(Qt.Key.Key_F3)
    assert made.page.current_ref == "/data/LD/LD3/LD3_seen"
    assert made.page.place == len("There was a moderation")
    press(Qt.Key.Key_F3)
    assert made.page.current_ref == "/data/private/private_note"
    press(Qt.Key.Key_F3, SHIFT)
    assert made.page.current_ref == "/data/LD/LD3/LD3_seen"
    assert bar.count.text() == "2 of 3"


def test_down_chooses_among_the_places(made, qtbot, press):
    made.live.answer("/data/LD/LD3/LD3_seen", "There was a moderation day")
    find(made, qtbot, press, "moderation")
    qtbot.waitUntil(lambda: len(made.screen.finding.found) == 2)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert made.page.current_ref == "/data/LD/LD3/LD3_seen"


def test_escape_closes_and_gives_the_keyboard_back(made, qtbot, press):
    find(made, qtbot, press, "moder")
    press(Qt.Key.Key_Escape)
    assert made.screen.finding.isHidden()
    assert made.page.current_ref == LEVEL
    assert made.page.isAncestorOf(QApplication.focusWidget())
    assert made.navigator.here.record_id == made.live.opened.record.id


def test_escape_closes_it_from_the_page_too(made, qtbot, press):
    find(made, qtbot, press, "pd3")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert made.screen.finding.isHidden()
    assert made.page.section.path == "/data/PD"


def test_what_is_not_there_is_said(made, qtbot, press):
    find(made, qtbot, press, "zebra")
    qtbot.waitUntil(lambda: "Nothing found" in made.screen.finding.count.text())
    press(Qt.Key.Key_Return)
    assert made.page.current_ref == LEVEL


def test_f3_without_words_opens_the_line(made, press):
    press(Qt.Key.Key_F3)
    assert not made.screen.finding.isHidden()
    assert made.screen.finding.line.hasFocus()
