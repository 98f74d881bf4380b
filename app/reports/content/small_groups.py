"""Counts of pupils in words, so that no small group can be picked out.

Counts under six are never printed, nor anything they could be worked out from (Department for
Education disclosure practice; `app.domain.pupils.SMALLEST_GROUP`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from app.domain.pupils import SMALLEST_GROUP

FEWER = f"fewer than {SMALLEST_GROUP}"
HELD_BACK = "held back, so that no pupil can be picked out"
_MOST_SUMS = 5_000
"""Of more sums than this of shown counts no more is shown: numbers of pupils make no such many."""


def count_in_words(count: int) -> str:
    """`12`, or `fewer than 6`; none at all says no more than a small group does."""
    return str(count) if count >= SMALLEST_GROUP else FEWER


def joined_groups(counts: Sequence[tuple[str, int]]) -> tuple[tuple[tuple[str, ...], int], ...]:
    """Neighbouring groups joined until each holds six or more, into as many groups as can be.

    The counts add up to the total, so a single small group could be worked out from the others:
    it is joined to a neighbour instead. Empty where even the total is too small.
    """
    if sum(count for _, count in counts) < SMALLEST_GROUP:
        return ()
    return next(
        groups
        for groups in _partitions(counts)
        if all(count >= SMALLEST_GROUP for _, count in groups)
    )


def _partitions(
    counts: Sequence[tuple[str, int]],
) -> Iterator[tuple[tuple[tuple[str, ...], int], ...]]:
    """Every way to join neighbours, the finest first."""
    places = range(1, len(counts))
    for cuts in range(len(counts) - 1, -1, -1):
        for chosen in combinations(places, cuts):
            edges = (0, *chosen, len(counts))
            yield tuple(_group(counts[start:end]) for start, end in pairwise(edges))


def _group(part: Sequence[tuple[str, int]]) -> tuple[tuple[str, ...], int]:
    return tuple(name for name, _ in part), sum(count for _, count in part)


def part_in_words(count: int, total: int) -> str:
    """How many of `total` are in a group, blank where that would tell of a small rest."""
    if total < SMALLEST_GROUP:
        return ""
    if count < SMALLEST_GROUP:
        return FEWER
    return str(count) if total - count >= SMALLEST_GROUP else ""


def guarded(counts: Mapping[str, int], apart: Collection[str] = ()) -> dict[str, str]:
    """Counts that stand together, such as the numbers in one group of questions, in words.

    Any of them may be a part of any other, so none is shown where a small count, or a small rest
    that is not printed, would follow from it by subtraction. Those named in `apart` are no parts
    of others, such as classes seen: they are shown as long as no count at all is small.
    """
    small = sum(count < SMALLEST_GROUP for count in counts.values())
    alone = set() if small else set(apart)
    weighed = {
        name: count
        for name, count in counts.items()
        if count >= SMALLEST_GROUP and name not in alone
    }
    held = weighed.keys() - _safe_to_show(weighed, small)
    return {
        name: HELD_BACK if name in held else count_in_words(count) for name, count in counts.items()
    }


def _safe_to_show(counts: Mapping[str, int], small: int) -> set[str]:
    """Those that may be shown beside `small` small ones, weighed again until no more is held.

    What is held back is known to be six or more, so each such count narrows what is left over.
    """
    held = 0
    while True:
        shown = _apart_enough(counts, _least_rest(held, small), none_small=not small)
        if len(counts) - len(shown) <= held:
            return shown
        held = len(counts) - len(shown)


def _least_rest(held: int, small: int) -> int:
    """How much must be left over for nothing to follow of the hidden: each may still be 0 to 5."""
    most = SMALLEST_GROUP - 1
    return max(SMALLEST_GROUP, most * small + 1, SMALLEST_GROUP * held + most if held else 0)


def _apart_enough(counts: Mapping[str, int], least: int, *, none_small: bool) -> set[str]:
    """From the largest down, those that leave `least` of each shown total, or are all its parts."""
    shown: dict[str, int] = {}
    sums = {0}
    for name in sorted(counts, key=lambda one: -counts[one]):
        count = counts[name]
        totals = set(shown.values())
        rests = {(total - part - count, part) for total in totals for part in sums}
        tells = any(
            0 <= rest < least and not (none_small and part and not rest) for rest, part in rests
        )
        if tells or count < least or len(sums) > _MOST_SUMS:
            continue
        shown[name] = count
        sums |= {part + count for part in sums if part + count <= max(shown.values())}
    return set(shown)
