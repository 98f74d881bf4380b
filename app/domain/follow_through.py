"""What becomes of a finished record: read for quality, sent, answered, made final, archived.

Flow: practice of notes of visit in networks of specialist leaders and in authorities: the head says
that a note is accurate or asks for a correction, and silence after a named day means accurate. A
correction is a new revision, with which the flow begins again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.snapshot import Snapshot, SnapshotGroup, SnapshotPanel


class Stage(StrEnum):
    """Where one revision of a record stands. The value is the wire word."""

    DRAFT = "draft"
    FINISHED = "finished"
    QUALITY_READ = "quality_read"
    SENT = "sent"
    ACCURATE = "accurate"
    CORRECTION = "correction_asked"
    NO_ANSWER = "no_answer"
    FINAL = "final"
    FINAL_SENT = "final_sent"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """What is shown, such as `Correction asked`."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {
    Stage.SENT: "Sent for accuracy",
    Stage.NO_ANSWER: "No answer",
    Stage.FINAL_SENT: "Final copy sent",
}
ANSWERS = frozenset({Stage.ACCURATE, Stage.CORRECTION, Stage.NO_ANSWER})
"""What can come of the school's check."""

RECORDED = frozenset({Stage.QUALITY_READ, *ANSWERS, Stage.FINAL, Stage.ARCHIVED})
"""Stages that are kept as steps; the others are known from the record and its handing over."""

AGREED = frozenset({Stage.ACCURATE, Stage.NO_ANSWER, Stage.FINAL, Stage.FINAL_SENT, Stage.ARCHIVED})
"""Stages in which the school has agreed, or its silence stands for that."""

FINAL_COPY = frozenset({Stage.FINAL, Stage.FINAL_SENT, Stage.ARCHIVED})
"""Stages in which a note that the school checks is final: the one that goes on to the chair."""


class Way(StrEnum):
    """How far a record goes: a note that the school checks, one it is only sent, or the team's."""

    CHECKED = "checked"
    SENT = "sent"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class RecordStep:
    """A revision of a record reached a stage: on which day, who kept that, and when.

    `role` is of the person at the school who answered, `words` what they said; both are blank where
    a stage has none. The words are confidential to the school and its adviser. Of a quality read
    `adviser_id` is who read it; blank for somebody else, of whom `role` is.
    """

    id: str
    urn: int
    record_id: str
    revision: int
    stage: Stage
    on: date
    at: datetime
    adviser_id: str = ""
    role: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the document of one revision says of its stage.

    `role` is who at the school agreed or asked for a correction, in words, and `on` when; `sent` is
    blank until it was sent. `before` is the revision that this one corrects.
    """

    stage: Stage = Stage.FINISHED
    reply_by: date | None = None
    sent: date | None = None
    answer: Stage | None = None
    role: str = ""
    on: date | None = None
    before: Snapshot | None = None


_CHECKED: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.FINISHED,),
    Stage.FINISHED: (Stage.QUALITY_READ, Stage.SENT),
    Stage.QUALITY_READ: (Stage.SENT,),
    Stage.SENT: (Stage.ACCURATE, Stage.CORRECTION, Stage.NO_ANSWER),
    Stage.ACCURATE: (Stage.FINAL,),
    Stage.NO_ANSWER: (Stage.FINAL, Stage.ACCURATE, Stage.CORRECTION),
    Stage.CORRECTION: (Stage.DRAFT,),
    Stage.FINAL: (Stage.FINAL_SENT, Stage.ARCHIVED),
    Stage.FINAL_SENT: (Stage.ARCHIVED,),
    Stage.ARCHIVED: (),
}
_SENT: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.FINISHED,),
    Stage.FINISHED: (Stage.SENT, Stage.ARCHIVED),
    Stage.SENT: (Stage.ARCHIVED,),
}
_KEPT: Mapping[Stage, tuple[Stage, ...]] = {
    Stage.DRAFT: (Stage.FINISHED,),
    Stage.FINISHED: (Stage.ARCHIVED,),
}
_RULES = {Way.CHECKED: _CHECKED, Way.SENT: _SENT, Way.KEPT: _KEPT}


def may_follow(stage: Stage, way: Way = Way.CHECKED) -> tuple[Stage, ...]:
    """Which stages may come next, the most usual first.

    A school that was silent may still answer. Only the next revision follows on a correction.
    """
    return _RULES[way].get(stage, ())


def way_of(snapshot: Snapshot) -> Way:
    """How far a record goes, by what was frozen: the head checks one that has agreed actions."""
    facts = snapshot.facts
    if facts.get("audience") == "team" or not facts.get("urn"):
        return Way.KEPT
    return Way.CHECKED if any(map(_agrees_actions, snapshot.sections)) else Way.SENT


def _agrees_actions(group: SnapshotGroup) -> bool:
    return any(
        (isinstance(item, SnapshotPanel) and item.panel == "actions")
        or (isinstance(item, SnapshotGroup) and _agrees_actions(item))
        for item in group.items
    )


def wants_quality_read(record_id: str, one_in: int) -> bool:
    """Whether a record is of the sample that a second person reads: one in so many, 0 for none.

    It is told by the record's id alone, so that every laptop comes to the same answer.
    """
    if one_in <= 0:
        return False
    digest = hashlib.sha256(record_id.encode()).digest()
    return int.from_bytes(digest[:8], "big") % one_in == 0


def in_order(steps: Iterable[RecordStep]) -> tuple[RecordStep, ...]:
    """Steps as they were kept, the oldest first; those of a moment in the order of the flow.

    A quality read comes first, however late another laptop's arrives: it hides no answer.
    """
    order = list(Stage)

    def place(step: RecordStep) -> tuple[bool, datetime, int, str]:
        return step.stage is not Stage.QUALITY_READ, step.at, order.index(step.stage), step.id

    return tuple(sorted((step for step in steps if step.stage in RECORDED), key=place))
