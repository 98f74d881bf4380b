"""What tests of a team's files are built from: laptops with keys, and files of their streams."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.domain.changes import Change, Head, Stamp
from app.sync.entries import Invited, Joined, Rejoined, Removed, TeamRole, proven
from app.sync.folding import fold
from app.sync.founding import founder_of, read_founding, write_founding
from app.sync.frame import FIRST, SegmentPlace, file_hash
from app.sync.keys import (
    KEY_BYTES,
    Device,
    LaptopKeys,
    fresh_device,
    fresh_laptop_keys,
    scope_tag,
    sign,
    verify_key_of,
)
from app.sync.names import ROSTER
from app.sync.recovery import recovery_keys, recovery_parts
from app.sync.roster_files import open_roster_files, seal_roster
from app.sync.segments import SealedFile, seal_segment

TEAM = "7e" * 16
SECRET = bytes(range(100, 132))
SCHOOL = "school:900001"
TAG = scope_tag(SECRET, SCHOOL)


@dataclass
class Laptop:
    """A laptop with its keys, the device that it writes as, and where each stream of its stands."""

    keys: LaptopKeys = field(default_factory=fresh_laptop_keys)
    device: Device | None = None
    written: dict[str, list[SealedFile]] = field(default_factory=dict)

    def __post_init__(self):
        self.device = self.device or fresh_device(self.keys)

    @property
    def id(self):
        return self.keys.laptop_id

    def knows(self, *others):
        """A lookup of verify keys that knows this laptop and others."""
        return {laptop.id: laptop.keys.verify_key for laptop in (self, *others)}.get

    def next_place(self, scope=TAG, team=TEAM):
        files = self.written.setdefault(scope, [])
        previous = file_hash(files[-1].content) if files else FIRST
        return SegmentPlace(
            team, scope, self.device.name, self.device.nonce, len(files) + 1, previous
        )

    def keep(self, file):
        self.written[file.name.stream.scope].append(file)
        return file

    def write(self, changes, scope_key, scope=TAG, team=TEAM):
        """The next segment of this laptop's stream in a scope."""
        return self.keep(seal_segment(self.next_place(scope, team), changes, scope_key, self.keys))


def a_change(device, seq=1, value="Seven eights", scope=SCHOOL):
    """An answer that was given on a device."""
    head = Head(device, seq)
    return Change(scope, "record", "r1", "answer:/note", value, head, Stamp(9, seq), (), "p1")


BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
RECOVERY = recovery_keys(bytes(range(20)))


@dataclass
class Invite:
    """What somebody who was invited holds."""

    expires: datetime = BEGIN + timedelta(days=14)
    seed: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES))

    @property
    def id(self):
        return verify_key_of(self.seed).hex()


class Team:
    """A team with its founder's laptop, and every file of its roster in `files`."""

    def __init__(self, was=()):
        self.founder = Laptop()
        founder = founder_of(self.founder.keys, self.founder.device, "founder", was)
        parts = recovery_parts(RECOVERY)
        self.founding_file = write_founding(founder, self.founder.keys, parts, SECRET, BEGIN)
        self.founding = read_founding(self.founding_file)
        self.safe = Laptop(RECOVERY)
        self.files = []

    @property
    def id(self):
        return self.founding.team

    def say(self, laptop, *entries):
        place = laptop.next_place(ROSTER, self.id)
        file = laptop.keep(seal_roster(place, entries, laptop.keys))
        self.files.append(file)
        return file

    def invite(self, by, role=TeamRole.ADVISER, person="", invite=None):
        invite = invite or Invite()
        self.say(by, Invited(invite.id, role, invite.expires, person))
        return invite

    def joining(self, laptop, invite, member, days=1, was=(), **other):
        at = BEGIN + timedelta(days=days)
        joined = Joined(
            *(invite.id, member, laptop.keys.verify_key, laptop.keys.recipient),
            *(laptop.device.name, laptop.device.nonce, tuple(was), at),
        )
        joined = replace(joined, **other)
        return replace(joined, proof=sign(invite.seed, proven(self.id, joined)))

    def join(self, invite, member, laptop=None, days=1, was=()):
        laptop = laptop or Laptop()
        self.say(laptop, self.joining(laptop, invite, member, days, was))
        return laptop

    def add(self, member, role=TeamRole.ADVISER, by=None, person=""):
        """A laptop that was invited and joined."""
        return self.join(self.invite(by or self.founder, role, person), member)

    def remove(self, by, laptop, heard=None):
        """Remove a laptop; by default all that it said in the roster was heard."""
        if heard is None:
            heard = self.heard(laptop)
        self.say(by, Removed(laptop.id, BEGIN + timedelta(days=3), heard))

    def heard(self, laptop):
        files = [file for of in laptop.written.values() for file in of]
        return {
            f"{file.name.stream.scope}/{file.name.stream.device}": file.name.seq for file in files
        }

    def rejoin(self, laptop, was=None):
        """A laptop goes on under a new name; answers with what it is from then on."""
        new = Laptop(laptop.keys)
        names = (laptop.device.name,) if was is None else was
        self.say(new, Rejoined(new.device.name, new.device.nonce, tuple(names)))
        return new

    def roster(self, files=None):
        files = self.files if files is None else files
        opened = open_roster_files(self.founding, [(file.name, file.content) for file in files])
        return fold(self.founding, opened.segments)
