"""Keeps the mail account and the outbox of this laptop; none of it is logged or goes elsewhere.

A message changes its state only from one that it is really in: of two that want to send it, one
finds that the other was first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from app.domain.outbox import MailAccount, OutboxItem, OutboxState
from app.storage.reader import Reader
from app.storage.tables.outbox import mail_account, outbox
from app.storage.unit_of_work import UnitOfWork

_ACCOUNT = [mail_account.c[each.name] for each in fields(MailAccount)]
_ITEM = [outbox.c[each.name] for each in fields(OutboxItem)]
_ENDED = "Visitbook ended while this was being sent, so nobody knows whether it arrived."
_RESTORED = (
    "A safety copy was restored in which this was not sent yet. It may have been sent since then."
)


def kept_account(reader: Reader) -> MailAccount | None:
    """The mail account; None where none is set up."""
    row = reader.connection.execute(select(*_ACCOUNT)).one_or_none()
    return None if row is None else MailAccount(**row._mapping)  # noqa: SLF001 - the public way to a row's names, underscore and all


def mail_password(reader: Reader) -> str:
    """The account's password, blank without an account. For the one who logs in, and no other."""
    return reader.connection.execute(select(mail_account.c.password)).scalar_one_or_none() or ""


def keep_account(work: UnitOfWork, account: MailAccount, password: str) -> None:
    """Keeps this account in place of any other."""
    forget_account(work)
    row = {**asdict(account), "only": 1, "password": password}
    work.connection.execute(insert(mail_account).values(row))


def forget_account(work: UnitOfWork) -> None:
    """Forgets the account and its password."""
    work.connection.execute(delete(mail_account))


def note_trouble(work: UnitOfWork, trouble: str) -> None:
    """Keeps why nothing is sent by itself; blank where all is well."""
    work.connection.execute(update(mail_account).values(trouble=trouble))


def outbox_items(reader: Reader, **equals: Any) -> tuple[OutboxItem, ...]:
    """The messages whose attributes hold these values, the oldest first."""
    wanted = select(*_ITEM).order_by(outbox.c.queued_at, outbox.c.id)
    for name, value in equals.items():
        wanted = wanted.where(outbox.c[name] == value)
    rows = reader.connection.execute(wanted)
    return tuple(OutboxItem(**row._mapping) for row in rows)  # noqa: SLF001 - as above


def outbox_content(reader: Reader, item_id: str) -> bytes:
    """The bytes of a message's attachment."""
    wanted = select(outbox.c.content).where(outbox.c.id == item_id)
    content: bytes = reader.connection.execute(wanted).scalar_one()
    return content


def put_in_outbox(work: UnitOfWork, item: OutboxItem, content: bytes) -> None:
    """Keeps a new message with its attachment."""
    row = {each.name: getattr(item, each.name) for each in fields(OutboxItem)}
    work.connection.execute(insert(outbox).values(**row, claimed_by="", content=content))


def change_item(
    work: UnitOfWork, item_id: str, states: Collection[OutboxState], by: str = "", **values: Any
) -> bool:
    """Changes a message that is in one of `states`; False where it is in none of them.

    With `by`, only one that was last claimed by that start of the program.
    """
    wanted = update(outbox).where(outbox.c.id == item_id, outbox.c.state.in_(states))
    if by:
        wanted = wanted.where(outbox.c.claimed_by == by)
    return bool(work.connection.execute(wanted.values(**values)).rowcount)


def remove_item(work: UnitOfWork, item_id: str, states: Collection[OutboxState]) -> bool:
    """Removes a message that is in one of `states`; False where it is in none of them."""
    wanted = delete(outbox).where(outbox.c.id == item_id, outbox.c.state.in_(states))
    return bool(work.connection.execute(wanted).rowcount)


def hold_until(work: UnitOfWork, moment: datetime, said: str) -> None:
    """Puts off every message that waits and would be due before `moment`, and says why."""
    early = outbox.c.next_attempt < moment
    wanted = update(outbox).where(outbox.c.state == OutboxState.WAITING, early)
    work.connection.execute(wanted.values(next_attempt=moment, said=said))


def bring_forward(work: UnitOfWork, moment: datetime) -> None:
    """Makes every message that waits due at `moment`, unless it is due before."""
    late = outbox.c.next_attempt > moment
    wanted = update(outbox).where(outbox.c.state == OutboxState.WAITING, late)
    work.connection.execute(wanted.values(next_attempt=moment))


def mark_interrupted(work: UnitOfWork, start_id: str) -> int:
    """Makes unsure what another start of the program was sending; answers how many there were."""
    not_ours = outbox.c.claimed_by != start_id
    wanted = update(outbox).where(outbox.c.state == OutboxState.SENDING, not_ours)
    changed = work.connection.execute(wanted.values(state=OutboxState.UNSURE, said=_ENDED))
    return changed.rowcount


def doubt_after_restoring(connection: Connection) -> None:
    """Makes unsure what was on its way when a copy was made that is now restored."""
    on_its_way = outbox.c.state.in_((OutboxState.WAITING, OutboxState.SENDING))
    wanted = update(outbox).where(on_its_way)
    connection.execute(wanted.values(state=OutboxState.UNSURE, said=_RESTORED))
