"""What the outbox says of a message, in words that a list and a command show alike."""

from __future__ import annotations

from datetime import datetime

from app.domain.calendar import in_words
from app.domain.counting import counted
from app.domain.outbox import OutboxItem, OutboxState
from app.usecases.outbox import OutboxView


def standing(item: OutboxItem, now: datetime, *, held: bool = False) -> str:
    """Where a message stands, as one or two sentences; nothing is tried again while `held`."""
    if item.state is OutboxState.SENT and item.sent_at is not None:
        return f"Sent {_when(item.sent_at, now)}. {item.said}".strip()
    if item.state is OutboxState.WAITING:
        return _waiting(item, now, held=held)
    return f"{_WORDS[item.state]} {item.said}".strip()


def summary(view: OutboxView) -> str:
    """How much waits and what needs a person, in a few words; blank where there is nothing."""
    waiting = view.waiting
    parts = (f"{counted(waiting, 'message')} {_wait(waiting)}" if waiting else "", needing(view))
    return ", ".join(part for part in parts if part)


def needing(view: OutboxView) -> str:
    """How many messages need a person, in a few words; blank for none."""
    unsettled = view.unsettled
    return f"{counted(unsettled, 'message')} {_need(unsettled)} you" if unsettled else ""


_WORDS = {
    OutboxState.SENT: "Sent.",
    OutboxState.SENDING: "Is being sent.",
    OutboxState.REFUSED: "Not sent.",
    OutboxState.UNSURE: "May have arrived.",
}


def _waiting(item: OutboxItem, now: datetime, *, held: bool) -> str:
    tried = f"Tried {_times(item.attempts)}. " if item.attempts else ""
    later = item.next_attempt > now and not held
    next_try = f" Next try {_when(item.next_attempt, now)}." if later else ""
    said = f"{tried}{item.said}{next_try}".strip() or "Waits to be sent."
    return f"{said}{_made_on(item, now)}"


def _made_on(item: OutboxItem, now: datetime) -> str:
    """Since when a message waits that waited overnight: the paper counts its days from then."""
    day = item.queued_at.astimezone(now.tzinfo).date()
    if day == now.date():
        return ""
    reply = ", and any day to reply by counts from then" if item.record_id else ""
    return f" The PDF is of {in_words(day)}{reply}."


def _when(moment: datetime, now: datetime) -> str:
    """`at 09:05`, or with its day where that is not today; on this laptop's clock."""
    local = moment.astimezone(now.tzinfo)
    at = f"{local:%H:%M}"
    return f"at {at}" if local.date() == now.date() else f"{in_words(local.date())}, {at}"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _wait(count: int) -> str:
    return "waits" if count == 1 else "wait"


def _need(count: int) -> str:
    return "needs" if count == 1 else "need"
