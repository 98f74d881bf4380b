"""Who is in a team, as the roster's files tell it: a frozen value with questions to ask.

`app.sync.folding` makes it from the files that are there. Whoever has the same files gets the same
answer, in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from app.domain.team import TeamRole
from app.sync.entries import Granted, Snapshotted
from app.sync.founding import Founding

KeyName = tuple[str, int, str]
"""Which key it is: its scope's tag, its epoch, its id."""


class Oddity(StrEnum):
    """What in the roster's files does not fit its rules, and so does not count."""

    GAP = "gap"
    """A file before it is missing."""
    FORK = "fork"
    """One laptop wrote two files of one number: it was copied, or put back as it had been."""
    STRANGER = "stranger"
    """Somebody who is not in the team."""
    NOT_A_MANAGER = "not_a_manager"
    """Somebody did what only a manager may."""
    OVERRULED = "overruled"
    """Said by a manager whom one more senior removed."""
    AFTER_REMOVAL = "after_removal"
    """Said by a removed laptop, beyond what was heard of it."""
    FORGED = "forged"
    """A joining or a new name that does not prove itself."""
    UNINVITED = "uninvited"
    """Joined by an invitation that no manager gave, as far as is known."""
    LATE = "late"
    """Joined after the invitation had expired."""
    WITHDRAWN = "withdrawn"
    """Joined by an invitation that was withdrawn."""
    USED_TWICE = "used_twice"
    """Joined by an invitation that another laptop had used."""
    WRONG_PERSON = "wrong_person"
    """Joined as somebody else than the one invited."""
    TAKEN = "taken"
    """Joined as somebody new under the id of a member, or wrote under another's name."""
    UNREAD = "unread"
    """An entry that this program does not know."""


@dataclass(frozen=True, slots=True, order=True)
class Odd:
    """Something that does not fit: what, by which laptop, about which laptop, invitation, name."""

    what: Oddity
    laptop: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """A laptop was removed: by whom, when, and how far its streams count."""

    by: str
    at: datetime
    heard: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TeamLaptop:
    """A laptop that is in the team, or was.

    `devices` are the names it writes under, `was` names that it wrote under before. `depth` is how
    many invitations lie between it and the founding; `invited_by` is a laptop.
    """

    id: str
    member: str
    role: TeamRole
    verify_key: bytes = field(repr=False)
    recipient: str = field(repr=False)
    devices: tuple[str, ...]
    was: frozenset[str]
    joined_at: datetime
    depth: int
    invited_by: str = ""
    removed: Removal | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team by adviser id, with the laptops that are in it now."""

    id: str
    role: TeamRole
    laptops: tuple[str, ...]


class InvitationState(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class TeamInvitation:
    """An invitation that a manager gave; `used_by` is the laptop that joined by it."""

    invite: str
    role: TeamRole
    expires: datetime
    person: str
    by: str
    used_by: str = ""
    withdrawn: bool = False

    def state(self, now: datetime) -> InvitationState:
        """How it stands at a moment."""
        if self.used_by:
            return InvitationState.USED
        if self.withdrawn:
            return InvitationState.WITHDRAWN
        return InvitationState.EXPIRED if now > self.expires else InvitationState.OPEN


@dataclass(frozen=True, slots=True)
class Grant:
    """A key that a laptop of the team wrapped for others."""

    by: str
    granted: Granted


@dataclass(frozen=True, slots=True)
class TeamSnapshot:
    """A snapshot that a manager made of a scope; `seen_by` are laptops that have all of it."""

    made: Snapshotted
    seen_by: frozenset[str]

    def covers(self, device: str, seq: int) -> bool:
        """Whether a segment of the scope is in it."""
        return seq <= self.made.covers.get(device, 0)


@dataclass(frozen=True, slots=True)
class Roster:
    """A team: its laptops by id, those removed too, its invitations, its grants, what is odd.

    `holders` are the laptops that were given a key, and those that gave it, removed ones too.
    """

    founding: Founding
    laptops: Mapping[str, TeamLaptop]
    invitations: tuple[TeamInvitation, ...] = ()
    grants: tuple[Grant, ...] = ()
    holders: Mapping[KeyName, frozenset[str]] = field(default_factory=dict)
    odd: tuple[Odd, ...] = ()
    snapshots: tuple[TeamSnapshot, ...] = ()

    @property
    def team(self) -> str:
        """The team's id."""
        return self.founding.team

    @property
    def members(self) -> tuple[Member, ...]:
        """The people who have a laptop in the team now, by id."""
        of: dict[str, list[TeamLaptop]] = {}
        for laptop in self.present:
            of.setdefault(laptop.member, []).append(laptop)
        return tuple(_member(id_, laptops) for id_, laptops in sorted(of.items()))

    @property
    def present(self) -> tuple[TeamLaptop, ...]:
        """The laptops that are in the team now, by id."""
        return tuple(each for _, each in sorted(self.laptops.items()) if each.removed is None)

    def verify_key_of(self, laptop: str) -> bytes | None:
        """What a laptop's signatures are checked with, also after it was removed."""
        found = self.laptops.get(laptop)
        return found.verify_key if found else None

    def was(self, laptop: str) -> frozenset[str]:
        """The names under which changes in this laptop's streams may stand beside the stream's."""
        found = self.laptops.get(laptop)
        return found.was.union(found.devices) if found else frozenset()

    def accepts(self, laptop: str, tag: str, device: str, seq: int) -> bool:
        """Whether a segment that this laptop signed counts: of a removed one, as far as heard."""
        found = self.laptops.get(laptop)
        if found is None or found.removed is None:
            return found is not None
        return seq <= found.removed.heard.get(stream_key(tag, device), 0)

    def snapshots_of(self, tag: str) -> tuple[TeamSnapshot, ...]:
        """The snapshots of a scope, by its tag, the newest first."""
        return tuple(each for each in self.snapshots if each.made.tag == tag)

    def grants_for(self, laptop: str) -> tuple[Grant, ...]:
        """The keys that were wrapped for a laptop, each with who did so."""
        return tuple(each for each in self.grants if laptop in each.granted.to)


def key_name(granted: Granted) -> KeyName:
    """Which key it is that was granted."""
    return granted.tag, granted.epoch, granted.key_id


def stream_key(tag: str, device: str) -> str:
    """What a stream is called where a removal says how far it was heard."""
    return f"{tag}/{device}"


def _member(id_: str, laptops: list[TeamLaptop]) -> Member:
    managing = any(laptop.role is TeamRole.MANAGER for laptop in laptops)
    role = TeamRole.MANAGER if managing else TeamRole.ADVISER
    return Member(id_, role, tuple(laptop.id for laptop in laptops))
