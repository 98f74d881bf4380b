"""One level for each phase: a line each beneath what the levels mean."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.screens.record.phase_levels import PhaseLevels
from ui.widgets.text import Words

SPLIT = "/data/QA/QA4/QA4_split"


@pytest.fixture
def made(editor, audit):
    opened = editor(audit, SPLIT)
    opened.live.answer("/data/about/phases", "EYFS KS1 KS2")
    opened.live.answer(SPLIT, "yes")
    return opened


def test_numbers_0_x_and_backspace_work_on_each_line(made, qtbot):
    value = made.live.session.value
    names = [f"QA4_level_{phase}" for phase in ("eyfs", "ks1", "ks2")]
    made.page.go_to(f"/data/QA/QA4/{names[0]}")
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_X):
        qtbot.keyClick(QApplication.focusWidget(), key)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    given = [value(f"/data/QA/QA4/{name}") for name in names]
    assert given == ["2", "not_seen", "not_applicable"]
    assert made.page.current_ref == "/data/QA/QA4/QA4_seen"
    made.page.go_to(f"/data/QA/QA4/{names[0]}")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert value(f"/data/QA/QA4/{names[0]}") == ""


def test_the_chosen_level_is_said_with_its_word(made, qtbot):
    row = made.block("QA4_level_ks1").editor.row
    assert [chip.text() for chip in row.chips[:4]] == ["1", "2", "3", "4"]
    made.page.go_to("/data/QA/QA4/QA4_level_ks1")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert row.chips[2].text() == "3 Secure"
    assert "Secure" in row.chips[2].accessibleName()
    assert "Key stage 1" in row.chips[2].accessibleName()


def test_what_the_levels_mean_and_what_to_look_for_is_said_once(made):
    holders = [w for w in made.page.findChildren(PhaseLevels) if w.isVisible()]
    words = [label.text() for label in holders[0].findChildren(Words)]
    assert len(holders) == 1
    assert words.count("2 Developing") == 1
    assert any(text.startswith("Look for: moderation notes") for text in words)


def test_the_level_for_all_phases_comes_back_with_its_answer(made):
    made.live.answer(SPLIT, "no")
    made.page.go_to("/data/QA/QA4")
    assert made.page.current_ref == "/data/QA/QA4/QA4_level"
    assert not [w for w in made.page.findChildren(PhaseLevels) if w.isVisible()]
