"""A laptop of a team whose files were put back by hand, or copied to a second laptop."""

from __future__ import annotations

import shutil

import pytest

from app.bootstrap import open_with_key
from app.domain.actions import Action
from app.usecases.sync import sync_now
from tests.builders import KEY
from tests.builders_sync import a_synced_team, carry_all


@pytest.fixture
def team(tmp_path):
    laptops = a_synced_team(tmp_path)
    yield laptops
    for laptop in laptops:
        laptop.store.close()


def enter(laptop, id_, what):
    with laptop.store.unit_of_work() as work:
        work.save(Action(id_, 900001, "r1", 1, "S-V1-A1", what))
        work.commit()


def actions(laptop):
    with laptop.store.reading() as reader:
        return {action.id: action.what for action in reader.find(Action)}


def sync_all(laptops):
    for _ in range(3):
        for laptop in laptops:
            result = sync_now(laptop.app).value
            assert (result.refused, result.waiting) == (0, 0)
            carry_all(laptops)


def with_files_of(laptop, folder):
    """The laptop after its data folder was taken from a copy, without the program's knowing."""
    laptop.store.close()
    shutil.rmtree(laptop.app.folder)
    shutil.copytree(folder, laptop.app.folder)
    laptop.app = open_with_key(laptop.app.folder, KEY, clock=laptop.clock)


def copied(laptop, folder):
    """A copy of the data folder, whole: the program is closed while it is made."""
    laptop.store.close()
    shutil.copytree(laptop.app.folder, folder)
    laptop.app = open_with_key(laptop.app.folder, KEY, clock=laptop.clock)
    return folder


def test_a_backup_put_back_by_hand_loses_neither_what_was_sent_nor_what_is_new(team, tmp_path):
    first = team[0]
    enter(first, "a1", "Plan together")
    sync_all(team)
    backup = copied(first, tmp_path / "backup")
    enter(first, "a2", "Entered after the backup")
    enter(first, "a1", "Plan weekly")
    sync_all(team)

    with_files_of(first, backup)
    enter(first, "a3", "Entered since it was put back")
    sync_all(team)

    everything = {
        "a1": "Plan weekly",
        "a2": "Entered after the backup",
        "a3": "Entered since it was put back",
    }
    assert [actions(laptop) for laptop in team] == [everything] * 3


def test_what_the_lost_life_had_not_sent_never_hides_what_is_entered_now(team, tmp_path):
    """The same number has two contents: one that was sent, and one of the life that goes on."""
    first, second, _ = team
    enter(first, "a1", "Plan together")
    sync_all(team)
    backup = copied(first, tmp_path / "backup")
    enter(first, "a1", "Daily")
    sync_all(team)
    enter(second, "a1", "Daily, by the deputy")
    sync_all(team)

    with_files_of(first, backup)
    enter(first, "a1", "Weekly")
    sync_all(team)

    for laptop in team:
        with laptop.store.reading() as reader:
            heads = reader.heads("action", "a1", "what")
            assert {head.value for head in heads} == {"Daily, by the deputy", "Weekly"}
