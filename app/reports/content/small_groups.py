"""Counts of pupils in words, so that no small group can be picked out.

Counts under six are never printed, nor anything they could be worked out from (Department for
Education disclosure practice; `app.domain.pupils.SMALLEST_GROUP`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from app.domain.pupils import SMALLEST_GROUP

FEWER = f"fewer than {SMALLEST_GROUP}"
HELD_BACK = "held back, so that no pupil can be picked out"


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


def guarded(counts: Mapping[str, int]) -> dict[str, str]:
    """Counts that stand together, such as the numbers in one group of questions, in words.

    Where just one is small, the smallest of the others is held back too, because a total among
    them would give the small one away.
    """
    small = {name for name, count in counts.items() if count < SMALLEST_GROUP}
    rest = sorted((name for name in counts if name not in small), key=lambda name: counts[name])
    held = {rest[0]} if len(small) == 1 and len(rest) > 1 else set()
    return {
        name: HELD_BACK if name in held else count_in_words(count) for name, count in counts.items()
    }
