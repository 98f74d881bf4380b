"""A team and how far this laptop is with it: who it is there, its keys, its streams, its syncs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

NO_HASH = "0" * 64
"""What stands for the file before the first one of a stream."""


class TeamRole(StrEnum):
    """What a member may do: a manager invites, removes, and has the key of every school."""

    MANAGER = "manager"
    ADVISER = "adviser"


@dataclass(frozen=True, slots=True)
class Team:
    """The team that this laptop is in, and what it needs there; none of it leaves the laptop.

    `id` proves the founding, `url` says where the sealed files lie, `store_secret` lets one in
    there. `team_secret` hides the names of scopes, `laptop_keys` are this laptop's own, and
    `device_nonce` proves that the device's name is its own.
    """

    id: str
    name: str
    url: str
    founding: bytes = field(repr=False)
    store_secret: str = field(repr=False)
    team_secret: bytes = field(repr=False)
    laptop_keys: bytes = field(repr=False)
    device_nonce: bytes = field(repr=False)
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class KeptKey:
    """A key of a scope as this laptop keeps it. `id` is how its SHA-256 begins."""

    scope: str
    epoch: int
    id: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class StreamPlace:
    """A segment's place: its scope's tag, the device, its number there, and its SHA-256.

    Number 0 stands before the first segment of a stream.
    """

    tag: str
    device: str
    seq: int = 0
    hash: str = NO_HASH


@dataclass(frozen=True, slots=True)
class OwnSegment:
    """A segment made here. `sent_at` is when it was read back from the team's store."""

    name: str
    scope: str
    changes: int
    made_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RefusedSegment:
    """A segment in the team's store that was not taken in, why, and since when."""

    name: str
    fault: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SyncEntry:
    """One sync that was: what it came to. `trouble` is blank where it went to its end."""

    id: str
    began: datetime
    ended: datetime
    sent: int = 0
    received: int = 0
    clashes: int = 0
    trouble: str = ""
