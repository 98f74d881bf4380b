"""What a range takes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.definition import ProblemKind
from app.forms.limits import Limits, limits_of
from tests.builders_forms import bind, session


def ranged(**says):
    said = "".join(f' {name}="{text}"' for name, text in says.items())
    return session("<a/>", bind("/data/a", type="decimal"), f'<range ref="/data/a"{said}/>')


def told(live, value):
    live.answer("/data/a", value)
    return [(problem.kind, problem.message) for problem in live.problems()]


def test_a_number_beyond_the_ends_or_between_the_steps_is_told_with_what_may_be_given():
    live = ranged(start="0", end="10", step="2.5")
    wrong = (ProblemKind.TYPE, "Give a number from 0 to 10, in steps of 2.5.")
    assert [told(live, value) for value in ("50", "-2.5", "3", "ten")] == [[wrong]] * 4
    assert [told(live, value) for value in ("0", "2.5", "10", "7.50", "")] == [[]] * 5


def test_a_range_may_run_downwards():
    live = ranged(start="10", end="0", step="5")
    assert [bool(told(live, value)) for value in ("10", "5", "0", "11", "4")] == [
        *[False] * 3,
        *[True] * 2,
    ]


def test_a_range_that_says_nothing_runs_from_one_to_ten():
    assert limits_of({}) == Limits(Decimal(1), Decimal(10), Decimal(1))


@pytest.mark.parametrize(
    "parameters",
    [{"start": "x"}, {"step": "0"}, {"start": "3", "end": "3"}, {"step": "99"}, {"end": "1e400"}],
)
def test_what_makes_no_range_has_no_limits(parameters):
    assert limits_of(parameters) is None


def test_the_effect_tells_when_an_answer_leaves_the_range_and_comes_back():
    live = ranged(start="0", end="10", step="1")
    assert live.answer("/data/a", "50").problems == {"/data/a"}
    assert live.answer("/data/a", "5").problems == {"/data/a"}
    assert live.answer("/data/a", "6").problems == frozenset()


TENTHS = st.integers(-1_000, 1_000).map(lambda number: Decimal(number) / 10)


@given(TENTHS, TENTHS, TENTHS.filter(bool), st.integers(0, 20))
def test_every_step_on_the_way_is_taken(start, end, step, number):
    limits = limits_of({"start": str(start), "end": str(end), "step": str(step)})
    if limits is None:
        assert abs(end - start) < abs(step)
        return
    at = start + (abs(step) if end > start else -abs(step)) * number
    low, high = sorted((start, end))
    assert limits.take(format(at, "f")) == (low <= at <= high)
