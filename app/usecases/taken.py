"""What came of looking at the team's store, gathered while scope after scope is taken in."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.changes import Change
from app.domain.merging import Clash
from app.domain.team import RefusedSegment

MOST_CHANGES = 2_000
"""In one transaction: taking them in holds the database for about a tenth of a second."""

Known = set[tuple[str, int, str]]
"""Segments of one scope: device, number, SHA-256."""


@dataclass(slots=True)
class Taken:
    """What came of looking at the team's store.

    `late` counts segments that wait for an earlier one of their stream, or for the rest of their
    bytes. `lost` are segments of this laptop that were there and are there no more, `gone` counts
    those of others.
    """

    changes: list[Change] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    refused: list[RefusedSegment] = field(default_factory=list)
    late: int = 0
    lost: list[str] = field(default_factory=list)
    gone: int = 0
