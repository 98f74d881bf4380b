"""A draft begun by mistake goes on a yes, and comes back on Undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.answering import answer
from app.usecases.opened import open_record
from app.usecases.record_list import list_records
from app.usecases.records import start_record
from tests.ui.conftest import close_dialogs
from ui.places import RecordPage, Records
from ui.screens.discard.dialog import DiscardDialog
from ui.widgets.buttons import Button

URN = 900001


@pytest.fixture
def window(whole_desk):
    window = whole_desk.commands.parent()
    yield window
    close_dialogs(window)


@pytest.fixture
def record_id(app):
    record_id = start_record(app, URN, "visit_2").value.record.id
    answer(app, record_id, "purpose", "Fractions")
    return record_id


def ids(app):
    return {line.record.id for line in list_records(app)}


def asked(qtbot, window):
    def ready():
        dialog = window.findChild(DiscardDialog)
        return dialog is not None and dialog.record.text() != ""

    qtbot.waitUntil(ready)
    return window.findChild(DiscardDialog)


def press_in_banner(qtbot, window, words):
    def found():
        shown = (b for each in window.banners.banners for b in each.findChildren(Button))
        return [button for button in shown if button.text() == words]

    qtbot.waitUntil(lambda: bool(found()))
    qtbot.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def test_from_the_record_it_is_named_discarded_and_brought_back(
    qtbot, app, whole_desk, window, record_id
):
    whole_desk.navigator.go(RecordPage(record_id))
    qtbot.waitUntil(whole_desk.commands["discard_draft"].isEnabled)
    whole_desk.commands.act("discard_draft")
    dialog = asked(qtbot, window)
    assert "Alderbrook Primary School" in dialog.record.text()
    assert "answer" in dialog.held.text()
    dialog.main.click()
    qtbot.waitUntil(lambda: whole_desk.navigator.here == Records())
    assert record_id not in ids(app)
    assert not whole_desk.navigator.can_go_back
    press_in_banner(qtbot, window, "Undo")
    qtbot.waitUntil(lambda: whole_desk.navigator.here == RecordPage(record_id))
    assert "Fractions" in open_record(app, record_id).answers.values()


def test_it_is_kept_unless_that_is_asked(qtbot, app, whole_desk, window, record_id):
    whole_desk.navigator.go(RecordPage(record_id))
    qtbot.waitUntil(whole_desk.commands["discard_draft"].isEnabled)
    whole_desk.commands.act("discard_draft")
    dialog = asked(qtbot, window)
    assert dialog.cancel.hasFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert record_id in ids(app)


def test_from_the_list_drafts_alone_can_go(qtbot, app, whole_desk, window, record_id):
    whole_desk.navigator.go(Records())
    page = window.screen_on_show
    qtbot.waitUntil(lambda: bool(page.table.rows.lines))
    lines = page.table.rows.lines
    offered = {}
    for at, line in enumerate(lines):
        page.table.setCurrentIndex(page.table.model().index(at, 0))
        offered[line.key] = page.discard.isVisible()
        assert whole_desk.commands["discard_draft"].isEnabled() is page.discard.isVisible()
    finished = {line.record.id for line in list_records(app) if line.record.finished_at}
    assert offered == {line.key: line.key not in finished for line in lines}
    at = next(at for at, line in enumerate(lines) if line.key == record_id)
    page.table.setCurrentIndex(page.table.model().index(at, 0))
    page.discard.click()
    asked(qtbot, window).main.click()
    qtbot.waitUntil(lambda: record_id not in {line.key for line in page.table.rows.lines})
