"""A laptop that was copied, put back to an earlier day, or on which two windows sync."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.storage import backup, restore
from app.usecases.sync import sync_now
from app.usecases.team_clashes import clashes, settle
from tests.builders import KEY
from tests.builders_synced import answers_at, changes_in, says, sent_twice, state
from tests.builders_teams import sync_all


def all_say_the_same(*apps):
    """Every laptop holds the same, and nothing waits or is refused anywhere."""
    results = sync_all(*apps)
    assert [(each.waiting, each.refused, each.late) for each in results] == [(0, 0, 0)] * len(apps)
    for app in apps[1:]:
        assert state(app) == state(apps[0])
        assert changes_in(app) == changes_in(apps[0])


def versions(app, record):
    """Everything that stands in the purpose of the visit, on one laptop."""
    shown = {version.words for clash in clashes(app) for version in clash.line.versions}
    return shown or {answers_at(app, record)}


def device_of(app):
    """The name that a laptop goes by now."""
    with app.store.reading() as reader:
        return reader.device


@pytest.fixture
def copied(bench):
    """Asha's laptop, and a second one to which all its files were copied."""
    return bench.open("asha"), bench.open("copied", files_of="asha"), bench.open("ben")


def test_a_cloned_laptop_goes_on_under_a_name_of_its_own_and_no_branch_is_lost(copied, bench):
    asha, clone, ben = copied
    says(asha, bench.record, "By the one")
    says(clone, bench.record, "By the other")
    sync_now(asha)

    sync_now(clone)

    all_say_the_same(ben, asha, clone)
    assert versions(ben, bench.record) == {"By the one", "By the other"}
    assert device_of(asha) != device_of(clone)
    for app, words in ((asha, "One goes on"), (clone, "The other goes on")):
        says(app, bench.record, words)
        all_say_the_same(asha, clone, ben)
        assert versions(ben, bench.record) == {words}
    assert sent_twice(bench, ben) == []


def test_two_clones_that_send_before_they_hear_of_each_other_lose_nothing(copied, bench):
    asha, clone, ben = copied
    aside = bench.store.with_name("aside")
    shutil.copytree(bench.store, aside)
    says(asha, bench.record, "By the one")
    sync_now(asha)
    bench.store.rename(bench.store.with_name("one"))
    aside.rename(bench.store)
    says(clone, bench.record, "By the other")
    sync_now(clone)
    shutil.copytree(bench.store.with_name("one"), bench.store, dirs_exist_ok=True)

    sync_all(ben, asha, clone)

    for app in (asha, clone, ben):
        assert versions(app, bench.record) == {"By the one", "By the other"}
        assert state(app) == state(ben)
    settle(ben, clashes(ben)[0].id, "theirs")
    sync_all(ben, asha, clone)
    assert [clashes(app) for app in (asha, clone, ben)] == [()] * 3
    assert state(asha) == state(clone) == state(ben)


def test_a_restored_backup_goes_on_under_a_new_name_and_gets_its_lost_days_back(bench, tmp_path):
    asha, ben = bench.open_all("asha", "ben")
    copy = backup(asha.store, tmp_path / "backup")
    says(asha, bench.record, "Lost and sent")
    sync_now(asha)
    says(asha, bench.record, "Lost for good")
    before = asha.store.device
    asha.store.close()
    restore(asha.folder, copy, key=KEY)
    asha = bench.open("asha")
    assert asha.store.device != before
    says(asha, bench.record, "Written after")

    all_say_the_same(asha, ben)

    assert versions(ben, bench.record) == {"Lost and sent", "Written after"}
    says(asha, bench.record, "And on")
    all_say_the_same(asha, ben)
    assert versions(ben, bench.record) == {"And on"}
    assert sent_twice(bench, ben) == []


@pytest.mark.parametrize("at_once", [False, True])
def test_a_backup_put_back_by_hand_loses_no_branch(bench, tmp_path, at_once):
    asha, ben = bench.open_all("asha", "ben")
    backup(asha.store, tmp_path / "backup")
    says(asha, bench.record, "Lost and sent")
    sync_now(asha)
    asha.store.close()
    shutil.rmtree(asha.folder)
    shutil.copytree(tmp_path / "backup", asha.folder)
    asha = bench.open("asha")
    if at_once:  # before the laptop could hear of its lost days
        says(asha, bench.record, "Written after")

    sync_now(asha)
    if not at_once:
        says(asha, bench.record, "Written after")

    all_say_the_same(asha, ben)
    lost = {"Lost and sent"} if at_once else set()
    assert versions(ben, bench.record) == {"Written after", *lost}
    assert sent_twice(bench, ben) == []


def test_two_syncs_at_once_on_one_laptop_send_and_take_in_everything_once(bench):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "By Asha", "summary")
    says(ben, bench.record, "By Ben")
    sync_now(ben)
    with ThreadPoolExecutor(4) as threads:
        for running in [threads.submit(sync_now, asha) for _ in range(4)]:
            running.result()

    all_say_the_same(asha, ben)

    assert sent_twice(bench, ben) == []
    assert answers_at(asha, bench.record) == "By Ben"
    assert answers_at(ben, bench.record, "summary") == "By Asha"


def test_two_windows_of_the_program_on_one_folder_sync_one_after_the_other(bench):
    asha, ben = bench.open_all("asha", "ben")
    window = bench.open("asha")
    says(asha, bench.record, "In one window")
    says(window, bench.record, "In the other", "summary")
    with ThreadPoolExecutor(2) as threads:
        for running in [threads.submit(sync_now, app) for app in (asha, window)]:
            running.result()

    all_say_the_same(asha, window, ben)

    assert answers_at(ben, bench.record) == "In one window"
    assert answers_at(ben, bench.record, "summary") == "In the other"
    assert sent_twice(bench, ben) == []
