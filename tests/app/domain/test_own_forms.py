"""Versions of forms: which is the newer, and which comes next."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.own_forms import next_version, version_order

DAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("older", "newer"),
    [("9", "10"), ("1.9", "1.10"), ("v2", "v10"), ("", "1"), ("a", "b"), ("9" * 6000, "1" * 6001)],
)
def test_figures_count_as_numbers_however_many_there_are(older, newer):
    assert version_order(older) < version_order(newer)


@pytest.mark.parametrize(
    ("version", "after"),
    [
        ("", "2026091501"),
        ("7", "2026091501"),
        ("2026091501", "2026091502"),
        ("draft", "draft2"),
        ("v09", "v10"),
    ],
)
def test_the_next_version_is_of_the_day_or_one_more(version, after):
    assert next_version(version, DAY) == after


def test_a_version_of_thousands_of_figures_has_a_next_one_too():
    version = "9" * 6000
    assert version_order(next_version(version, DAY)) > version_order(version)
