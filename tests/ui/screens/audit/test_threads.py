"""Each thread of an audit has a page: its prompts, their levels, what was seen, the way there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.usecases.answering import answer
from app.usecases.audit_profile import audit_profile
from app.usecases.records import start_record
from ui.places import AuditPage, Navigator, RecordPage
from ui.screens.audit.screen import AuditScreen

SEEN = "Records name what pupils can do."


@pytest.fixture
def audit(app):
    """An audit with levels on prompts of both threads, one of them by phase."""
    record_id = start_record(app, 900005, "maths_audit").value.record.id
    for name, value in {
        "phases": "EYFS KS1 KS2",
        "QA2_level": "3",
        "QA2_seen": SEEN,
        "QA5_level": "2",
        "QA7_level": "not_applicable",
        "LD1_split": "yes",
        "LD1_level_ks1": "4",
        "LD1_level_ks2": "2",
    }.items():
        answer(app, record_id, name, value)
    return record_id


@pytest.fixture
def screen(qtbot, app, audit, lanes, went, shown):
    page = shown(AuditScreen(app, lanes, Navigator(went)), 1278, 700)
    page.show_place(AuditPage(audit))
    qtbot.waitUntil(lambda: page.header.subtitle.words != "")
    return page


def lines(screen, at):
    return {
        line.cells[0].note.partition(" ")[0]: [cell.text for cell in line.cells]
        for line in screen.thread_pages[at].table.rows.lines
    }


def test_a_thread_lists_its_prompts_with_level_and_what_was_seen(screen):
    found = lines(screen, 0)
    assert found["QA2"][1:] == ["3 Secure", SEEN]
    assert found["LD2"][1] == "Not yet looked at"
    assert "QA1" not in found
    assert "QA7" not in found


def test_levels_by_phase_stand_beneath_each_other(screen):
    assert lines(screen, 1)["LD1"][1] == "KS1: 4 Leading\nKS2: 2 Developing"


def test_an_even_middle_takes_the_lower_and_phases_are_told_apart(app, audit):
    disadvantaged, transition = audit_profile(app, audit).threads
    assert disadvantaged.words == "Middle level: Developing"
    assert transition.phases == "Developing; Leading in KS1; EYFS to do"


def test_enter_goes_to_the_prompt(qtbot, screen, audit, went):
    screen.threads[0].show_prompts.click()
    table = screen.thread_pages[0].table
    assert table.isVisible()
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert went == [RecordPage(audit, "/data/QA/QA2/QA2_level")]


def test_tabs_are_changed_by_keys_and_stay_when_the_audit_is_shown_again(qtbot, screen, audit):
    screen.answers()["tab_3"]()
    assert screen.stack.currentIndex() == 2
    screen.show_place(AuditPage(audit))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is screen.thread_pages[1].table)
    screen.answers()["tab_1"]()
    assert screen.table.hasFocus()


def test_a_new_audits_profile_has_its_six_components_and_nothing_else(app):
    record_id = start_record(app, 900005, "maths_audit").value.record.id
    found = audit_profile(app, record_id)
    assert [line.key for line in found.lines] == ["QA", "LD", "SK", "QFT", "PD", "IN"]
    assert found.looked_at == 0
