"""Setting a mail account up: the server, the user name and password, the sender."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit

from app.domain.email import plain_address, plain_server
from app.domain.outbox import USUAL_PORTS, MailAccount, Security
from app.usecases.mail_account import LAST_PORT
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.passphrase_line import PassphraseLine

WORDS = (
    "Your organisation’s help desk knows these. The line is always encrypted, and the password is "
    "kept in your encrypted records only. Some providers want an app password of its own for this."
)
SECURITIES = (
    (Security.TLS, "TLS from the start (usual)"),
    (Security.STARTTLS, "STARTTLS"),
)
KEEPS = "blank keeps the one there is"
NO_SERVER = "Give the server’s name, such as mail.school.example."
NO_USER = "Give the account’s user name."
NO_PASSWORD = "Give the account’s password."  # noqa: S105 - what is said where there is none
NO_PORT = f"A port is a number from 1 to {LAST_PORT}."
NO_SENDER = "Give the e-mail address that messages come from."


@dataclass(frozen=True, slots=True)
class Filled:
    """An account as it was filled in; the password is blank where it stays as it is."""

    account: MailAccount
    password: str = field(repr=False)


class AccountDialog(FormDialog):
    """One account. `asked` with the main button; read `filled` then."""

    def __init__(self, before: MailAccount | None, address: str) -> None:
        title = "Change the mail account" if before else "Set up sending by e-mail"
        super().__init__(title, "Keep and check", WORDS, icon="check", ems=36)
        self._before = before
        start = before or MailAccount("", address, address)
        self.server = QLineEdit(start.server)
        self.security = Choice(SECURITIES, "Encryption")
        self.port = QLineEdit(str(start.port))
        self.user = QLineEdit(start.user_name)
        self.password = PassphraseLine("Password")
        self.from_address = QLineEdit(start.sender)
        self._server_field = Field("Outgoing mail server (SMTP)", self.server)
        self._port_field = Field("Port", self.port)
        self._user_field = Field("User name", self.user, "often the e-mail address")
        self._password_field = Field("Password", self.password, KEEPS if before else "")
        self._sender_field = Field(
            "Sender", self.from_address, "the address that messages come from"
        )
        self._fill(start)

    @property
    def filled(self) -> Filled:
        """What was filled in."""
        account = MailAccount(
            self.server.text().strip(),
            self.user.text().strip(),
            self.from_address.text().strip(),
            Security(self.security.value),
            int(self.port.text() or 0),
        )
        return Filled(account, self.password.text)

    def check(self) -> bool:
        """Whether all of it can be an account."""
        account = self.filled.account
        before = self._before
        same = before is not None and (before.server, before.user_name) == (
            account.server,
            account.user_name,
        )
        wrong = (
            (self._server_field, "" if plain_server(account.server) else NO_SERVER),
            (self._port_field, "" if 1 <= account.port <= LAST_PORT else NO_PORT),
            (self._user_field, "" if account.user_name else NO_USER),
            (self._password_field, "" if self.password.text or same else NO_PASSWORD),
            (self._sender_field, "" if plain_address(account.sender) else NO_SENDER),
        )
        for line, sentence in wrong:
            line.set_error(sentence)
        self.refit()
        return not any(sentence for _line, sentence in wrong)

    def _fill(self, start: MailAccount) -> None:
        self.port.setValidator(QIntValidator(1, LAST_PORT, self.port))
        self.security.set_value(start.security)
        self.security.chosen.connect(self._take_usual_port)
        self.column.addWidget(self._server_field)
        encryption = Field("Encryption", self.security)
        self.column.addWidget(side_by_side(encryption, self._port_field, stretches=(3, 1)))
        for line in (self._user_field, self._password_field, self._sender_field):
            self.column.addWidget(line)
        self.server.setFocus()

    def _take_usual_port(self, chosen: str) -> None:
        """Follow the encryption, unless a port of one's own stands there."""
        if int(self.port.text() or 0) in {0, *USUAL_PORTS.values()}:
            self.port.setText(str(USUAL_PORTS[Security(chosen)]))
