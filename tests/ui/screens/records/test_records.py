"""The list of records, as a person at the keyboard meets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.domain.follow_through import Stage
from app.domain.records import RecordState
from app.usecases.documents import export_record
from app.usecases.follow_through import record_step
from app.usecases.mail import BY_HAND, hand_over_document
from app.usecases.record_list import list_records
from app.usecases.records import finish_record, reopen_record, start_record
from tests.builders_filling import fill_record
from ui.places import AuditPage, FinishPage, Navigator, RecordPage, Records
from ui.screens.records.screen import (
    ARCHIVED,
    FINAL,
    FOR_TEAM,
    HANDED,
    TO_HAND_OVER,
    RecordsScreen,
    _state_cell,
    state_of,
)

ALDERBROOK = 900001
FERNHURST = 900005


@pytest.fixture
def screen(qtbot, app, lanes, went, shown):
    page = shown(RecordsScreen(app, lanes, Navigator(went)), 1278, 700)
    show(qtbot, page)
    return page


def show(qtbot, page, urn=0):
    page.header.subtitle.set_words("")
    page.show_place(Records(urn))
    qtbot.waitUntil(lambda: page.header.subtitle.words != "")


def schools(page):
    return [line.cells[0].text for line in page.table.rows.lines]


def record_of(app, state):
    return next(line.record.id for line in list_records(app) if line.record.state is state)


def test_all_records_are_listed_the_newest_first(screen):
    assert schools(screen) == [
        "Thornfield Junior School",
        "Alderbrook Primary School",
        "Fernhurst Primary School",
        *["Marlpit Lane Primary School"] * 9,
    ]
    assert screen.header.subtitle.words == "1 being written · 1 to hand over"
    assert screen.table.hasFocus()


def test_words_typed_in_any_order_find_a_record(qtbot, screen):
    screen.search.setFocus()
    qtbot.keyClicks(screen.search, "visit ALDER")

    assert schools(screen) == ["Alderbrook Primary School"]
    assert screen.count.text() == "1 of 12"


def test_where_nothing_is_found_it_says_so(qtbot, screen):
    qtbot.keyClicks(screen.search, "lighthouse")

    assert screen.none_found.isVisible()
    assert not screen.table.isVisible()


def test_a_state_narrows_the_list(screen):
    screen.state.set_value(TO_HAND_OVER)
    screen.state.chosen.emit(TO_HAND_OVER)

    assert schools(screen) == ["Alderbrook Primary School"]


def test_enter_opens_a_draft_in_the_editor_and_a_finished_one_at_its_document(
    qtbot, app, screen, went
):
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.document.text() == "PDF and e-mail"
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)

    draft, finished = (record_of(app, state) for state in RecordState)
    assert went == [RecordPage(draft), FinishPage(finished)]


def test_an_audit_offers_its_profile(qtbot, app, screen, went):
    assert not screen.profile.isVisible()
    record_id = start_record(app, FERNHURST, "maths_audit").value.record.id
    show(qtbot, screen)
    screen.table.selectRow(0)

    qtbot.mouseClick(screen.profile, Qt.MouseButton.LeftButton)

    assert went == [AuditPage(record_id)]


def test_the_records_of_one_school_can_be_left_for_all(qtbot, screen, went):
    show(qtbot, screen, ALDERBROOK)
    assert schools(screen) == ["Alderbrook Primary School"]

    qtbot.mouseClick(screen.everything, Qt.MouseButton.LeftButton)

    assert went == [Records()]


def test_a_record_counts_as_handed_over_until_a_newer_revision_is_finished(app, tmp_path: Path):
    record_id = record_of(app, RecordState.FINISHED)
    document = export_record(app, record_id, tmp_path / "notes").value
    hand_over_document(app, document, "Headteacher", BY_HAND)
    states = {line.record.id: state_of(line) for line in list_records(app)}
    assert states[record_id] == HANDED

    reopen_record(app, record_id)
    states = {line.record.id: state_of(line) for line in list_records(app)}
    assert states[record_id] != HANDED


def test_what_is_for_the_team_alone_waits_for_no_handing_over(qtbot, app, screen):
    record_id = start_record(app, ALDERBROOK, "book_look").value.record.id
    fill_record(app, record_id)
    finish_record(app, record_id)
    show(qtbot, screen)
    qtbot.waitUntil(lambda: record_id in screen._lines)
    assert state_of(screen._lines[record_id]) == FOR_TEAM
    assert screen.header.subtitle.words == "1 being written · 1 to hand over"
    row = next(line for line in screen.table.rows.lines if line.key == record_id)
    assert row.cells[3].text == "Finished, for the team"
    at = next(at for at, one in enumerate(screen.table.rows.lines) if one.key == record_id)
    screen.table.setCurrentIndex(screen.table.rows.index(at, 0))
    assert screen.document.text() == "PDF"


def test_a_note_shows_how_far_it_was_followed_through(app, screen, tmp_path):
    record_id = record_of(app, RecordState.FINISHED)
    shown = []

    def look():
        line = next(one for one in list_records(app) if one.record.id == record_id)
        shown.append((state_of(line), _state_cell(line).text))

    hand_over_document(app, export_record(app, record_id, tmp_path).value, "Head", BY_HAND)
    look()
    for stage in (Stage.ACCURATE, Stage.FINAL, Stage.ARCHIVED):
        app.clock.go_on(hours=1)
        record_step(app, record_id, stage, role="headteacher")
        look()
    assert shown == [
        (HANDED, "Handed over Tue 20 Jan 2026"),
        (HANDED, "Accurate, to make final"),
        (FINAL, "Final"),
        (ARCHIVED, "Archived"),
    ]
