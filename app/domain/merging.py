"""The merge rule: which changes of a field are heads, which is shown, what a deletion takes along.

Every answer here follows from the set of changes alone, never from the order in which they came,
so laptops that hold the same changes show the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.changes import DELETED, Change, Head, Seen, Stamp

Fields = dict[str, list[Change]]
"""The changes of one thing by field."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that more than one person changed without seeing the other's: what each wrote.

    `heads` are the live changes, the one that is shown first. For the field `deleted` they are
    deletions that an edit outlived: the thing is there. Whoever settles it has seen what had
    arrived by `seen`, and replaces no more than that.
    """

    kind: str
    id: str
    field: str
    heads: tuple[Change, ...]
    seen: Seen = dataclasses.field(compare=False)


def shown_order(change: Change) -> tuple[Stamp, Head]:
    """The greatest is shown: the latest by the clock, then by the device's name."""
    return change.stamp, change.head


def heads_of(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those of one field's changes that no other replaced, the one that is shown first."""
    changes = tuple(changes)
    if len(changes) == 1:  # most fields were given one value, and none replaces itself
        return changes
    replaced = {base for change in changes for base in change.bases}
    live = (change for change in changes if change.head not in replaced)
    return tuple(sorted(live, key=shown_order, reverse=True))


def shown(changes: Iterable[Change], fits: Callable[[Change], bool]) -> Change | None:
    """What a field shows: its first head that `fits`, else the newest change that ever did.

    A value that this program cannot hold, from a newer program or a broken file, hides nothing.
    """
    changes = tuple(changes)
    held = next(filter(fits, heads_of(changes)), None)
    if held is not None:
        return held
    return max(filter(fits, changes), key=shown_order, default=None)


def by_field(changes: Iterable[Change]) -> Fields:
    """The changes of one thing by field."""
    fields: Fields = {}
    for change in changes:
        fields.setdefault(change.field, []).append(change)
    return fields


def is_deleted(fields: Mapping[str, Iterable[Change]]) -> bool:
    """Whether the changes of a thing, by field, come to its being deleted."""
    edits = (head for name, of in fields.items() if name != DELETED for head in heads_of(of))
    return is_gone(heads_of(fields.get(DELETED, ())), edits)


def is_gone(deletions: Iterable[Change], edits: Iterable[Change]) -> bool:
    """Whether a thing is deleted: somebody deleted it who had seen every live edit of it.

    `deletions` are the heads of its field `deleted`, `edits` the heads of all its other fields. A
    deletion names among its bases the edits that its author saw; an edit that nobody who deleted
    saw wins against the deletion.
    """
    deletions = tuple(deletions)
    gone = [change for change in deletions if change.value is True]
    if not gone or len(gone) < len(deletions):
        return False
    return all(any(_saw(deletion, edit) for deletion in gone) for edit in edits)


def _saw(deletion: Change, edit: Change) -> bool:
    """Of one device's changes the clock tells: an edit may be typed over after the deletion that
    names it, and keeps its name while it has not left.
    """
    if edit.head.device == deletion.head.device:
        return edit.stamp < deletion.stamp
    return edit.head in deletion.bases


def is_clash(heads: Iterable[Change]) -> bool:
    """Whether heads differ in what they say; the same said twice is nothing to settle."""
    return len({(type(head.value), head.value) for head in heads}) > 1


def clashes_of(
    thing: tuple[str, str],
    fields: Mapping[str, Iterable[Change]],
    names: Collection[str],
    seen: Seen,
) -> Iterator[Clash]:
    """The clashes of a thing in the fields named, and in whether it is deleted, as of `seen`."""
    for name in sorted(names):
        heads = heads_of(fields[name])
        if name != DELETED and is_clash(heads):
            yield Clash(*thing, name, heads, seen)
    deletions = heads_of(fields.get(DELETED, ()))
    if any(head.value is True for head in deletions) and not is_deleted(fields):
        yield Clash(*thing, DELETED, deletions, seen)
