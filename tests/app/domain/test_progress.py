from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import (
    ProgressPoint,
    against_average,
    latest,
    numbers_in,
    progress_point,
    signed,
)

SCORES = st.integers(-300, 300).map(lambda tenths: tenths / 10)


@pytest.mark.parametrize(
    "interval", ["-1.5 to 0.7", "−1.5 to +0.7", "(-1.5, 0.7)", "-1.5–0.7", "from -1.5 to 0.7"]
)
def test_an_interval_is_read_however_its_two_ends_are_typed(interval):
    point = progress_point("2024", "-0.4", interval, "0.0, England")
    assert point == ProgressPoint("2024", -0.4, -1.5, 0.7, 0.0)


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        ("68 %", "60 to 75"),
        ("-0.4", ""),
        ("-0.4", "-1.5"),
        ("-0.4", "0.1 to 0.7"),
        ("-0.4", "0.7 to -1.5"),
        ("", "-1.5 to 0.7"),
        ("SUPP", "-1.5 to 0.7"),
        ("held back, so that no pupil can be picked out", "held back"),
        ("400", "-500 to 500"),
    ],
)
def test_what_is_no_score_with_an_interval_is_no_point(value, interval):
    assert progress_point("2024", value, interval) is None


def test_a_dash_between_two_numbers_is_no_sign():
    assert numbers_in("3.3–5.5") == [3.3, 5.5]
    assert numbers_in("2 – -1") == [2, -1]


@given(SCORES, SCORES, SCORES)
def test_a_score_is_off_the_average_only_where_its_whole_interval_is(low, value, high):
    low, value, high = sorted((low, value, high))
    said = against_average(ProgressPoint("", value, low, high))
    assert (said == "below the average") == (high < 0)
    assert (said == "above the average") == (low > 0)
    assert (said == "in line with the average") == (low <= 0 <= high)


def test_the_latest_score_is_that_of_the_last_year_named_else_the_first():
    def scores(*labels):
        return [ProgressPoint(label, 0.1, 0.0, 0.2) for label in labels]

    assert latest(scores("Progress 2024", "Progress 2025, girls", "Progress 2023")).label == (
        "Progress 2025, girls"
    )
    assert latest(scores("Progress", "Progress of 20250 pupils")).label == "Progress"
    assert latest(()) is None


@given(SCORES, SCORES, SCORES)
def test_what_is_printed_of_a_score_is_read_as_that_score_again(low, value, high):
    low, value, high = sorted((low, value, high))
    point = progress_point("", signed(value), f"{signed(low)} to {signed(high)}")
    assert point == ProgressPoint("", value, low, high)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_typed_text_breaks_the_reading(value, interval, beside):
    progress_point("", value, interval, beside)
