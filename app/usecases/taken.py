"""What came of looking at the team's store, gathered while scope after scope is taken in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from app.domain.changes import Change
from app.domain.merging import Clash
from app.domain.team import RefusedSegment
from app.storage import Received
from app.sync import Fault

MOST_CHANGES = 2_000
"""In one transaction: taking them in holds the database for about a tenth of a second."""

MOST_TOLD = 20_000
"""So many changes of fields are told one by one."""

Known = set[tuple[str, int, str]]
"""Segments of one scope: device, number, SHA-256."""

_MAY_COME_RIGHT = frozenset({Fault.INCOMPLETE, Fault.BROKEN_CHAIN, Fault.NO_KEY})
"""By itself: more of the file, the one before it, or its key is on its way."""


@dataclass(slots=True)
class Taken:
    """What came of looking at the team's store.

    `changes` counts what was new; `touched` has the last change of each field, so that screens know
    what to draw again. Beyond `MOST_TOLD` it has one of each thing: nobody keeps a first copy open.
    `late` counts files that wait for an earlier one of their stream, or for the rest of their
    bytes. `cleared` are names that were refused and are so no more. `lost` are segments
    of this laptop that were there and are there no more, `gone` counts those of others.
    """

    changes: int = 0
    touched: dict[tuple[str, str, str], Change] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    refused: list[RefusedSegment] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    late: int = 0
    lost: list[str] = field(default_factory=list)
    gone: int = 0

    def add(self, received: Received) -> None:
        """Add what came of some changes that were taken in."""
        self.changes += len(received.taken)
        self.clashes += received.clashes
        for change in received.taken:
            field_ = change.field if self.changes < MOST_TOLD else ""
            self.touched[change.kind, change.id, field_] = change

    def refuse(self, name: str, fault: Fault, now: datetime) -> None:
        """Note a file that is not taken in: it is late, or refused."""
        if fault in _MAY_COME_RIGHT:
            self.late += 1
        else:
            self.refused.append(RefusedSegment(name, fault.value, now))
