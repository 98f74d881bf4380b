"""Whatever a few laptops do, in whatever order it arrives: all come to the same, no head is lost.

Twenty thousand histories, each from its seed: edits of what was looked at long ago, deletions,
clashes settled, clocks years apart and jumping back, lost order, parts delivered, everything twice,
copied laptops, backups put back, programs one version apart.
"""

from __future__ import annotations

import pytest

from tests.builders_histories import check, cut_down, history

HISTORIES = 20_000
IN_ONE = 1_000


def fails(deeds):
    try:
        check(deeds)
    except AssertionError:
        return True
    return False


def tell(seed):
    """Fails with the shortest history that still goes wrong, and why it does."""
    shortest = cut_down(history(seed), fails)
    try:
        check(shortest)
    except AssertionError as problem:
        told = "\n".join(map(str, shortest))
        raise AssertionError(f"history {seed}, cut down to:\n{told}") from problem


@pytest.mark.parametrize("first", range(0, HISTORIES, IN_ONE))
def test_every_history_converges_and_loses_no_head(first):
    for seed in range(first, first + IN_ONE):
        if fails(history(seed)):
            tell(seed)
