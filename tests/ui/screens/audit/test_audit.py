"""The profile of an audit, as a person at the keyboard meets it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.figures import Figure
from app.reports import document_for
from app.usecases.answering import answer
from app.usecases.records import draft_snapshot, start_record
from ui.places import AuditPage, FinishPage, Navigator, RecordPage
from ui.screens.audit.screen import AuditScreen

FERNHURST = 900005


@pytest.fixture
def audit(app):
    """An audit with some levels, one of them for each phase, and one need."""
    record_id = start_record(app, FERNHURST, "maths_audit").value.record.id
    for name, value in {
        "QA1_level": "2",
        "QA2_level": "3",
        "LD1_split": "yes",
        "LD1_level_ks1": "4",
        "LD1_level_ks2": "2",
        "need_1": "Follow-up after training",
        "need_1_support": "- Two half days of a specialist",
    }.items():
        answer(app, record_id, name, value)
    return record_id


@pytest.fixture
def screen(qtbot, app, audit, lanes, went, shown):
    page = shown(AuditScreen(app, lanes, Navigator(went)), 1278, 700)
    page.show_place(AuditPage(audit))
    qtbot.waitUntil(lambda: page.header.subtitle.words != "")
    return page


def cells(page, row):
    return [cell.text for cell in page.table.rows.lines[row].cells]


def test_a_component_stands_at_the_lower_of_its_middle_two_levels(screen):
    name, *levels, words = cells(screen, 0)
    assert name == "Quality assurance"
    assert levels == ["", "All phases", "", ""]
    assert words == "Developing"


def test_phases_that_were_told_apart_stand_each_at_their_own_level(screen):
    name, *levels, words = cells(screen, 1)
    assert name == "Leadership"
    assert levels == ["", "KS2", "", "KS1"]
    assert words == "Developing; Leading in KS1; EYFS to do"


def test_what_was_not_looked_at_is_counted(screen):
    looked = screen.table.rows.lines[0].cells[-1]
    assert looked.order == "2 of 9"
    assert looked.note == "7 not yet looked at"
    assert "3 of" in screen.looked_at.text()


def test_a_row_opens_its_first_prompt_that_was_not_looked_at(qtbot, screen, audit, went):
    assert screen.table.hasFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)

    assert went == [RecordPage(audit, "/data/QA/QA3/QA3_level")]


def test_needs_are_shown_with_the_support_and_can_be_changed(qtbot, screen, audit, went):
    words = [label.text() for label in screen.needs.findChildren(type(screen.needs.title))]
    assert "Follow-up after training" in words
    assert "Two half days of a specialist" in words

    qtbot.mouseClick(screen.needs.change, Qt.MouseButton.LeftButton)
    assert went == [RecordPage(audit, "/data/needs")]


def test_finishing_leads_to_the_finish_page(qtbot, screen, audit, went):
    screen.answers()["finish_on_site"]()
    assert went == [FinishPage(audit)]


def test_the_chart_is_the_very_picture_of_the_report(app, screen, audit):
    blocks = document_for(draft_snapshot(app, audit)).blocks
    (figure,) = (block for block in blocks if isinstance(block, Figure))
    drawing = screen.view.drawing
    assert drawing.picture == figure.picture
    assert drawing.accessibleDescription() == figure.alternative


def test_the_table_stands_first_and_the_keyboard_turns_it_into_the_chart(qtbot, screen):
    assert screen.table.isVisible()
    switch = screen.view.switch
    assert switch.accessibleName() == "As a chart: Profile"
    switch.setFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Return)
    assert screen.view.drawing.isVisible()
    assert not screen.table.isVisible()
    screen.show_tab(0)
    assert screen.view.drawing.hasFocus()
    qtbot.keyClick(switch, Qt.Key.Key_Return)
    assert screen.table.isVisible()


def test_chart_and_table_tell_of_the_same_levels(screen):
    told = screen.view.drawing.accessibleDescription()
    assert "Quality assurance: All phases 2 Developing; 7 of 9 not seen." in told
    assert "Leadership: EYFS not seen, KS1 4 Leading, KS2 2 Developing; 8 of 9 not seen." in told
