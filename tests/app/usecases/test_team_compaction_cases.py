"""Snapshots under wrong clocks, spoilt, lost, and for laptops that were away: whole syncs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.storage import backup, forget_scope, keep_scope_keys, restore, scope_keys_kept
from app.usecases import compacting
from app.usecases.sync import sync_now
from app.usecases.team_clashes import clashes
from tests.builders import KEY
from tests.builders_synced import SCOPE, answers_at, says, sent_twice, state
from tests.builders_teams import LateClock, sync_all

YEARS = timedelta(days=700)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """A snapshot is due after a few segments."""
    monkeypatch.setattr(compacting, "MANY_SEGMENTS", 3)


def writes_on(bench, app, times=4):
    for number in range(times):
        says(app, bench.record, f"Version {number}")
        sync_now(app)


def snapshots(bench):
    return sorted(bench.store.glob(f"v1/{bench.tag()}/*/*.snap"))


def compacted(bench, clock, *apps):
    """Everybody has the snapshot, and its segments are gone."""
    sync_all(*apps)
    clock.go_on(days=8)
    for _time in range(2):
        sync_all(*apps)


def knows_nothing_of_the_school(bench, app):
    """As a laptop that was given the key just now."""
    with app.store.unit_of_work() as work:
        keys = scope_keys_kept(work, SCOPE)
        forget_scope(work, SCOPE, bench.tag())
        keep_scope_keys(work, keys)
        work.commit()


def test_a_device_that_was_away_past_compaction_loses_nothing_it_wrote_meanwhile(bench, clock):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    says(cleo, bench.record, "Written on the train", "summary")
    says(cleo, bench.record, "Purpose by Cleo")
    writes_on(bench, asha)
    before = len(bench.segments())
    clock.go_on(days=100)
    for _time in range(3):
        sync_all(asha, ben)
    assert len(bench.segments()) < before

    sync_all(cleo, asha, ben)

    assert state(asha) == state(ben) == state(cleo)
    assert answers_at(asha, bench.record, "summary") == "Written on the train"
    (clash,) = clashes(ben)
    assert {each.words for each in clash.line.versions} == {"Version 3", "Purpose by Cleo"}
    assert sent_twice(bench, asha) == []


@pytest.mark.parametrize("wrong_by", [YEARS, -YEARS], ids=["fast", "slow"])
def test_a_snapshot_made_by_a_wrong_clock_is_not_made_again_and_again(bench, wrong_by):
    clock = LateClock(wrong_by)
    asha, ben = bench.open("asha", clock), bench.open("ben", LateClock())
    writes_on(bench, asha)
    clock.now -= wrong_by
    writes_on(bench, ben)
    sync_all(asha, ben)
    made = len(snapshots(bench))

    for _time in range(4):
        sync_all(asha, ben)

    assert len(snapshots(bench)) == made
    assert state(asha) == state(ben)
    cleo = bench.open("cleo", LateClock())
    knows_nothing_of_the_school(bench, cleo)
    sync_all(cleo)
    assert state(cleo) == state(asha)


def test_who_begins_with_a_snapshot_and_segments_after_it_has_all(bench, clock):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    writes_on(bench, asha)
    compacted(bench, clock, asha, ben, cleo)
    says(ben, bench.record, "After the snapshot", "summary")
    sync_now(ben)
    knows_nothing_of_the_school(bench, cleo)

    sync_all(cleo, asha, ben)

    assert state(cleo) == state(asha) == state(ben)
    says(cleo, bench.record, "By the newcomer")
    sync_all(cleo, asha, ben)
    assert answers_at(asha, bench.record) == "By the newcomer"
    assert [clashes(app) for app in (asha, ben, cleo)] == [()] * 3


@pytest.mark.parametrize("at", [20, 400, -1])
def test_a_snapshot_that_was_tampered_with_is_told_and_nothing_is_taken_from_it(bench, clock, at):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    writes_on(bench, asha)
    compacted(bench, clock, asha, ben, cleo)
    path = snapshots(bench)[-1]
    genuine = path.read_bytes()
    spoilt = bytearray(genuine)
    spoilt[at] ^= 1
    knows_nothing_of_the_school(bench, cleo)
    path.write_bytes(spoilt)

    result = sync_now(cleo).value

    assert result.late + result.refused
    assert answers_at(cleo, bench.record) != "Version 3"
    path.write_bytes(genuine)
    sync_all(cleo)
    assert state(cleo) == state(asha)
    assert sync_now(cleo).value.refused == 0


def test_segments_stay_where_the_snapshot_that_covers_them_is_gone(bench, clock):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    writes_on(bench, asha)
    sync_all(asha, ben, cleo)
    before = bench.segments()
    for path in snapshots(bench):
        path.unlink()
    clock.go_on(days=8)
    sync_all(asha, ben, cleo)
    assert set(before) <= set(bench.segments())


def test_a_restored_laptop_goes_on_past_compaction(bench, clock, tmp_path):
    """Its backup is older than the snapshot, and the segments in between are gone."""
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    copy = backup(asha.store, tmp_path / "backup")
    writes_on(bench, asha)
    compacted(bench, clock, asha, ben, cleo)
    asha.store.close()
    restore(asha.folder, copy, key=KEY)
    asha = bench.open("asha", clock)

    sync_all(asha, ben, cleo)

    assert state(asha) == state(ben) == state(cleo)
    says(asha, bench.record, "After all")
    sync_all(asha, ben, cleo)
    assert {answers_at(app, bench.record) for app in (asha, ben, cleo)} == {"After all"}
    assert [clashes(app) for app in (asha, ben, cleo)] == [()] * 3
    assert sent_twice(bench, ben) == []


def test_segments_stay_while_the_snapshot_is_not_all_there(bench, clock):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    writes_on(bench, asha)
    sync_all(asha, ben, cleo)
    path = snapshots(bench)[-1]
    genuine = path.read_bytes()
    path.write_bytes(genuine[:-1])
    before = len(bench.segments())
    clock.go_on(days=8)
    for _time in range(2):
        sync_all(asha, ben, cleo)
    assert len(bench.segments()) == before
    path.write_bytes(genuine)
    sync_all(asha, ben, cleo)
    assert len(bench.segments()) < before


def test_a_snapshot_that_was_lost_with_its_segments_gone_is_made_again(bench, clock):
    asha, ben, cleo = bench.open_all("asha", "ben", "cleo", clock=clock)
    writes_on(bench, asha)
    compacted(bench, clock, asha, ben, cleo)
    for path in snapshots(bench):
        path.unlink()
    clock.go_on(days=-1)  # a clock that is slow makes one that is not the newest

    sync_all(asha, ben)

    made = snapshots(bench)
    assert len(made) == 1
    sync_all(asha, ben)
    assert snapshots(bench) == made
    knows_nothing_of_the_school(bench, cleo)
    sync_all(cleo)
    assert state(cleo) == state(asha)
