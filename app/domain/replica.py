"""How one laptop's log of changes grows: by what is said here, and by what comes from elsewhere.

Two rules decide the bases of a change that is made here:

- Its author saw every change that had arrived by `seen`, and every change made on this laptop: it
  has one author, whose own words never clash with each other. The heads among these are the bases.
  What arrived later from elsewhere stays a head beside the new one.
- Where one of those heads was made here and has not been sealed, nobody else knows it: it is
  replaced in place (same device and number, new value, stamp and arrival), so that typing does not
  bloat the log.

A deletion names beside them the edits of the thing that its author saw.

The clock is kept ahead of every change that ever arrived, so a change made here is the head that
is shown. Nothing here knows how the log is kept: `storage` keeps it in tables, tests in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from app.domain.changes import Change, FieldValue, Head, Seen, Stamp, tick
from app.domain.merging import shown, shown_order

_FOLLOWED_MS = 7_258_118_400_000  # the year 2200


@dataclass(slots=True)
class Place:
    """This laptop's place in the log: its id, its last number, last arrival and last stamp."""

    device: str
    seq: int
    arrival: int
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log: the change, and how it stands here.

    `sealed` once it has left this laptop, as all has that was made elsewhere. `replaced_at` is the
    arrival of the first change that names it among its bases; None means a head.
    """

    arrival: int
    change: Change
    made_here: bool
    sealed: bool
    replaced_at: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody gives a field of a thing; the names are the log's."""

    scope: str
    kind: str
    id: str
    field: str
    value: FieldValue
    by: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a change made here comes to: its line, and the heads that are heads no more.

    `instead_of` is the line that it stands in place of; None where it is a new one.
    """

    line: Line
    instead_of: Line | None
    replaced: tuple[Line, ...]


@dataclass(slots=True)
class Grown:
    """What changes from elsewhere come to: new lines, and at which arrival heads were replaced."""

    added: list[Line] = field(default_factory=list)
    replaced: list[tuple[Line, int]] = field(default_factory=list)


@dataclass(slots=True)
class SortedOut:
    """Changes that came: new ones, the earliest first, and those that bear another's name.

    `wider` are known here and now name more that they replaced: a snapshot leaves out what lay
    between, and says so.
    """

    fresh: list[Change] = field(default_factory=list)
    wider: list[Change] = field(default_factory=list)
    refused: list[Change] = field(default_factory=list)


def lines_seen(lines: Iterable[Line], seen: Seen) -> list[Line]:
    """The lines that an author on this laptop knew who had looked at `seen`."""
    return [line for line in lines if line.made_here or line.arrival <= seen]


def heads_seen(lines: Iterable[Line], seen: Seen) -> list[Line]:
    """The heads of one field as its author saw them, the shown one first.

    Of `lines` those may be missing that were replaced by `seen`.
    """
    known = lines_seen(lines, seen)
    replaced = {base for line in known for base in line.change.bases}
    live = (line for line in known if line.change.head not in replaced)
    return sorted(live, key=lambda line: shown_order(line.change), reverse=True)


def edits_seen(fields: Iterable[Iterable[Line]], seen: Seen) -> frozenset[Head]:
    """What the author of a deletion saw of the thing: the heads of its fields but `deleted`."""
    return frozenset(line.change.head for of in fields for line in heads_seen(of, seen))


def change_shown(
    heads: Sequence[Line],
    seen: Seen,
    fits: Callable[[Change], bool],
    lines: Callable[[], Iterable[Line]],
) -> Change | None:
    """What the author of a new value was shown in its field, given the `heads` that were seen.

    `lines` finds all of the field's lines: they are asked for only where the first head does not
    fit. None means that the field had no value yet.
    """
    if not heads or fits(heads[0].change):
        return heads[0].change if heads else None
    return shown((line.change for line in lines_seen(lines(), seen)), fits)


def write(
    place: Place,
    said: Said,
    heads: Sequence[Line],
    wall_ms: int,
    edits: AbstractSet[Head] = frozenset(),
) -> Written:
    """The change by which `said` replaces the `heads` of its field, and `place` moved on.

    `edits` are those of the thing that the author of a deletion saw.
    """
    place.arrival += 1
    place.stamp = tick(place.stamp, wall_ms)
    own = next((line for line in heads if _is_open(line, place)), None)
    others = tuple(line for line in heads if line is not own)
    bases = {line.change.head for line in others} | edits
    if own is not None:
        bases |= set(own.change.bases)
    head = own.change.head if own is not None else _next_head(place)
    change = Change(
        scope=said.scope,
        kind=said.kind,
        id=said.id,
        field=said.field,
        value=said.value,
        head=head,
        stamp=place.stamp,
        bases=tuple(sorted(bases)),
        by=said.by,
    )
    line = Line(place.arrival, change, made_here=True, sealed=False, replaced_at=None)
    return Written(line, own, tuple(line for line in others if line.replaced_at is None))


def _is_open(line: Line, place: Place) -> bool:
    return line.change.head.device == place.device and not line.sealed


def _next_head(place: Place) -> Head:
    place.seq += 1
    return Head(place.device, place.seq)


def own_names(device: str, changes: Iterable[Change]) -> Iterator[Head]:
    """What changes bear or replace of a device's names, over and over where they do so."""
    for change in changes:
        if change.head.device == device:
            yield change.head
        yield from (base for base in change.bases if base.device == device)


def is_of_lost_life(place: Place, changes: Iterable[Change], known: Mapping[Head, Line]) -> bool:
    """Whether changes bear or replace this laptop's names that never left it in this life.

    They come from a life of its that was lost, such as before a backup was put back by hand, or
    from a copy of it. From then on it has to go by a new name, so that no number is given twice,
    and before it takes them in, so that nothing of its own counts as replaced by who never knew it.
    `known` holds the lines here of all that they bear, and of what they replace under this name.
    """
    changes = tuple(changes)
    twice = said_under_one_number(changes, known)
    if any(line.change.head.device == place.device for line in twice):
        return True  # a copy of it sealed something else under that number
    told = (each for each in changes if each.head not in known or not known[each.head].sealed)
    return any(not _has_left(known.get(name)) for name in own_names(place.device, told))


def said_under_one_number(changes: Iterable[Change], known: Mapping[Head, Line]) -> list[Line]:
    """What this laptop said under numbers that its copy gave to something else."""
    mine = ((known[each.head], each) for each in changes if each.head in known)
    return [line for line, each in mine if line.made_here and differ(line.change, each)]


def say_again(place: Place, twice: Iterable[Line], lines: Iterable[Line]) -> Grown:
    """Says those once more, in place of their numbers, where nothing here replaced them since.

    `lines` are all of the things that they are about.
    """
    own = (line.change for line in lines if line.made_here)
    outdone = {(_field_of(change), base) for change in own for base in change.bases}
    said = Grown()
    for line in twice:
        if (_field_of(line.change), line.change.head) in outdone:
            continue
        place.arrival += 1
        place.stamp = tick(place.stamp, 0)
        change = replace(
            line.change,
            head=_next_head(place),
            stamp=place.stamp,
            bases=tuple(sorted({*line.change.bases, line.change.head})),
        )
        said.added.append(
            Line(place.arrival, change, made_here=True, sealed=False, replaced_at=None)
        )
        if line.replaced_at is None:
            said.replaced.append((line, place.arrival))
    return said


def _has_left(line: Line | None) -> bool:
    return line is not None and line.sealed


def issued_again(lines: Iterable[Line], device: str) -> list[Line]:
    """The lines that have not left this laptop, in their order, under a new device's name.

    The old device's later numbers are out there, with other content. Nobody knows these by their
    old names but lines here.
    """
    lines = list(lines)
    names = {line.change.head: Head(device, at) for at, line in enumerate(lines, 1)}
    return [replace(line, change=_renamed(line.change, names)) for line in lines]


def _renamed(change: Change, names: Mapping[Head, Head]) -> Change:
    bases = tuple(sorted(names.get(base, base) for base in change.bases))
    return replace(change, head=names[change.head], bases=bases)


def sort_out(changes: Iterable[Change], known: Mapping[Head, Line]) -> SortedOut:
    """Changes from elsewhere, by what is to be done with each."""
    found = SortedOut()
    for change in changes:
        line = known.get(change.head)
        if line is None:
            found.fresh.append(change)
        elif differ(line.change, change):
            found.refused.append(change)
        elif not set(change.bases) <= set(line.change.bases):
            found.wider.append(change)
    found.fresh.sort(key=shown_order)
    return found


def differ(one: Change, other: Change) -> bool:
    """Whether two changes of one name say different things: then one of the two is a forgery, or
    two laptops go by one name.
    """
    return (one.kind, one.id, one.field, one.value) != (
        other.kind,
        other.id,
        other.field,
        other.value,
    )


def grow(place: Place, fresh: Iterable[Change], lines: Iterable[Line]) -> Grown:
    """What new changes from elsewhere come to, and `place` moved on.

    `lines` are those of the things that they are about. Who replaced whom is told as if the
    changes had come one by one.
    """
    growing = _Growing()
    for line in lines:
        growing.stand(line)
    for change in fresh:
        place.arrival += 1
        if change.stamp.wall_ms < _FOLLOWED_MS:  # else our own stamps would end beyond the bounds
            place.stamp = max(place.stamp, change.stamp)
        growing.add(change, place.arrival)
    return growing.grown()


def widen(
    place: Place, change: Change, known: Mapping[Head, Line]
) -> tuple[Line, tuple[Line, ...]]:
    """The line of a change that now names more that it replaced, and what is a head no more.

    `known` holds the lines here of the change and of all that it names; `place` is moved on.
    """
    place.arrival += 1
    line = known[change.head]
    bases = tuple(sorted({*line.change.bases, *change.bases}))
    named = (known[base] for base in change.bases if base in known)
    ended = (
        each
        for each in named
        if each.replaced_at is None and _field_of(each.change) == _field_of(change)
    )
    return replace(line, change=replace(line.change, bases=bases)), tuple(ended)


def _field_of(change: Change) -> tuple[str, str, str]:
    return change.kind, change.id, change.field


@dataclass(slots=True)
class _Growing:
    """New changes as they come, one by one. A change replaces others of its own field only.

    `wanted` holds what is named as a base, each with the field of the change that names it.
    """

    standing: dict[Head, Line] = field(default_factory=dict)
    wanted: dict[Head, set[tuple[str, str, str]]] = field(default_factory=dict)
    added: dict[Head, tuple[int, Change]] = field(default_factory=dict)
    ended: dict[Head, int] = field(default_factory=dict)

    def stand(self, line: Line) -> None:
        """A line of the log as it is."""
        self.standing[line.change.head] = line
        self._want(line.change)

    def add(self, change: Change, arrival: int) -> None:
        """A change that is new."""
        if change.head in self.wanted and _field_of(change) in self.wanted[change.head]:
            self.ended[change.head] = arrival
        for base in change.bases:
            if base not in self.ended and self._is_head(base, change):
                self.ended[base] = arrival
        self._want(change)
        self.added[change.head] = arrival, change

    def _want(self, change: Change) -> None:
        for base in change.bases:
            self.wanted.setdefault(base, set()).add(_field_of(change))

    def _is_head(self, base: Head, change: Change) -> bool:
        line = self.standing.get(base)
        if line is not None:
            return line.replaced_at is None and _field_of(line.change) == _field_of(change)
        return base in self.added and _field_of(self.added[base][1]) == _field_of(change)

    def grown(self) -> Grown:
        """All that was added, and what of the standing lines is a head no more."""
        added = [
            Line(arrival, change, made_here=False, sealed=True, replaced_at=self.ended.get(head))
            for head, (arrival, change) in self.added.items()
        ]
        ended = ((self.standing.get(head), at) for head, at in self.ended.items())
        return Grown(added, [(line, at) for line, at in ended if line is not None])
