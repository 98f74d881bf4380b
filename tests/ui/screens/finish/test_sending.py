"""Sending from Finish, where a mail account is set up."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.follow_through import Stage
from app.domain.outbox import OutboxState
from app.domain.projects import Project
from app.domain.records import RecordState
from app.storage import change_item
from app.usecases.follow_through import record_step, steps
from app.usecases.letters import Letter
from app.usecases.mail import handed_over
from app.usecases.mail_account import forget_mail_account, set_account
from app.usecases.outbox import outbox, queue_message
from app.usecases.own_settings import choose_export_folder
from app.usecases.projects import change_project
from app.usecases.record_list import list_records
from app.usecases.sending import send_waiting
from tests.builders_mail_server import PASSWORD, attachment_of, serving
from ui.outgoing import Outgoing
from ui.places import FinishPage, Navigator, Outbox
from ui.posting.letter_dialog import LetterDialog
from ui.screens.finish.screen import FinishScreen


@pytest.fixture
def account(app, office, certificate):
    with serving(office, certificate) as account:
        given = (account.server, account.user_name, account.sender, PASSWORD)
        set_account(app, *given, security=account.security, port=account.port)
        yield account


@pytest.fixture
def record_id(app):
    lines = list_records(app)
    return next(line.record.id for line in lines if line.record.state is RecordState.FINISHED)


@pytest.fixture
def in_the_sample(app):
    """Of every project, every note is of the sample that is read before it is sent."""
    with app.store.reading() as reader:
        projects = reader.find(Project)
    for project in projects:
        change_project(app, replace(project, quality_one_in=1))


@pytest.fixture
def screen(qtbot, app, lanes, went, shown, record_id, account):
    screen = shown(FinishScreen(app, lanes, Navigator(went)), 1278, 700)
    outgoing = Outgoing(app, lanes, screen)
    screen.posting.queued.connect(outgoing.look)
    outgoing.changed.connect(screen.follow_outbox)
    screen.show_place(FinishPage(record_id))
    qtbot.waitUntil(lambda: screen.panel.view.pages > 0)
    qtbot.waitUntil(screen.send.isVisible)
    return screen


@pytest.fixture
def letter(qtbot, screen):
    """The letter, open, after the second look."""
    screen.send.setFocus()
    qtbot.keyClick(screen.send, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: found() is not None)
    found().check()
    return found()


def found():
    windows = QApplication.topLevelWidgets()
    return next((w for w in windows if isinstance(w, LetterDialog) and w.isVisible()), None)


def test_send_is_the_main_button_and_the_draft_the_second_way(screen):
    assert (screen.send.kind, screen.mail.kind) == ("main", "plain")
    assert screen.mail.isVisible()
    assert screen.steps.steps[2].words == "Goes out by your mail account."


def test_a_note_is_sent_and_handed_over_without_a_file_on_the_laptop(
    qtbot, app, screen, letter, office, record_id, tmp_path
):
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(office.arrived) == 1)
    qtbot.waitUntil(lambda: bool(screen._view.handed))
    assert [handed.how for handed in handed_over(app, record_id)] == ["e-mail"]
    assert [path.suffix for path in tmp_path.rglob("*") if path.suffix in {".pdf", ".eml"}] == []
    assert screen.hand_over.outbox.isVisible()
    assert screen.hand_over.save.text() == "Save PDF"


def test_whom_a_message_did_not_reach_is_said_on_the_page_and_leads_to_the_outbox(
    qtbot, app, screen, account, record_id, office, went
):
    letter = Letter(("head@alderbrook.example", "chair@alderbrook.example"), "Note", "x")
    office.recipients["chair@alderbrook.example"] = "550 5.1.1 No such user"
    queue_message(app, record_id, letter)
    send_waiting(app)
    screen.show_place(FinishPage(record_id))
    lines = screen.hand_over.lines
    qtbot.waitUntil(lambda: len(lines.buttons) == 1)
    assert "chair@alderbrook.example" in lines.buttons[0].accessibleName()
    qtbot.mouseClick(lines.buttons[0], Qt.MouseButton.LeftButton)
    assert went == [Outbox()]


def test_a_note_of_the_sample_is_sent_unread_all_the_same(
    qtbot, in_the_sample, screen, letter, office, record_id, app
):
    assert letter.unread.isVisible()
    assert letter.accessibleDescription() == letter.unread.words.text()
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(office.arrived) == 1)
    qtbot.waitUntil(lambda: bool(screen._view.handed))
    assert [line.stage for line in steps(app, record_id).now] == [Stage.FINISHED, Stage.SENT]


def test_a_note_that_was_read_is_sent_without_a_word_about_it(
    qtbot, app, in_the_sample, screen, record_id
):
    record_step(app, record_id, Stage.QUALITY_READ, role="Project lead")
    screen.show_place(FinishPage(record_id))
    qtbot.waitUntil(lambda: screen._view.follow.stage is Stage.QUALITY_READ)
    qtbot.mouseClick(screen.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found() is not None)
    assert not found().unread.isVisible()
    assert found().accessibleDescription() == ""
    found().reject()


def test_a_draft_says_it_too(qtbot, app, in_the_sample, screen, tmp_path):
    choose_export_folder(app, tmp_path / "out")
    screen.show_place(FinishPage(screen._record_id))
    qtbot.waitUntil(lambda: screen._view.folder is not None)
    qtbot.mouseClick(screen.mail, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: found() is not None)
    assert found().unread.isVisible()
    found().reject()


def test_a_locked_pdf_opens_with_the_password_that_was_shown(qtbot, letter, office):
    letter.lock.tick.click()
    password = letter.lock.password
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(office.arrived) == 1)
    with pikepdf.open(io.BytesIO(attachment_of(office.arrived[0])), password=password) as pdf:
        assert len(pdf.pages) == 2


def test_what_cannot_be_sent_is_said_in_the_letter_and_nothing_is_lost(qtbot, app, letter, screen):
    forget_mail_account(app)
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No mail account" in letter.error)
    assert letter.main.isEnabled()
    assert outbox(app).items == ()
    letter.reject()


def test_a_message_in_doubt_is_told_on_the_page_and_leads_to_the_outbox(
    qtbot, app, screen, letter, office, went, record_id
):
    office.answers.append("451 Later")
    qtbot.mouseClick(letter.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.hand_over.outbox.isVisible)
    qtbot.waitUntil(lambda: bool(outbox(app).items[0].said))
    item = outbox(app).items[0]
    with app.store.unit_of_work() as work:
        change_item(work, item.id, {item.state}, state=OutboxState.UNSURE, said="In doubt.")
        work.commit()
    screen.show_place(FinishPage(record_id))
    qtbot.waitUntil(lambda: screen._view.outbox.items[0].state is OutboxState.UNSURE)
    qtbot.mouseClick(screen.hand_over.outbox, Qt.MouseButton.LeftButton)
    assert went == [Outbox()]
    assert send_waiting(app, at_once=True).value.count == 0
