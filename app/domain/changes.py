"""What the change log, the store and the merge share: changes, heads and the hybrid clock.

Every field of a synced thing is a multi-value register. A change names the changes it replaced
(`bases`): the ones its author saw. A head is a change that nobody replaced. The clock only breaks
ties between heads; it is kept on disk, so that it never runs backwards on a device.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NewType, TypeVar

T = TypeVar("T")

FieldValue = str | int | float | bool | None
"""What one field holds on the wire: dates and times as ISO 8601 text."""

Seen = NewType("Seen", int)
"""How far the log had come when its reader looked.

A reader gets this with what was read, and gives it back when writing: the heads that had arrived
by then are the ones its author saw, so those, and no later ones, are replaced.
"""

NOTHING_SEEN = Seen(0)
EVERYTHING = Seen((1 << 62) - 1)
"""Later than every arrival: what the author of a command sees."""

DELETED = "deleted"
"""The field that every kind of thing has, by its wire name: whether it was deleted."""


_MOST_COUNTED = 1 << 31  # within one millisecond; only a forged stamp has counted so far


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A reading of the hybrid clock: milliseconds since 1970, then a count within one."""

    wall_ms: int
    count: int


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """Names one change: the device that made it and its number there, from 1."""

    device: str
    seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing was given a value.

    `scope` is `school:<urn>`, `project:<id>`, `team`, or `adviser:<id>` for what is one adviser's
    own; `kind` and `field` are wire names, fixed for ever
    and kept apart from column names. `by` is the person's id.
    """

    scope: str
    kind: str
    id: str
    field: str
    value: FieldValue
    head: Head
    stamp: Stamp
    bases: tuple[Head, ...] = ()
    by: str = ""


def tick(last: Stamp, wall_ms: int) -> Stamp:
    """The next reading for a change made here: later than `last` even if the clock went back."""
    if wall_ms > last.wall_ms:
        return Stamp(wall_ms, 0)
    if last.count >= _MOST_COUNTED:
        return Stamp(last.wall_ms + 1, 0)
    return Stamp(last.wall_ms, last.count + 1)


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a writing use case answers: its value, and the changes it made."""

    value: T
    changes: tuple[Change, ...] = ()
