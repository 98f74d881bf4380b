"""E-mail by an account: the account itself, and the outbox with what waits in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.opening import Commands, Secret, add_command, reading, say, secret, writing
from app.domain.counting import counted
from app.domain.outbox import MailAccount, OutboxItem, OutboxState, Security
from app.domain.records import PUPIL_LIST
from app.domain.schools import parse_urn
from app.errors import InputError, MailError
from app.parts import App
from app.usecases import mail_account, outbox, sending
from app.usecases.letters import Letter, with_lock_told
from app.usecases.mail import suggest_letter
from app.usecases.outbox_words import standing
from app.usecases.school_documents import KINDS
from app.usecases.school_mail import queue_school_document, suggest_school_letter

MAIL_PASSWORD = Secret("mail password", "VISITBOOK_MAIL_PASSWORD_FILE")
ACTS = {
    "list": "list every message, the oldest first",
    "send": "try all that waits now",
    "add": "queue the document of the record ID, or with --document that of the school with URN ID",
    "arrived": "a message that is in doubt arrived",
    "again": "send a message again that is in doubt or was refused, or to those it did not reach",
    "remove": "take a message out",
}


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    account = add_command(commands, "mail-account", _account, "the account messages are sent by")
    account.add_argument(
        "act", choices=("show", "set", "check", "forget"), nargs="?", default="show"
    )
    account.add_argument("--server", default="", metavar="NAME")
    account.add_argument("--port", type=int, metavar="N", help="465 or 587 unless given")
    account.add_argument("--security", choices=[*Security], default=Security.TLS)
    account.add_argument("--user", default="", metavar="NAME", help="the account’s user name")
    account.add_argument(
        "--sender", default="", metavar="ADDRESS", help="the address it sends from"
    )
    account.add_argument(
        "--secret-file", type=Path, metavar="FILE", help="a file that holds the password"
    )
    box = add_command(commands, "outbox", _outbox, "messages that wait, and what became of them")
    acts = "; ".join(f"{act}: {words}" for act, words in ACTS.items())
    box.add_argument("act", choices=[*ACTS], nargs="?", default="list", help=acts)
    box.add_argument(
        "id", nargs="?", default="", metavar="ID", help="a message’s, a record’s or a school’s"
    )
    box.add_argument("--to", action="append", metavar="ADDRESS", help="add: whom it goes to")
    box.add_argument(
        "--document",
        choices=[kind.key for kind in KINDS if kind.enclosed],
        metavar="KIND",
        help="add: a document of a whole school, as school-documents lists them",
    )
    box.add_argument(
        "--sure", action="append", metavar="ADDRESS", help="add: this address was checked"
    )
    box.add_argument(
        "--password",
        action=argparse.BooleanOptionalAction,
        help="add: lock the PDF, and say with what; the list of pupils is locked unless you say no",
    )


def _account(args: argparse.Namespace) -> None:
    if args.act == "show":
        with reading(args) as app:
            found = mail_account.mail_account(app)
        say(args, found, _account_text(found) if found else "No mail account is set up.")
        return
    with writing(args) as app:
        found = _ACCOUNT_ACTS[args.act](app, args)
    text = f"{_DONE[args.act]} {_account_text(found)}" if found else _DONE[args.act]
    say(args, found, text)


def _set(app: App, args: argparse.Namespace) -> MailAccount:
    return mail_account.set_account(
        app,
        args.server,
        args.user,
        args.sender,
        secret(MAIL_PASSWORD, args.secret_file),
        security=Security(args.security),
        port=args.port,
    )


def _check(app: App, _args: argparse.Namespace) -> MailAccount:
    return mail_account.check_account(app)


def _forget(app: App, _args: argparse.Namespace) -> None:
    mail_account.forget_mail_account(app)


_ACCOUNT_ACTS = {"set": _set, "check": _check, "forget": _forget}
_DONE = {"set": "Kept:", "check": "It works:", "forget": "The account is forgotten."}


def _account_text(account: MailAccount) -> str:
    where = f"{account.server}:{account.port} ({account.security})"
    return f"{account.sender} by {where} as {account.user_name}. {account.trouble}".strip()


def _outbox(args: argparse.Namespace) -> None:
    if (args.act in {"list", "send"}) == bool(args.id):
        args.wrong("list and send take no ID; the others need one")
    if args.act == "list":
        with reading(args) as app:
            view = outbox.outbox(app)
        lines = _lines(app, view)
        say(args, view.items, "\n".join(lines) or "The outbox is empty.")
        return
    with writing(args) as app:
        _OUTBOX_ACTS[args.act](app, args)


def _send(app: App, args: argparse.Namespace) -> None:
    outbox.settle_interrupted(app)
    sent = sending.send_waiting(app, at_once=True).value
    if sent.said:
        raise MailError(f"{sent.said} What waits stays in the outbox.")
    view = outbox.outbox(app)
    lines = _lines(app, view)
    say(args, {"sent": sent.count, "items": view.items}, "\n".join([_count(sent.count), *lines]))


def _add(app: App, args: argparse.Namespace) -> None:
    locked = args.document == PUPIL_LIST if args.password is None else args.password
    password = outbox.fresh_password() if locked else ""
    item = (_queue_of_school if args.document else _queue_of_record)(app, args, password)
    text = f"{item.id}  {_line(app, item)}"
    if password:
        text += f"\nPassword: {password}\nTell it by telephone; it is kept nowhere."
    say(args, {"item": item, "password": password}, text)


def _queue_of_record(app: App, args: argparse.Namespace, password: str) -> OutboxItem:
    letter = with_lock_told(_addressed(suggest_letter(app, args.id), args), password)
    return outbox.queue_message(app, args.id, letter, password).value


def _queue_of_school(app: App, args: argparse.Namespace, password: str) -> OutboxItem:
    urn = parse_urn(args.id)
    if urn is None:
        raise InputError(
            "With --document, ID is the school’s URN: six digits. Nothing has been sent."
        )
    usual = suggest_school_letter(app, urn, args.document)
    letter = with_lock_told(_addressed(usual, args), password)
    return queue_school_document(app, urn, args.document, letter, password).value


def _addressed(usual: Letter, args: argparse.Namespace) -> Letter:
    to, sure = tuple(args.to or usual.to), frozenset(args.sure or ())
    return Letter(to, usual.subject, usual.body, sure)


def _arrived(app: App, args: argparse.Namespace) -> None:
    _tell(app, args, outbox.settle_unsure(app, args.id, arrived=True).value)


def _again(app: App, args: argparse.Namespace) -> None:
    item = next((one for one in outbox.outbox(app).items if one.id == args.id), None)
    if item is not None and item.state is OutboxState.UNSURE:
        _tell(app, args, outbox.settle_unsure(app, args.id, arrived=False).value)
    elif item is not None and item.is_in_part:
        _tell(app, args, outbox.send_to_missed(app, args.id).value)
    else:
        _tell(app, args, outbox.try_again(app, args.id))


def _remove(app: App, args: argparse.Namespace) -> None:
    item = outbox.withdraw(app, args.id).item
    say(args, item, f"Taken out: {item.subject}")


_OUTBOX_ACTS = {
    "send": _send,
    "add": _add,
    "arrived": _arrived,
    "again": _again,
    "remove": _remove,
}


def _tell(app: App, args: argparse.Namespace, item: OutboxItem) -> None:
    say(args, item, f"{item.id}  {_line(app, item)}")


def _lines(app: App, view: outbox.OutboxView) -> list[str]:
    return [f"{item.id}  {_line(app, item, held=view.is_held)}" for item in view.items]


def _line(app: App, item: OutboxItem, *, held: bool = False) -> str:
    stands = standing(item, app.clock(), held=held)
    return f"{item.subject}, to {', '.join(item.recipients)}: {stands}"


def _count(sent: int) -> str:
    return f"Sent: {counted(sent, 'message')}." if sent else "Nothing was sent."
