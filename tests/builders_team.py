"""What tests of a team's files are built from: laptops with keys, and files of their streams."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.changes import Change, Head, Stamp
from app.sync.frame import FIRST, SegmentPlace, file_hash
from app.sync.keys import Device, LaptopKeys, fresh_device, fresh_laptop_keys, scope_tag
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
