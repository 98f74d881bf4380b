"""The mail account that messages are sent by: set up, checked, forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from app.domain.email import plain_address, plain_server
from app.domain.outbox import USUAL_PORTS, MailAccount, Security
from app.errors import InputError, MailError, RuleError
from app.parts import App
from app.storage import (
    Reader,
    UnitOfWork,
    bring_forward,
    forget_account,
    keep_account,
    kept_account,
    mail_password,
    note_trouble,
)

LAST_PORT = 65_535
_LONGEST = 500
NO_ACCOUNT = (
    "No mail account is set up, so nothing can be sent from here. "
    "Set one up in Settings, or use a draft in your own mail program."
)


class Stop(Protocol):
    """How whoever talks to a mail server learns that the person pressed stop."""

    @property
    def stopped(self) -> bool:
        """Whether stop was pressed."""
        ...

    def when_stopped(self, act: Callable[[], object]) -> None:
        """Have `act` called once stop is pressed, from another thread."""
        ...


def mail_account(app: App) -> MailAccount | None:
    """The account that messages are sent by; None where none is set up."""
    with app.store.reading() as reader:
        return kept_account(reader)


def set_account(
    app: App,
    server: str,
    user_name: str,
    sender: str,
    password: str,
    *,
    security: Security = Security.TLS,
    port: int | None = None,
) -> MailAccount:
    """Keep an account in place of any other; the password goes into the encrypted store only.

    What waits in the outbox is due at once.

    A blank password keeps the one there is, for the same server and user name: it is never sent to
    a server that it was not given for. Raises InputError for what cannot be.
    """
    account = _checked(server, user_name, sender, security, port or USUAL_PORTS[security])
    with app.store.unit_of_work() as work:
        keep_account(work, account, _password(work, account, password))
        bring_forward(work, app.clock())
        work.commit()
    return account


def forget_mail_account(app: App) -> None:
    """Forget the account and its password; what waits in the outbox stays there and waits."""
    with app.store.unit_of_work() as work:
        forget_account(work)
        work.commit()


def check_account(app: App, stop: Stop | None = None) -> MailAccount:
    """Connect to the server and log in, and send nothing. Raises MailError in words, or RuleError.

    Where that works, what waits in the outbox is due at once.

    Waits for a network: not for the window's own thread.
    """
    from app.mail.smtp import MailServer

    with app.store.reading() as reader:
        account, password = account_to_use(reader), mail_password(reader)
    server = MailServer(account, password)
    if stop is not None:
        stop.when_stopped(server.hang_up)
    try:
        server.check()
    except MailError as error:
        raise MailError(f"{error} Nothing has been sent; the account stays as it is.") from error
    with app.store.unit_of_work() as work:
        note_trouble(work, "")
        bring_forward(work, app.clock())
        work.commit()
    return account


def account_to_use(reader: Reader) -> MailAccount:
    """The account; raises RuleError where there is none."""
    account = kept_account(reader)
    if account is None:
        raise RuleError(NO_ACCOUNT)
    return account


def _checked(
    server: str, user_name: str, sender: str, security: Security, port: int
) -> MailAccount:
    name, address, user = plain_server(server), plain_address(sender), user_name.strip()
    if name is None:
        raise InputError(
            "That is no name of a server; one looks like mail.school.example. "
            "Nothing has been changed."
        )
    if address is None:
        raise InputError("The sender is no e-mail address. Nothing has been changed.")
    if not user or not user.isprintable() or len(user) > _LONGEST:
        raise InputError("Give the account’s user name, on one line. Nothing has been changed.")
    if not 1 <= port <= LAST_PORT:
        raise InputError(f"A port is a number from 1 to {LAST_PORT}. Nothing has been changed.")
    return MailAccount(name, user, address, security=security, port=port)


def _password(work: UnitOfWork, account: MailAccount, password: str) -> str:
    before = kept_account(work)
    same = before is not None and (before.server, before.user_name) == (
        account.server,
        account.user_name,
    )
    chosen = password or (mail_password(work) if same else "")
    if not chosen or not chosen.isprintable() or len(chosen) > _LONGEST:
        raise InputError("Give the account’s password, on one line. Nothing has been changed.")
    return chosen
