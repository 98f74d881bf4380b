"""Large text and small windows: sections become a drop-down, what is known a drawer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.screen import Layout

LEVEL = "/data/teaching/T3/T3_level"


@pytest.fixture
def large(editor, visit_2, appearance):
    appearance("light", 200)
    return editor(visit_2, LEVEL)


def test_large_text_leaves_the_centre_to_the_questions(large):
    panes = large.screen.panes
    assert large.screen.layout_mode is Layout.COMPACT
    assert not panes.sections.isVisible()
    assert not panes.side.isVisible()
    assert panes.section_menu.isVisible()
    assert panes.section_menu.text() == "Teaching and learning · 4 to do"
    assert panes.finish.text() == "Finish"


def test_the_drop_down_leads_to_a_section(large):
    panes = large.screen.panes
    choice = next(a for a in panes.section_menu.choices.actions() if "Leadership" in a.text())
    choice.trigger()
    assert large.page.section.name == "leadership"


def test_last_time_opens_as_a_drawer_and_esc_closes_it(large, qtbot):
    panes = large.screen.panes
    panes.aside.click()
    assert panes.side.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not panes.side.isVisible()


def test_levels_stand_two_by_two(large):
    cards = large.block("T3_level").editor.picker.cards
    tops = {card.mapTo(large.page, card.rect().topLeft()).y() for card in cards}
    assert len(tops) == 2


def test_nothing_is_wider_than_the_window(large):
    assert large.page.widget().width() <= large.page.viewport().width()


def test_a_narrow_window_has_narrow_panels(editor, visit_2):
    made = editor(visit_2, LEVEL, size=(1280, 720))
    assert made.screen.layout_mode is Layout.NARROW
    assert made.screen.panes.sections.width() == 212
    assert made.screen.panes.side.width() == 280


def test_a_usual_window_has_the_usual_panels(editor, visit_2):
    made = editor(visit_2, LEVEL)
    assert made.screen.panes.sections.width() == 236
    assert made.screen.panes.side.width() == 308
