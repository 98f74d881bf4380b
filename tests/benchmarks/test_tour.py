"""How long the whole tour takes, and that every part of it goes on from the one before."""

from __future__ import annotations

import pytest

from tests.benchmarks.measuring import Row, clocked
from tests.builders_tour import blank_pictures, listed, make_tour, names

pytestmark = pytest.mark.benchmark

AIM = 150  # seconds on two cores
LAST_OF_EACH_PART = (
    "revision-2",
    "finish-1280x720",
    "audit-thread",
    "writing-fast",
    "moved",
    "form-lesson-learned",
    "export",
    "locked-again",
)


def test_the_whole_tour_is_made(tell, tmp_path):
    home, places = tmp_path / "home", tmp_path / "temporary"
    for folder in (home, places):
        folder.mkdir()
    tour = tmp_path / "tour"
    taken = clocked(lambda: make_tour(tour, home, places))

    order = names(tour)
    assert [name for name in order if name in LAST_OF_EACH_PART] == list(LAST_OF_EACH_PART)
    assert blank_pictures(tour) == []
    assert {*listed(tour, ".xlsx"), *listed(tour, ".zip")} == {
        "records.xlsx",
        "records-csv.zip",
        "records-xml.zip",
    }
    tell(Row(f"The tour, {len(order)} pictures", f"{taken / 1000:.0f} s", aim=f"≤ {AIM} s"))
