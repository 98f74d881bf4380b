"""No small count and no small rest follows from the counts that are printed beside each other."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.reports.content.small_groups import FEWER, HELD_BACK, guarded

MOST = 41
"""No total in these tests is larger, and no solver looks further."""


def possible(told):
    """Every way the total, the parts and what is left of the total may be, by what is printed."""
    total, *parts = (_range(words) for words in told.values())
    for values in product(*parts):
        for of in total:
            if of >= sum(values):
                yield (of, *values, of - sum(values))


def _range(words):
    if words == FEWER:
        return range(6)
    return range(6, MOST + 1) if words == HELD_BACK else [int(words)]


def told_of(parts, rest):
    counts = {"total": sum(parts) + rest, **{f"part {at}": one for at, one in enumerate(parts)}}
    return counts, guarded(counts)


PARTS = st.lists(st.integers(0, 11), min_size=1, max_size=3)
SETTINGS = settings(max_examples=50, deadline=None)


@SETTINGS
@given(PARTS, st.integers(0, 8))
def test_a_hidden_count_may_be_any_small_one(parts, rest):
    _, told = told_of(parts, rest)
    ways = list(possible(told))
    for at, words in enumerate(told.values()):
        values = {way[at] for way in ways}
        if words == FEWER and at:
            assert values == set(range(6))
        elif not words.isdecimal():
            assert len(values) > 1


@SETTINGS
@given(PARTS)
def test_small_parts_that_are_known_to_be_all_of_the_rest_are_not_worked_out(parts):
    _, told = told_of(parts, 0)
    ways = [way for way in possible(told) if way[-1] == 0]
    for at, words in enumerate(told.values()):
        if words == FEWER:
            assert len({way[at] for way in ways}) >= 5


@SETTINGS
@given(PARTS, st.integers(0, 8))
def test_a_rest_that_nobody_printed_is_never_known_to_be_small(parts, rest):
    counts, told = told_of(parts, rest)
    all_told = rest == 0 and len(parts) > 1 and min(counts.values()) >= 6
    if counts["total"] >= 6 and not all_told:
        assert max(way[-1] for way in possible(told)) >= 5


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ((18, 16), {18}),
        ((18, 18), {18}),
        ((6, 6), set()),
        ((30, 4, 26), {30}),
        ((12, 10, 1, 1), {12}),
        ((20, 20, 0, 0), {20}),
        ((10, 5, 5), set()),
        ((30, 18, 12), {30, 18, 12}),
        ((40, 20, 8), {40, 20, 8}),
    ],
)
def test_as_many_counts_as_give_nothing_away_are_shown(counts, shown):
    told = guarded({str(at): count for at, count in enumerate(counts)})
    assert {int(words) for words in told.values() if words.isdecimal()} == shown


def test_very_many_and_large_counts_are_weighed_in_bounded_work():
    told = guarded({str(at): 10**12 + 3**at for at in range(30)})
    assert "held back" in " ".join(told.values())


def test_counts_that_stand_apart_are_shown_until_one_is_small():
    assert guarded({"a": 28, "b": 30}, apart={"a", "b"}) == {"a": "28", "b": "30"}
    assert guarded({"a": 28, "b": 30, "c": 2}, apart={"a", "b", "c"})["a"] == HELD_BACK
