from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.progress import ProgressPoint, numbers_in, progress_point, signed

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
def test_what_is_printed_of_a_score_is_read_as_that_score_again(low, value, high):
    low, value, high = sorted((low, value, high))
    point = progress_point("", signed(value), f"{signed(low)} to {signed(high)}")
    assert point == ProgressPoint("", value, low, high)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_typed_text_breaks_the_reading(value, interval, beside):
    progress_point("", value, interval, beside)
