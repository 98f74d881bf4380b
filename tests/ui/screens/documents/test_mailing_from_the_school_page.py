"""The list of pupils e-mailed in the whole window: asked for, sent by itself, and on the page."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PySide6.QtCore import Qt

from app.domain.records import PUPIL_LIST
from app.usecases.mail_account import set_account
from tests.builders_mail_server import PASSWORD, attachment_of, serving
from tests.ui.conftest import close_dialogs
from ui.pages import make_documents
from ui.places import SchoolPage
from ui.posting.letter_dialog import LetterDialog
from ui.screens.documents.dialog import DocumentsDialog
from ui.screens.schools.school_screen import SchoolScreen

URN = 900001
HEAD = "head@alderbrook.example"


@pytest.fixture
def desk(whole_desk, app, office, certificate):
    with serving(office, certificate) as account:
        given = (account.server, account.user_name, account.sender, PASSWORD)
        set_account(app, *given, security=account.security, port=account.port)
        yield whole_desk
        close_dialogs(whole_desk.commands.parent())


@pytest.fixture
def page(qtbot, desk):
    """The school's page at its documents, in the window."""
    desk.navigator.go(SchoolPage(URN, "documents"))
    page = desk.commands.parent().findChild(SchoolScreen)
    qtbot.waitUntil(lambda: not desk.lanes.busy and page.isVisible())
    return page


@pytest.fixture
def letter(qtbot, desk, page):
    """The letter with the list, over the dialog that shows it, over the page."""
    window = desk.commands.parent()
    make_documents(desk, page, URN, PUPIL_LIST)
    documents = window.findChild(DocumentsDialog)
    qtbot.waitUntil(documents.mail.isEnabled)
    qtbot.mouseClick(documents.mail, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(LetterDialog) is not None)
    return window.findChild(LetterDialog)


def handed_to(page):
    rows = page.documents.rows
    return {rows.index(row, 4).data() for row in range(rows.rowCount())}


def test_it_arrives_once_locked_and_the_page_says_to_whom(qtbot, desk, page, letter, office):
    tick = next(t for t in letter.whom.ticks if HEAD in t.accessibleDescription())
    tick.click()
    letter.check()
    password = letter.lock.password
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"Headteacher {HEAD}" in handed_to(page))
    qtbot.waitUntil(lambda: not desk.outgoing.sending and not desk.lanes.busy)
    (arrived,) = office.arrived
    assert arrived.to == (HEAD,)
    with pikepdf.open(io.BytesIO(attachment_of(arrived)), password=password) as pdf:
        assert len(pdf.pages) == 1
    assert desk.commands.parent().findChild(DocumentsDialog) is None


def test_the_letter_leads_to_the_school_s_page_and_nothing_is_sent(
    qtbot, desk, page, letter, office
):
    letter.school_asked.emit()
    window = desk.commands.parent()
    qtbot.waitUntil(lambda: window.findChild(DocumentsDialog) is None)
    assert desk.navigator.here == SchoolPage(URN)
    assert office.arrived == []
