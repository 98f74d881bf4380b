"""Takes changes that were made elsewhere into the log: any order, any part of them, any number of
times. What is in the log already is left alone.

Nothing that comes from elsewhere is believed. A change whose shape is impossible is refused: it
could not even be kept. All others are kept, also those that this program cannot apply (yet).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from app.domain.changes import Change, FieldValue, Head, Stamp
from app.domain.replica import (
    Line,
    Place,
    differ,
    grow,
    is_of_lost_life,
    own_names,
    said_under_one_number,
    say_again,
    sort_out,
    widen,
)
from app.storage.change_log import REPLACED, Batch, bases_text, begin_as, read_line, row_of
from app.storage.fitting import LARGEST_TEXT, is_name, is_text
from app.storage.tables.changes import changes as log

Thing = tuple[str, str]
"""The kind and the id of a thing, by their wire names."""

IN_A_FILE = "file"
"""What stands for the segment of a change that left in a shared file, and is in no segment yet."""

MOST_BASES = 10_000
_AT_ONCE = 500
_LATEST_MS = (
    253_370_764_799_999  # the last moment of the year 9998, so that any zone has a time for it
)
_LARGEST = 1 << 53

_OF_THINGS = select(log).where(
    log.c.kind == bindparam("of_kind"), log.c.id.in_(bindparam("of_ids", expanding=True))
)
_NUMBERED = select(log).where(
    log.c.device == bindparam("of_device"), log.c.seq.in_(bindparam("of_seqs", expanding=True))
)
_WIDEN = update(log).where(log.c.arrival == bindparam("was")).values(bases=bindparam("to_bases"))
_SEAL = (
    update(log)
    .where(
        log.c.device == bindparam("of_device"),
        log.c.seq.in_(bindparam("of_seqs", expanding=True)),
        log.c.sealed_in.is_(None),
    )
    .values(sealed_in=IN_A_FILE)
)


@dataclass(slots=True)
class Arrived:
    """What came of changes that arrived: those that are new here, those that could not be kept.

    `lines` holds every change, old and new, of the things that the new ones are about. `wider` are
    changes that are known here and now name more that they replaced: a snapshot leaves out what lay
    between, and says so. `again` are changes of this laptop that it said once more.
    """

    fresh: list[Change] = field(default_factory=list)
    wider: list[Change] = field(default_factory=list)
    again: list[Change] = field(default_factory=list)
    refused: list[Change] = field(default_factory=list)
    lines: dict[Thing, list[Change]] = field(default_factory=dict)


def take_in(
    connection: Connection, place: Place, changes: Iterable[Change], new_device: Callable[[], str]
) -> Arrived:
    """Puts into the log what is new of `changes`, and moves `place` on."""
    arrived = Arrived()
    sound = _sound(changes, arrived)
    known = _known(connection, {*sound, *own_names(place.device, sound.values())})
    if is_of_lost_life(place, sound.values(), known):
        place.device = new_device()
        place.seq = begin_as(connection, place.device)
        known = _known(connection, sound)
    sorted_out = sort_out(sound.values(), known)
    arrived.fresh, arrived.wider = sorted_out.fresh, sorted_out.wider
    arrived.refused += sorted_out.refused
    about = {(change.kind, change.id) for change in (*arrived.fresh, *arrived.wider)}
    lines = lines_of(connection, about)
    grown = grow(place, arrived.fresh, (line for of in lines.values() for line in of))
    replaced = [{"was": line.arrival, "at": at} for line, at in grown.replaced]
    Batch(added=[row_of(line) for line in grown.added], replaced=replaced).write(connection)
    arrived.again = _say_again(connection, place, sound, known)
    if arrived.wider or arrived.again:
        _widen(connection, place, arrived.wider)
        about |= {(change.kind, change.id) for change in arrived.again}
        lines = lines_of(connection, about)
        arrived.lines = {thing: [line.change for line in of] for thing, of in lines.items()}
        return arrived
    arrived.lines = {thing: [line.change for line in of] for thing, of in lines.items()}
    for change in arrived.fresh:
        arrived.lines.setdefault((change.kind, change.id), []).append(change)
    return arrived


def seal(connection: Connection, changes: Iterable[Change]) -> None:
    """Marks changes as having left this laptop in a file; those made elsewhere did long ago."""
    seqs: dict[str, list[int]] = {}
    for change in changes:
        seqs.setdefault(change.head.device, []).append(change.head.seq)
    for device, of_device in seqs.items():
        for some in _portions(of_device):
            connection.execute(_SEAL, {"of_device": device, "of_seqs": some})


def lines_of(connection: Connection, things: Iterable[Thing]) -> dict[Thing, list[Line]]:
    """Every line of the log about these things."""
    found: dict[Thing, list[Line]] = {}
    ids: dict[str, list[str]] = {}
    for kind, id_ in sorted(things):
        ids.setdefault(kind, []).append(id_)
    for kind, of_kind in ids.items():
        for some in _portions(of_kind):
            wanted = {"of_kind": kind, "of_ids": some}
            for row in connection.execute(_OF_THINGS, wanted):
                found.setdefault((kind, row.id), []).append(read_line(row))
    return found


def _sound(changes: Iterable[Change], arrived: Arrived) -> dict[Head, Change]:
    """Those that can be kept, each once; of two with one name and other content, the first."""
    sound: dict[Head, Change] = {}
    for change in changes:
        if not is_possible(change) or differ(sound.setdefault(change.head, change), change):
            arrived.refused.append(change)
    return sound


def _say_again(
    connection: Connection, place: Place, sound: Mapping[Head, Change], known: Mapping[Head, Line]
) -> list[Change]:
    """Says once more what this laptop had said under a number that its copy gave to something else.

    Of two changes of one number each laptop keeps the one that came first, so neither would be
    everywhere. Each of the two says its own again, in place of that number: both are heads then.
    """
    twice = said_under_one_number(sound.values(), known)
    lines = lines_of(connection, {(line.change.kind, line.change.id) for line in twice})
    said = say_again(place, twice, (line for of in lines.values() for line in of))
    replaced = [{"was": line.arrival, "at": at} for line, at in said.replaced]
    Batch(added=[row_of(line) for line in said.added], replaced=replaced).write(connection)
    return [line.change for line in said.added]


def _known(connection: Connection, sound: Iterable[Head]) -> dict[Head, Line]:
    seqs: dict[str, list[int]] = {}
    for head in sound:
        seqs.setdefault(head.device, []).append(head.seq)
    known: dict[Head, Line] = {}
    for device, of_device in seqs.items():
        for some in _portions(of_device):
            for row in connection.execute(_NUMBERED, {"of_device": device, "of_seqs": some}):
                line = read_line(row)
                known[line.change.head] = line
    return known


def _widen(connection: Connection, place: Place, wider: Iterable[Change]) -> None:
    """Has changes that are known name all that they replaced; what they name is no head now."""
    for change in wider:
        known = _known(connection, [change.head, *change.bases])
        line, ended = widen(place, change, known)
        bases = bases_text(line.change.bases)
        connection.execute(_WIDEN, {"was": line.arrival, "to_bases": bases})
        for head in ended:
            connection.execute(REPLACED, {"was": head.arrival, "at": place.arrival})


def is_possible(change: Change) -> bool:
    """Whether the log could hold a change at all; its types are not to be relied on."""
    names = (change.scope, change.kind, change.id, change.field)
    return (
        all(map(is_name, names))
        and (change.by == "" or is_name(change.by))
        and _is_value(change.value)
        and _is_stamp(change.stamp)
        and _is_head(change.head)
        and len(change.bases) <= MOST_BASES
        and all(map(_is_head, change.bases))
        and change.head not in change.bases
    )


def _is_value(value: FieldValue) -> bool:
    if value is None or isinstance(value, bool):
        return True
    if isinstance(value, int):
        return -_LARGEST <= value <= _LARGEST
    if isinstance(value, float):
        return math.isfinite(value)
    return is_text(value, LARGEST_TEXT)


def _is_stamp(stamp: Stamp) -> bool:
    return _is_count(stamp.wall_ms, _LATEST_MS) and _is_count(stamp.count, _LARGEST)


def _is_head(head: Head) -> bool:
    return is_name(head.device) and _is_count(head.seq, _LARGEST) and head.seq > 0


def _is_count(number: object, most: int) -> bool:
    return type(number) is int and 0 <= number <= most


def _portions(some: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (some[at : at + _AT_ONCE] for at in range(0, len(some), _AT_ONCE))
