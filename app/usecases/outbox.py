"""The outbox: messages that wait to be sent, and what became of each.

Nothing leaves the list by being sent: a person takes it out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from app.domain.changes import Done
from app.domain.email import folded
from app.domain.outbox import MailAccount, OutboxItem, OutboxState, missed
from app.domain.records import ProducedDocument, Record, RecordState
from app.errors import MailError, NotFoundError, RuleError
from app.parts import App
from app.storage import (
    Reader,
    UnitOfWork,
    change_item,
    kept_account,
    mark_interrupted,
    outbox_content,
    outbox_items,
    put_in_outbox,
    remove_item,
)
from app.usecases.documents import draw, keep_drawn, with_lock
from app.usecases.guards import found_record, own_subject
from app.usecases.handing_over import check_for_school, new_hand_over, not_to, why_not_sent
from app.usecases.letters import Letter
from app.usecases.mail import check_letter
from app.usecases.mail_account import account_to_use
from app.usecases.records import kept_snapshot

MOST_BYTES = 20 * 1024 * 1024
"""What most mail servers take is 25 MB, and an attachment grows by a third on its way."""

MOST_RECIPIENTS = 20
_ON_ITS_WAY = {OutboxState.WAITING, OutboxState.SENDING}
_IN_DOUBT = {OutboxState.REFUSED, OutboxState.UNSURE}
_AT_REST = {OutboxState.WAITING, OutboxState.SENT, OutboxState.REFUSED, OutboxState.UNSURE}
_MOVED_ON = "This message has moved on meanwhile, so nothing was changed. Look at the list again."


@dataclass(frozen=True, slots=True)
class OutboxView:
    """Every message, the oldest first, and the account; `now` is when that was so."""

    items: tuple[OutboxItem, ...]
    account: MailAccount | None
    now: datetime

    @property
    def on_their_way(self) -> tuple[OutboxItem, ...]:
        """The messages that wait, and that are being sent."""
        return tuple(item for item in self.items if item.state in _ON_ITS_WAY)

    @property
    def waiting(self) -> int:
        """How many messages are on their way."""
        return len(self.on_their_way)

    @property
    def missed(self) -> dict[str, tuple[str, ...]]:
        """By a message's id, to whom of several it did not go, and still has not gone."""
        return missed(self.items)

    @property
    def in_doubt(self) -> int:
        """How many were refused, or may have arrived and may not."""
        return sum(item.state in _IN_DOUBT for item in self.items)

    @property
    def unsettled(self) -> int:
        """How many need a person: refused, in doubt, or not sent to everybody."""
        return self.in_doubt + len(self.missed)

    @property
    def is_held(self) -> bool:
        """Whether nothing is sent by itself until somebody has looked at the account."""
        return self.account is None or bool(self.account.trouble)

    @property
    def is_due(self) -> bool:
        """Whether a message is to be tried now, and may be without anybody's word."""
        if self.account is None or self.account.trouble:
            return False
        waiting = (item for item in self.items if item.state is OutboxState.WAITING)
        return any(item.next_attempt <= self.now for item in waiting)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document to go with a message. `keep` keeps that it was made, where it is queued."""

    file_name: str
    content: bytes = field(repr=False)
    keep: Callable[[UnitOfWork], ProducedDocument]


def outbox(app: App, record_id: str = "") -> OutboxView:
    """The outbox as it is now, of one record where one is named."""
    of = {"record_id": record_id} if record_id else {}
    with app.store.reading() as reader:
        return OutboxView(outbox_items(reader, **of), kept_account(reader), app.clock())


def queue_message(app: App, record_id: str, letter: Letter, password: str = "") -> Done[OutboxItem]:
    """Put a finished record's document into the outbox, where it waits to be sent.

    With `password`, the attachment opens with that alone; it is kept nowhere, so it has to be told
    to whoever receives it. The hash that is kept is of the document without it. Raises RuleError
    without an account, for a school that one does not hold now, for what no school is sent or is a
    draft again, for words that name a pupil's code, and where the same waits already; MailError for
    what can't be sent.
    """
    with app.store.reading() as reader:
        account_to_use(reader)
        record = found_record(reader, record_id)
        _check_goes_out(reader, record)
        check_letter(reader, record.urn, letter)
    drawn = draw(app, record_id)
    keep = partial(keep_drawn, app, drawn=drawn)
    return queue_enclosed(app, letter, Enclosed(drawn.file_name, drawn.content, keep), password)


def queue_enclosed(
    app: App, letter: Letter, enclosed: Enclosed, password: str = ""
) -> Done[OutboxItem]:
    """Put a document that may go out into the outbox; raises as `queue_message` does."""
    to = _addresses(letter)
    content = _content(enclosed, password)
    now = app.clock()
    item_id = app.new_id()
    with app.store.unit_of_work() as work:
        account = account_to_use(work)
        kept = enclosed.keep(work)
        item = OutboxItem(
            id=item_id,
            urn=kept.urn,
            record_id=kept.record_id,
            document_id=kept.id,
            recipients=to,
            subject=letter.subject,
            body=letter.body,
            file_name=kept.file_name,
            message_id=_message_id(item_id, account),
            queued_at=now,
            next_attempt=now,
            protected=bool(password),
        )
        _check(work, account, item)
        put_in_outbox(work, item, content)
        return Done(item, work.commit())


def _message_id(item_id: str, account: MailAccount) -> str:
    return f"<{item_id}@{account.sender.rpartition('@')[2]}>"


def fresh_password() -> str:
    """A password for an attachment, to be said on the telephone."""
    from app import vault

    return vault.fresh_code()


def settle_interrupted(app: App) -> OutboxView:
    """What another start of the program was sending when it ended is in doubt; the outbox then."""
    with app.store.unit_of_work() as work:
        mark_interrupted(work, app.start_id)
        work.commit()
    return outbox(app)


def settle_unsure(app: App, item_id: str, *, arrived: bool) -> Done[OutboxItem]:
    """Say of a message that is in doubt that it arrived, or have it sent again."""
    with app.store.unit_of_work() as work:
        item = found_item(work, item_id)
        if arrived:
            said, sent_at = not_to(item.refused), item.sent_at or app.clock()
            done = replace(item, state=OutboxState.SENT, said=said, sent_at=sent_at)
            _change(work, item, OutboxState.UNSURE, state=done.state, said=said, sent_at=sent_at)
            work.save(new_hand_over(app, work, done))
        else:
            done = _due_now(app, item)
            _change(work, item, OutboxState.UNSURE, **_fresh(done))
        return Done(done, work.commit())


def try_again(app: App, item_id: str) -> OutboxItem:
    """Have a message tried now that was refused, or that waits for a later hour."""
    with app.store.unit_of_work() as work:
        item = found_item(work, item_id)
        done = _due_now(app, item)
        _change(work, item, OutboxState.REFUSED, OutboxState.WAITING, **_fresh(done))
        work.commit()
    return done


def send_to_missed(app: App, item_id: str) -> Done[OutboxItem]:
    """Queue a message anew, as it was, for those alone to whom the mail server did not take it.

    Raises RuleError where there is nobody like that, or where it may not be sent any more.
    """
    new_id = app.new_id()
    with app.store.unit_of_work() as work:
        account = account_to_use(work)
        item = found_item(work, item_id)
        left = missed(outbox_items(work, document_id=item.document_id)).get(item_id, ())
        if not left:
            raise RuleError(_MOVED_ON)
        again = replace(
            _due_now(app, item),
            id=new_id,
            recipients=left,
            message_id=_message_id(new_id, account),
            queued_at=app.clock(),
        )
        why_not = why_not_sent(work, again)
        if why_not:
            raise RuleError(why_not)
        _check(work, account, again)
        put_in_outbox(work, again, outbox_content(work, item_id))
        return Done(again, work.commit())


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A message that was taken out, with its attachment, for `put_back` to undo that."""

    item: OutboxItem
    content: bytes = field(repr=False)


def withdraw(app: App, item_id: str) -> Withdrawn:
    """Take a message out of the outbox, unless it is being sent just now."""
    with app.store.unit_of_work() as work:
        item = found_item(work, item_id)
        content = outbox_content(work, item_id)
        if not remove_item(work, item_id, _AT_REST):
            raise RuleError(
                "This message is being sent just now, so it stays. Look again in a minute."
            )
        work.commit()
    return Withdrawn(item, content)


def put_back(app: App, withdrawn: Withdrawn) -> OutboxItem:
    """Take a message in again as it was; raises RuleError where the same waits by now."""
    item = withdrawn.item
    with app.store.unit_of_work() as work:
        if item.state in _ON_ITS_WAY:
            _check_is_alone(work, item)
        put_in_outbox(work, item, withdrawn.content)
        work.commit()
    return item


def found_item(reader: Reader, item_id: str) -> OutboxItem:
    """The message, or NotFoundError in words."""
    found = outbox_items(reader, id=item_id)
    if not found:
        raise NotFoundError("There is no such message in the outbox; it may have been removed.")
    return found[0]


def _due_now(app: App, item: OutboxItem) -> OutboxItem:
    return replace(
        item,
        state=OutboxState.WAITING,
        attempts=0,
        first_tried=None,
        next_attempt=app.clock(),
        said="",
        refused=(),
        sent_at=None,
    )


def _fresh(item: OutboxItem) -> dict[str, Any]:
    names = ("state", "attempts", "first_tried", "next_attempt", "said", "refused", "sent_at")
    return {name: getattr(item, name) for name in names} | {"claimed_by": ""}


def _change(work: UnitOfWork, item: OutboxItem, *states: OutboxState, **values: Any) -> None:
    if not change_item(work, item.id, states, **values):
        raise RuleError(_MOVED_ON)


def _check_goes_out(reader: Reader, record: Record) -> None:
    """Refuse what is not for a school or of another's, and what was reopened."""
    check_for_school(kept_snapshot(reader, record))
    own_subject(reader, record)
    if record.state is not RecordState.FINISHED:
        raise RuleError(
            "This record was reopened and is a draft. Finish it first. Nothing has been sent."
        )


def _addresses(letter: Letter) -> tuple[str, ...]:
    """To whom it goes, each once, as a mail server takes it."""
    from app.mail.address import checked_address

    to = tuple(dict.fromkeys(map(checked_address, letter.to)))
    if not 0 < len(to) <= MOST_RECIPIENTS:
        raise MailError(
            f"Choose whom it goes to: one address, and {MOST_RECIPIENTS} at most. "
            "Nothing has been sent."
        )
    return to


def _content(enclosed: Enclosed, password: str) -> bytes:
    content = with_lock(enclosed.file_name, enclosed.content, password)
    if len(content) > MOST_BYTES:
        raise MailError(
            f"The PDF has {len(content) // 1024**2} MB, more than mail servers take. Nothing has "
            "been sent and nothing is lost: save the PDF and hand it over in another way."
        )
    return content


def _check(reader: Reader, account: MailAccount, item: OutboxItem) -> None:
    """Refuse at once what could never be sent, and what is on its way already."""
    from app.mail.message import make_message

    make_message(
        to=item.recipients,
        subject=item.subject,
        body=item.body,
        attachments=[(item.file_name, b"")],
        sender=account.sender,
        message_id=item.message_id,
        at=item.queued_at,
    )
    _check_is_alone(reader, item)


def _check_is_alone(reader: Reader, item: OutboxItem) -> None:
    others = outbox_items(reader, document_id=item.document_id)
    if any(_is_same(item, other) for other in others):
        raise RuleError(
            "This document is on its way to the same address already. See it in the outbox."
        )


def _is_same(item: OutboxItem, other: OutboxItem) -> bool:
    shared = set(map(folded, item.recipients)) & set(map(folded, other.recipients))
    return other.state in _ON_ITS_WAY and bool(shared)
