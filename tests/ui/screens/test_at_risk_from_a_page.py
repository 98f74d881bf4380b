"""From a record's pages the number is that of its school, with no other school to choose."""

from __future__ import annotations

import pytest

from app.usecases.records import start_record
from tests.ui.conftest import close_dialogs
from ui.places import AuditPage, FinishPage, RecordPage, Today
from ui.screens.safeguarding.dialog import AtRiskDialog
from ui.widgets.buttons import Button
from ui.widgets.text import Words

ALDERBROOK = "01632 960 121"


@pytest.fixture
def desk(whole_desk):
    yield whole_desk
    close_dialogs(whole_desk.commands.parent())


@pytest.fixture
def dialog(qtbot, desk):
    """The dialog that was opened over the window, once it is there."""

    def opened() -> AtRiskDialog:
        window = desk.commands.parent()
        qtbot.waitUntil(lambda: window.findChild(AtRiskDialog) is not None and not desk.lanes.busy)
        return window.findChild(AtRiskDialog)

    return opened


def words_on(dialog):
    return " ".join(words.text() for words in dialog.findChildren(Words) if words.isVisible())


@pytest.mark.parametrize("page", [RecordPage, FinishPage, AuditPage])
def test_the_school_of_a_record_is_known_on_each_of_its_pages(qtbot, app, desk, dialog, page):
    record_id = start_record(app, 900001, "maths_audit").value.record.id
    desk.navigator.go(page(record_id))
    desk.commands.act("at_risk")
    opened = dialog()
    qtbot.waitUntil(lambda: ALDERBROOK in words_on(opened))
    assert not opened.school.isVisible()


def test_elsewhere_the_school_is_chosen(qtbot, desk, dialog):
    desk.navigator.go(Today())
    desk.commands.act("at_risk")
    opened = dialog()
    qtbot.waitUntil(opened.school.isVisible)


def test_the_reminder_in_a_talk_with_pupils_has_a_button_that_says_whom_to_tell(
    qtbot, app, desk, dialog
):
    record_id = start_record(app, 900001, "pupil_voice").value.record.id
    desk.navigator.go(RecordPage(record_id))
    window = desk.commands.parent()
    qtbot.waitUntil(lambda: bool(window.screen_on_show.panes.page.cards))
    page = window.screen_on_show.panes.page
    page.step(1)  # everything is drawn
    press = next(b for b in page.findChildren(Button) if b.text() == "Show whom to tell")
    assert press.isVisible()
    press.click()
    qtbot.waitUntil(lambda: ALDERBROOK in words_on(dialog()))
