"""Sending by e-mail from here: the account, whether it works, and forgetting it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.outbox import MailAccount
from app.usecases.mail_account import check_account, forget_mail_account, set_account
from app.usecases.own_settings import SettingsView
from ui.screens.settings.account_dialog import AccountDialog
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

WITHOUT = (
    "No account is set up: a note opens as a draft in your own mail program, and you press send "
    "there. That needs nothing here."
)
WITH = (
    "Finish offers Send. Offline, a message waits in the outbox and goes by itself. "
    "The password is in your encrypted records only."
)
FORGOTTEN = "The account and its password are forgotten. Notes open as drafts again."


class SendingCard(Card):
    """The mail account. `changed` says that it is another now, `told` carries news for a banner.

    `outbox_asked` is a wish for the messages that wait.
    """

    changed = Signal()
    outbox_asked = Signal()
    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Sending by e-mail")
        self._app = app
        self._lanes = lanes
        self._account: MailAccount | None = None
        self._address = ""
        self.where = Words("", "table", wrap=True)
        self.trouble = IconLine("triangle-alert", "due", "")
        self.about = Words(WITHOUT, "caption", "text_muted", wrap=True)
        self.set_up = Button("Set up an account", "mail", small=True)
        self.check = Button("Check", small=True)
        self.forget = Button("Forget", small=True)
        self.outbox = Button("Outbox", small=True)
        self._fill()
        self._connect()

    def show_view(self, view: SettingsView) -> None:
        """Show the account that is kept."""
        account = self._account = view.account
        self._address = view.me.email if view.me else ""
        self.where.setText(_account_words(account) if account else "")
        self.where.setVisible(account is not None)
        self.about.setText(WITH if account else WITHOUT)
        self.trouble.words.setText(account.trouble if account else "")
        self.trouble.setVisible(bool(account and account.trouble))
        self.set_up.setText("Change" if account else "Set up an account")
        self.check.setVisible(account is not None)
        self.forget.setVisible(account is not None)

    def _fill(self) -> None:
        self.forget.setAccessibleName("Forget the mail account")
        self.check.setAccessibleName("Check the mail account")
        self.body.addWidget(self.where)
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.about)
        self.body.addWidget(button_row(self.set_up, self.check, self.forget, self.outbox))
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.set_up.clicked.connect(self._ask)
        self.check.clicked.connect(self._check)
        self.forget.clicked.connect(self._forget)
        self.outbox.clicked.connect(self.outbox_asked)

    def _ask(self) -> None:
        dialog = AccountDialog(self._account, self._address)
        dialog.asked.connect(lambda: self._keep(dialog))
        dialog.open_over(self)

    def _keep(self, dialog: AccountDialog) -> None:
        filled = dialog.filled
        account = filled.account

        def kept(_account: MailAccount) -> None:
            dialog.accept()
            self.changed.emit()
            self._check()

        keep = partial(
            set_account,
            self._app,
            *(account.server, account.user_name, account.sender, filled.password),
            security=account.security,
            port=account.port,
        )
        self._lanes.run(
            keep,
            done=kept,
            failed=lambda error: dialog.show_error(str(error)),
        )

    def _check(self) -> None:
        self.check.setEnabled(False)
        self.told.emit("info", "Asking the mail server …", ())
        task = self._lanes.post(lambda stop: check_account(self._app, stop))
        task.done.connect(lambda _account: self.told.emit("done", "The mail account works.", ()))
        task.failed.connect(lambda error: self.told.emit("late", str(error), ()))
        task.ended.connect(self._checked)
        task.start()

    def _checked(self) -> None:
        self.check.setEnabled(True)
        self.changed.emit()

    def _forget(self) -> None:
        self._lanes.run(forget_mail_account, self._app, done=lambda _none: self._forgotten())

    def _forgotten(self) -> None:
        self.told.emit("done", FORGOTTEN, ())
        self.changed.emit()
        self.set_up.setFocus()


def _account_words(account: MailAccount) -> str:
    return f"{account.sender}, by {account.server}, port {account.port}"
