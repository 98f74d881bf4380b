"""Messages on their way: the account they are sent by, the outbox, and when to try again.

    waiting ──> sending ──> sent        the server took it, and its answer came
       ^           ├──────> waiting     the server took nothing: tried again later
       │           ├──────> refused     the server will not have it: a person decides
       └───────────┴──────> unsure      its answer did not come: a person says what happened

A message that may have arrived is never sent again by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

WAITS = (1, 5, 15, 60)
"""Minutes until a message is tried again, by how often it was tried; the last goes on for good."""

PATIENCE = timedelta(days=3)
"""How long a server may put a message off before a person is told that it gives up."""

UNREACHED = timedelta(minutes=5)
"""How long to leave a server alone that cannot be reached: laptops are offline for whole days."""


class Security(StrEnum):
    """How the way to the mail server is encrypted; there is no other way."""

    TLS = "tls"
    STARTTLS = "starttls"


USUAL_PORTS = {Security.TLS: 465, Security.STARTTLS: 587}


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A mail account to send by. Its password is not here: it never leaves the store for a screen.

    `trouble` is why nothing is sent by itself until somebody has looked: a wrong password that is
    tried again and again gets an account locked. Blank where there is none.
    """

    server: str
    user_name: str
    sender: str
    security: Security = Security.TLS
    port: int = 465
    trouble: str = ""


class OutboxState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """A message with one document attached, which is kept beside it.

    `message_id` stays the same however often it is sent. `protected` says that the attachment opens
    with a password, which is kept nowhere. `attempts` counts the tries that reached the server, the
    first of which was `first_tried`; `next_attempt` is when the next is due. `said` is the last
    news in words, `refused` the addresses that the server would not have.
    """

    id: str
    urn: int
    record_id: str
    document_id: str
    recipients: tuple[str, ...]
    subject: str = field(repr=False)
    body: str = field(repr=False)
    file_name: str
    message_id: str
    queued_at: datetime
    next_attempt: datetime
    protected: bool = False
    state: OutboxState = OutboxState.WAITING
    attempts: int = 0
    first_tried: datetime | None = None
    said: str = ""
    refused: tuple[str, ...] = ()
    sent_at: datetime | None = None

    @property
    def accepted(self) -> tuple[str, ...]:
        """The addresses that the server did not refuse."""
        return tuple(address for address in self.recipients if address not in self.refused)

    @property
    def is_in_part(self) -> bool:
        """Whether it was sent, and not to everybody."""
        return self.state is OutboxState.SENT and bool(self.refused)


def missed(items: Iterable[OutboxItem]) -> dict[str, tuple[str, ...]]:
    """By id of a message that was sent in part, the addresses to which its document did not go.

    An address to which the same document was sent again since then, or waits to be, is not missed
    any more: what became of that is said of the later message.
    """
    known = tuple(items)
    found = {}
    for item in known:
        later = [one for one in known if _is_later(one, item)]
        reached = {address.casefold() for one in later for address in one.recipients}
        left = tuple(address for address in item.refused if address.casefold() not in reached)
        if item.is_in_part and left:
            found[item.id] = left
    return found


def _is_later(one: OutboxItem, item: OutboxItem) -> bool:
    return one.document_id == item.document_id and one.queued_at > item.queued_at


def try_again_at(attempts: int, now: datetime) -> datetime:
    """When a message that was tried `attempts` times, the last time now, is due again."""
    wait = WAITS[min(attempts, len(WAITS)) - 1]
    return now + timedelta(minutes=wait)


def is_out_of_patience(first_tried: datetime | None, now: datetime) -> bool:
    """Whether the server has put a message off for so long that a person has to be told."""
    return first_tried is not None and now - first_tried >= PATIENCE
