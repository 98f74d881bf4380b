"""An audit is worked in any order: prompts with their states, the phases, a quick audit."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.usecases.records import start_record
from ui.screens.record.scope_strip import hidden_words
from ui.widgets.section_list import SectionState

LEVEL = "/data/QA/QA4/QA4_level"


@pytest.fixture
def in_qa(editor, audit):
    return editor(audit, LEVEL)


def rows(made, *, inset=True):
    shown = made.screen.panes.sections.list
    found = [shown.row_at(shown.rows.index(at)) for at in range(shown.rows.rowCount())]
    return [row for row in found if row.inset == inset]


def row(made, code):
    return next(each for each in rows(made) if each.title == code)


def section(made, title):
    return next(each for each in rows(made, inset=False) if each.title == title)


def choose_filter(made, qtbot, presses):
    box = made.screen.panes.sections.filter
    box.setFocus()
    for _press in range(presses):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_each_prompt_of_the_open_section_says_how_far_it_is(in_qa, qtbot):
    assert [each.title for each in rows(in_qa)][:2] == ["QA1", "QA2"]
    assert row(in_qa, "QA4").count == "Not yet looked at"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: row(in_qa, "QA4").count == "Rated 2")
    assert row(in_qa, "QA4").state is SectionState.RATED
    assert section(in_qa, "Quality assurance").note == "1 of 9 looked at"


def test_a_prompt_in_the_list_is_gone_to_at_its_level(in_qa, qtbot):
    shown = in_qa.screen.panes.sections.list
    shown.setFocus()
    shown.setCurrentIndex(shown.rows.index(shown.rows.row_of("/data/QA/QA7")))
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert in_qa.page.current_ref == "/data/QA/QA7/QA7_level"
    assert shown.here_key == "/data/QA/QA7"


def test_more_needed_is_said_in_the_list(in_qa, qtbot):
    panel = in_qa.screen.panes.sections
    line = next(t for t in panel._tallies if t.path == "/data/QA").prompts[0]
    menu = panel.state_menu(line)
    assert menu.actions()[0].text() == "QA1: More needed"
    menu.actions()[0].trigger()
    assert in_qa.live.session.value("/data/QA/QA1/QA1_state") == "more_needed"
    assert row(in_qa, "QA1").state is SectionState.MORE_NEEDED
    assert in_qa.block("QA1_state").editor.chips.value == ("more_needed",)


def test_the_filter_shows_what_is_not_looked_at_in_all_sections(in_qa, qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: row(in_qa, "QA4").count == "Rated 2")
    choose_filter(in_qa, qtbot, 1)
    codes = [each.title for each in rows(in_qa)]
    assert "QA4" not in codes
    assert {"QA3", "LD1", "IN1"} <= set(codes)
    assert "About this audit" not in [each.title for each in rows(in_qa, inset=False)]


def test_the_filter_shows_where_more_is_needed(in_qa, qtbot):
    in_qa.live.answer("/data/LD/LD2/LD2_state", "more_needed")
    qtbot.waitUntil(lambda: "1 more needed" in section(in_qa, "Leadership").note)
    choose_filter(in_qa, qtbot, 2)
    assert [each.title for each in rows(in_qa)] == ["LD2"]
    assert [each.title for each in rows(in_qa, inset=False)] == ["Leadership"]


def test_a_visit_has_no_filter_and_no_phases(editor, visit_2):
    made = editor(visit_2, "/data/teaching/T3/T3_level")
    assert made.screen.panes.sections.filter.isHidden()
    assert made.page.scope.isHidden()
    assert rows(made) == []


def test_phases_and_a_quick_audit_are_chosen_above_any_section(in_qa, qtbot):
    strip = in_qa.page.scope
    value = in_qa.live.session.value
    strip.quick.setFocus()
    qtbot.keyClick(strip.quick.chips[0], Qt.Key.Key_Space)
    assert value("/data/about/quick") == "yes"
    assert strip.hidden.text() == "6 prompts not shown: other phases, or not among the core"
    before = value("/data/about/phases")
    assert " ".join(strip.phases.value) == before
    qtbot.keyClick(strip.phases.chips[0], Qt.Key.Key_Space)
    assert value("/data/about/phases") == before.removeprefix("EYFS ")
    assert in_qa.page.section.path == "/data/QA"


def test_undoing_a_phase_stays_where_it_was_chosen(in_qa, qtbot):
    strip = in_qa.page.scope
    before = strip.phases.value
    strip.phases.setFocus()
    qtbot.keyClick(strip.phases.chips[0], Qt.Key.Key_Space)
    assert strip.phases.value != before
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert strip.phases.value == before
    assert in_qa.page.section.path == "/data/QA"
    assert strip.isAncestorOf(QApplication.focusWidget())


def test_the_section_that_asks_for_the_phases_has_no_strip(editor, audit):
    made = editor(audit, "/data/about/auditors")
    assert made.page.scope.isHidden()


def test_what_has_the_keyboard_stays_in_sight_when_something_above_grows(in_qa, qtbot):
    qtbot.waitUntil(lambda: not in_qa.page._pending)
    block, page = in_qa.page.current_block, in_qa.page
    place = lambda: block.mapTo(page.viewport(), block.rect().topLeft()).y()  # noqa: E731
    qtbot.waitUntil(lambda: 0 < place() < page.viewport().height())
    before, height = place(), page.widget().height()
    in_qa.live.answer("/data/QA/QA2/QA2_split", "yes")
    qtbot.waitUntil(lambda: page.widget().height() > height)
    qtbot.waitUntil(lambda: abs(place() - before) <= 1)


def test_in_large_text_the_menu_of_sections_names_the_prompts(editor, appearance, audit):
    appearance("light", 200)
    made = editor(audit, LEVEL)
    words = [action.text().strip() for action in made.screen.panes.section_menu.choices.actions()]
    assert "QA4 · Not yet looked at" in words


@pytest.mark.parametrize(
    ("count", "quick", "every", "words"),
    [
        (0, True, True, ""),
        (1, False, False, "1 prompt not shown: other phases"),
        (6, True, True, "6 prompts not shown: not among the core"),
    ],
)
def test_what_is_not_shown_is_counted_in_words(count, quick, every, words):
    assert hidden_words(count, quick=quick, every_phase=every) == words


def test_another_record_begins_with_all_its_prompts(in_qa, qtbot, app):
    choose_filter(in_qa, qtbot, 2)
    assert rows(in_qa) == []
    another = start_record(app, 900004, "maths_audit").value.record.id
    in_qa.open(another, "/data/QA/QA1/QA1_level")
    qtbot.waitUntil(lambda: len(rows(in_qa)) == 9)
