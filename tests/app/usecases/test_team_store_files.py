"""Files in a team's store that come in pieces, late, twice, in any order, or go: whole syncs."""

from __future__ import annotations

from itertools import permutations

import pytest

from app.usecases.sync import sync_now
from tests.builders_synced import answers_at, says, sent_twice, state
from tests.builders_teams import sync_all


def three_segments(bench, app):
    """Three segments of a laptop that nobody else has seen, and the last thing it said."""
    for number in range(3):
        says(app, bench.record, f"Version {number}")
        sync_now(app)
    return bench.of(app)[-3:], "Version 2"


def test_a_truncated_segment_is_taken_in_once_it_is_complete(bench):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Cut off")
    sync_now(asha)
    path = bench.newest(asha)
    whole = path.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        result = sync_now(ben).value
        assert (result.received, result.late, result.refused) == (0, 1, 0)
    path.write_bytes(whole)

    result = sync_now(ben).value

    assert (result.received, result.late) == (1, 0)
    assert state(ben) == state(asha)


@pytest.mark.parametrize("named", ["{} (1){}", "{}-LAPTOP{}", "{} - Copy{}", "{}.tmp"])
def test_a_conflict_copy_of_a_segment_is_nothing(bench, named):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Once")
    sync_now(asha)
    path = bench.newest(asha)
    path.with_name(named.format(path.stem, path.suffix)).write_bytes(path.read_bytes()[:-1])

    results = sync_all(asha, ben)

    assert [(each.late, each.refused, each.clashes) for each in results] == [(0, 0, 0)] * 2
    assert state(ben) == state(asha)
    assert answers_at(ben, bench.record) == "Once"


def test_a_segment_that_a_client_renamed_to_a_conflict_copy_is_sent_again(bench):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Renamed")
    sync_now(asha)
    path = bench.newest(asha)
    path.rename(path.with_name(f"{path.stem} (1).seg"))

    assert sync_now(asha).value.sent_again == 1
    sync_now(ben)

    assert answers_at(ben, bench.record) == "Renamed"


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_segments_that_arrive_out_of_order_come_to_the_same(bench, order):
    asha, ben = bench.open_all("asha", "ben")
    paths, last = three_segments(bench, asha)
    contents = [path.read_bytes() for path in paths]
    for path in paths:
        path.unlink()
    for at in order:
        paths[at].write_bytes(contents[at])
        sync_now(ben)

    assert answers_at(ben, bench.record) == last
    assert state(ben) == state(asha)
    assert sync_now(ben).value.late == 0


def test_what_follows_upon_a_gap_waits_and_is_told(bench):
    asha, ben = bench.open_all("asha", "ben")
    paths, last = three_segments(bench, asha)
    content = paths[1].read_bytes()
    paths[1].unlink()

    result = sync_now(ben).value

    assert (result.received, result.late) == (1, 1)
    assert answers_at(ben, bench.record) == "Version 0"
    paths[1].write_bytes(content)
    assert sync_now(ben).value.late == 0
    assert answers_at(ben, bench.record) == last


def test_a_segment_deleted_under_us_is_told_and_published_again(bench):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo")
    paths, last = three_segments(bench, asha)
    sync_now(ben)
    before = {path: path.read_bytes() for path in paths}
    for path in paths:
        path.unlink()

    assert sync_now(ben).value.sent_again == 0
    assert sync_now(asha).value.sent_again == 3

    assert {path: path.read_bytes() for path in paths} == before
    sync_all(cleo)
    assert answers_at(cleo, bench.record) == last
    assert sync_now(asha).value.sent_again == 0
    assert sent_twice(bench, asha) == []


def test_a_file_of_the_roster_deleted_under_us_is_published_again(bench):
    asha, ben = bench.open_all("asha", "ben")
    before = {path: path.read_bytes() for path in bench.store.glob("v1/roster/*/*.seg")}
    for path in before:
        path.unlink()

    told = [sync_now(app).value.sent_again for app in (asha, ben, bench.open("cleo"))]

    assert sum(told) == len(before)
    assert {path: path.read_bytes() for path in before} == before
