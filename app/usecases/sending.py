"""Sending what waits in the outbox: each message once, whatever ends it in the middle.

A message is marked as being sent just before it is handed to the server, in a transaction of its
own, and as sent after the server took it. What ends between the two is in doubt, and is sent again
only when a person says so.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.domain.changes import Change, Done
from app.domain.outbox import (
    UNREACHED,
    MailAccount,
    OutboxItem,
    OutboxState,
    is_out_of_patience,
    try_again_at,
)
from app.domain.people import Adviser
from app.parts import App
from app.storage import (
    UnitOfWork,
    change_item,
    hold_until,
    mail_password,
    mark_interrupted,
    note_trouble,
    outbox_content,
    outbox_items,
)
from app.usecases.handing_over import new_hand_over, not_to, why_not_sent
from app.usecases.mail_account import Stop, account_to_use

if TYPE_CHECKING:
    from app.mail.smtp import MailServer, Result

_log = logging.getLogger(__name__)
GAVE_UP = "The mail server has put it off for three days. {}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one round: how many were sent, and why the round ended early, in words.

    `needs_person`: nothing more is sent until somebody has looked at the account. `refused` are the
    addresses to which the server did not take what was sent to others.
    """

    count: int = 0
    said: str = ""
    refused: tuple[str, ...] = ()
    needs_person: bool = False


@dataclass(slots=True)
class _Round:
    """One round through what waits."""

    app: App
    account: MailAccount
    server: MailServer
    stop: Stop | None
    count: int = 0
    said: str = ""
    needs_person: bool = False
    refused: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def is_stopped(self) -> bool:
        return self.stop is not None and self.stop.stopped

    @property
    def is_over(self) -> bool:
        return self.is_stopped or bool(self.said)


def send_waiting(app: App, stop: Stop | None = None, *, at_once: bool = False) -> Done[Sent]:
    """Try what is due, the oldest first; `at_once`: all that waits, also after trouble.

    Where the server is out of reach the round ends at once and everything waits. Raises RuleError
    without an account. Waits for a network: not for the window's own thread.
    """
    from app.mail.smtp import MailServer

    with app.store.unit_of_work() as work:
        mark_interrupted(work, app.start_id)
        account, password = account_to_use(work), mail_password(work)
        waiting = outbox_items(work, state=OutboxState.WAITING)
        work.commit()
    if account.trouble and not at_once:
        return Done(Sent(said=account.trouble), ())
    now = app.clock()
    this = _Round(app, account, MailServer(account, password), stop)
    if stop is not None:
        stop.when_stopped(this.server.hang_up)
    for item in waiting:
        if not this.is_over and (at_once or item.next_attempt <= now):
            _send(this, item)
    sent = Sent(this.count, this.said, tuple(this.refused), needs_person=this.needs_person)
    return Done(sent, tuple(this.changes))


def _send(this: _Round, item: OutboxItem) -> None:
    from app.mail.smtp import Outcome

    claimed = False

    def claim() -> bool:
        nonlocal claimed
        claimed = _claim(this.app, item)
        return claimed

    result = this.server.send(_message(this, item), item.recipients, claim)
    _note(result)
    if this.is_stopped and result.outcome in {Outcome.LATER, Outcome.UNREACHED}:
        if claimed:
            _release(this.app, item)
        return
    with this.app.store.unit_of_work() as work:
        _keep(this, work, item, result, claimed=claimed)
        this.changes += work.commit()


def _note(result: Result) -> None:
    """Log what came of it where it was not sent to all: never to whom, nor what the server said."""
    from app.mail.smtp import Outcome

    if result.outcome not in {Outcome.SENT, Outcome.NOT_OURS}:
        _log.info("a message was not sent: %s", result.outcome)
    if result.refused:
        _log.info("addresses that a mail server refused: %d", len(result.refused))


def _message(this: _Round, item: OutboxItem) -> bytes:
    from app.mail.message import make_message

    with this.app.store.reading() as reader:
        content = outbox_content(reader, item.id)
        me = reader.find(Adviser, id=this.app.me) if this.app.me else ()
    return make_message(
        to=item.recipients,
        subject=item.subject,
        body=item.body,
        attachments=[(item.file_name, content)],
        sender=this.account.sender,
        sender_name=me[0].name if me else "",
        message_id=item.message_id,
        at=item.queued_at,
    )


def _claim(app: App, item: OutboxItem) -> bool:
    """Keep that this start of the program hands the message over now, unless another one does.

    What may not be sent any more is refused instead, and is not ours to send.
    """
    now = app.clock()
    how: dict[str, Any] = {"state": OutboxState.SENDING, "claimed_by": app.start_id, "sent_at": now}
    with app.store.unit_of_work() as work:
        why_not = why_not_sent(work, item)
        if why_not:
            how = {"state": OutboxState.REFUSED, "said": why_not}
        ours = change_item(work, item.id, {OutboxState.WAITING}, **how)
        work.commit()
    return ours and not why_not


def _release(app: App, item: OutboxItem) -> None:
    """Let a message wait as before that the server was not given after all."""
    with app.store.unit_of_work() as work:
        _end(app, work, item, claimed=True, state=OutboxState.WAITING, sent_at=None)
        work.commit()


def _keep(
    this: _Round, work: UnitOfWork, item: OutboxItem, result: Result, *, claimed: bool
) -> None:
    """Keep what came of it; after any answer but these two, the account itself is in order."""
    from app.mail.smtp import Outcome

    if result.outcome in {Outcome.UNREACHED, Outcome.LOCKED_OUT}:
        this.said = result.said
        hold_until(work, this.app.clock() + UNREACHED, result.said)
        if result.outcome is Outcome.LOCKED_OUT:
            this.needs_person = True
            note_trouble(work, result.said)
        return
    if this.account.trouble:
        note_trouble(work, "")
    if result.outcome is Outcome.SENT:
        _keep_sent(this, work, item, result)
    elif result.outcome is not Outcome.NOT_OURS:
        _end(this.app, work, item, claimed=claimed, **_standing(this.app, item, result))


def _keep_sent(this: _Round, work: UnitOfWork, item: OutboxItem, result: Result) -> None:
    done = replace(
        item,
        state=OutboxState.SENT,
        sent_at=this.app.clock(),
        said=not_to(result.refused),
        refused=result.refused,
        attempts=item.attempts + 1,
    )
    values = {
        name: getattr(done, name) for name in ("state", "sent_at", "said", "refused", "attempts")
    }
    if _end(this.app, work, item, claimed=True, **values):
        work.save(new_hand_over(this.app, work, done))
        this.count += 1
        this.refused += result.refused


def _standing(app: App, item: OutboxItem, result: Result) -> dict[str, Any]:
    """Where a message stands that was not sent."""
    from app.mail.smtp import Outcome

    now = app.clock()
    tried = {"attempts": item.attempts + 1, "first_tried": item.first_tried or now}
    if result.outcome is Outcome.UNSURE:
        said = " ".join(filter(None, (result.said, not_to(result.refused))))
        return {**tried, "state": OutboxState.UNSURE, "said": said, "refused": result.refused}
    tried["sent_at"] = None
    if result.outcome is Outcome.REFUSED:
        return {
            **tried,
            "state": OutboxState.REFUSED,
            "said": result.said,
            "refused": result.refused,
        }
    if is_out_of_patience(item.first_tried, now):
        return {**tried, "state": OutboxState.REFUSED, "said": GAVE_UP.format(result.said)}
    later = try_again_at(item.attempts + 1, now)
    return {**tried, "state": OutboxState.WAITING, "said": result.said, "next_attempt": later}


def _end(app: App, work: UnitOfWork, item: OutboxItem, *, claimed: bool, **values: Any) -> bool:
    """Change a message as the one who is sending it, or who was about to; False where it isn't.

    Another start may have taken ours to be in doubt meanwhile: we know better.
    """
    if claimed:
        states = {OutboxState.SENDING, OutboxState.UNSURE}
        return change_item(work, item.id, states, by=app.start_id, **values)
    return change_item(work, item.id, {OutboxState.WAITING}, **values)
