"""Agreed actions: who does what by when, and what was seen of it later."""

from __future__ import annotations

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
