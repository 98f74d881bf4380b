"""Agreed actions: who does what by when, and what was seen of it later."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_ACTIONS = 5
"""A record agrees at most five actions (practice of the county project's notes of visit)."""


class ActionStatus(StrEnum):
    """How an earlier action stands. The value is the wire word; labels are for screens."""

    DONE = "done"
    PARTLY = "partly"
    NOT_STARTED = "not_started"
    NO_LONGER_NEEDED = "no_longer_needed"

    @property
    def label(self) -> str:
        """What is shown and printed, such as `Not started`."""
        return self.value.replace("_", " ").capitalize()

    @property
    def closes(self) -> bool:
        """Whether nothing more is to be done about the action."""
        return self in {ActionStatus.DONE, ActionStatus.NO_LONGER_NEEDED}


class Confidence(StrEnum):
    """How sure both sides are that an action will happen, in words."""

    ON_TRACK = "on_track"
    SOME_RISK = "some_risk"
    AT_RISK = "at_risk"

    @property
    def label(self) -> str:
        """What is shown and printed, such as `Some risk`."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Action:
    """Agreed at a record: what, who (a role), by when, how we will know, what help we give.

    `number` counts within the record; `reference` is what people say: `S900001-V2-A1`.
    `carried_from` is the id of the earlier action that this one carries on.
    """

    id: str
    urn: int
    record_id: str
    number: int
    reference: str
    what: str
    who: str = ""
    by: date | None = None
    known_by: str = ""
    support: str = ""
    confidence: Confidence | None = None
    strand: str = ""
    carried_from: str = ""


@dataclass(frozen=True, slots=True)
class ActionReview:
    """A status given to an earlier action at a later record, with what was seen."""

    id: str
    urn: int
    action_id: str
    record_id: str
    status: ActionStatus
    seen: str = ""
    on: date | None = None


class Standing(StrEnum):
    """Whether an action counts, or another that was carried on from it, or that it carries on."""

    COUNTS = "counts"
    CARRIED_ON = "carried_on"
    NOT_AGREED = "not_agreed"


def standings(actions: Iterable[Action], drafts: Container[str]) -> dict[str, Standing]:
    """How each action stands by its id: of an action and those that carry it on, one counts.

    A copy takes the place of its original once it is agreed; while it stands in a record that was
    never finished (its id is in `drafts`) the original counts as before.
    """
    by_id = {action.id: action for action in sorted(actions, key=lambda action: action.id)}
    stand = dict.fromkeys(by_id, Standing.COUNTS)
    for action in by_id.values():
        if action.record_id not in drafts and stand[action.id] is Standing.COUNTS:
            for before in _carried_on_by(action, by_id):
                stand[before] = Standing.CARRIED_ON
    for action in by_id.values():
        originals = (stand[before] for before in _carried_on_by(action, by_id))
        if action.record_id in drafts and any(s is not Standing.NOT_AGREED for s in originals):
            stand[action.id] = Standing.NOT_AGREED
    return stand


def _carried_on_by(action: Action, by_id: Mapping[str, Action]) -> list[str]:
    """The ids of what `action` carries on, the nearest first; each once, though they go round."""
    found: list[str] = []
    at = action.carried_from
    while at in by_id and at != action.id and at not in found:
        found.append(at)
        at = by_id[at].carried_from
    return found
