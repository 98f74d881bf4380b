"""Sending by e-mail in Settings: an account is set up, checked and forgotten."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.outbox import Security
from app.usecases.mail_account import mail_account
from app.usecases.own_settings import settings_view
from tests.builders_mail_server import PASSWORD, USER, serving
from ui.screens.settings.account_dialog import AccountDialog
from ui.screens.settings.sending import SendingCard


@pytest.fixture
def card(app, lanes, shown):
    card = shown(SendingCard(app, lanes), 700, 400)
    card.changed.connect(lambda: card.show_view(settings_view(app)))
    card.news = []
    card.told.connect(lambda kind, words, _acts: card.news.append((kind, words)))
    card.show_view(settings_view(app))
    return card


@pytest.fixture
def dialog(qtbot, card):
    """Opens the dialog of the account."""

    def opened():
        qtbot.mouseClick(card.set_up, Qt.MouseButton.LeftButton)
        return found()

    yield opened
    if found() is not None:
        found().reject()


def found():
    windows = QApplication.topLevelWidgets()
    return next((w for w in windows if isinstance(w, AccountDialog) and w.isVisible()), None)


def fill(dialog, account, password=PASSWORD):
    dialog.server.setText(account.server)
    dialog.security.set_value(account.security)
    dialog.port.setText(str(account.port))
    dialog.user.setText(account.user_name)
    dialog.password.line.setText(password)
    dialog.from_address.setText(account.sender)


def test_an_account_is_kept_checked_and_forgotten(qtbot, app, card, dialog, office, certificate):
    assert not card.check.isVisible()
    with serving(office, certificate, Security.STARTTLS) as account:
        opened = dialog()
        fill(opened, account)
        qtbot.keyClick(opened.server, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: ("done", "The mail account works.") in card.news)
    assert mail_account(app) == account
    assert (office.logins, office.arrived) == ([(USER, PASSWORD)], [])
    assert account.server in card.where.text()
    qtbot.mouseClick(card.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not card.check.isVisible())
    assert mail_account(app) is None


def test_an_account_that_does_not_work_is_kept_and_says_why(
    qtbot, app, card, dialog, office, certificate
):
    with serving(office, certificate) as account:
        opened = dialog()
        fill(opened, account, "wrong")
        qtbot.mouseClick(opened.main, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: any(kind == "late" for kind, _words in card.news))
    assert "password" in card.news[-1][1]
    assert mail_account(app) == account


def test_what_is_missing_is_said_at_its_field(qtbot, app, dialog):
    opened = dialog()
    opened.server.setText("no server")
    opened.port.setText("")
    qtbot.mouseClick(opened.main, Qt.MouseButton.LeftButton)
    said = [
        field.message.sentence != ""
        for field in (
            opened._server_field,
            opened._port_field,
            opened._user_field,
            opened._password_field,
            opened._sender_field,
        )
    ]
    assert said == [True, True, False, True, False]
    assert mail_account(app) is None


def test_the_port_follows_the_encryption_unless_it_is_one_s_own(dialog):
    opened = dialog()
    opened.security.set_value(Security.STARTTLS)
    opened.security.chosen.emit(Security.STARTTLS)
    assert opened.port.text() == "587"
    opened.port.setText("2525")
    opened.security.chosen.emit(Security.TLS)
    assert opened.port.text() == "2525"


def test_the_dialog_begins_with_one_s_own_address_and_shows_no_password(
    qtbot, app, card, dialog, office, certificate
):
    opened = dialog()
    assert opened.from_address.text() == settings_view(app).me.email
    with serving(office, certificate) as account:
        fill(opened, account)
        qtbot.mouseClick(opened.main, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: ("done", "The mail account works.") in card.news)
    again = dialog()
    assert again.password.text == ""
    assert PASSWORD not in repr(again.filled)
