"""A team's store that is emptied, not mounted, another's, or put back to an earlier day."""

from __future__ import annotations

import shutil

import pytest

from app.errors import TeamStoreError, WrongStoreError
from app.usecases.sync import sync_now, sync_standing
from tests.builders_synced import (
    PEOPLE,
    answers_at,
    changes_in,
    move_store,
    says,
    sent_twice,
    state,
)
from tests.builders_teams import sync_all


def emptied(store):
    """All of it went, the folder stayed."""
    store.mkdir()


def half_emptied(store):
    """The folder of files is there, and nothing is in it."""
    (store / "v1").mkdir(parents=True)


def unmounted(store):
    """There is no such folder."""


def anothers(store):
    """Another team's files are there."""
    shutil.copytree(store.with_name("another"), store)


@pytest.fixture
def another(bench):
    """Another team's store beside ours."""
    from tests.builders_sharing import a_colleague
    from tests.builders_teams import made_team

    app = a_colleague(bench.folder / "stranger")
    made_team(app, bench.store.with_name("another"))
    app.store.close()


@pytest.mark.parametrize("loss", [emptied, half_emptied, unmounted, anothers])
def test_a_store_that_is_emptied_unmounted_or_anothers_is_refused_and_nothing_is_lost(
    bench, another, loss
):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Unsent")
    before, log = state(asha), changes_in(asha)
    aside = bench.store.rename(bench.store.with_name("aside"))
    loss(bench.store)

    for _try in range(2):
        with pytest.raises(WrongStoreError, match="on this laptop"):
            sync_now(asha)

    assert (state(asha), changes_in(asha)) == (before, log)
    assert sync_standing(asha).trouble
    assert not [path for path in bench.store.rglob("*.seg") if loss is not anothers]
    shutil.rmtree(bench.store, ignore_errors=True)
    aside.rename(bench.store)
    assert sync_now(asha).value.sent == 1
    sync_now(ben)
    assert answers_at(ben, bench.record) == "Unsent"
    assert sync_standing(asha).trouble == ""


def test_a_store_that_goes_away_in_the_middle_of_a_sync_is_refused(bench):
    asha = bench.open("asha")
    says(asha, bench.record, "Unsent")
    aside = bench.store.with_name("aside")

    def stick_is_pulled(_done, _total, words):
        if words.startswith("Sending"):
            bench.store.rename(aside)

    with pytest.raises(TeamStoreError, match="on this laptop"):
        sync_now(asha, stick_is_pulled)

    aside.rename(bench.store)
    assert sync_now(asha).value.sent == 1


def test_a_store_that_was_rolled_back_is_filled_again_by_those_who_wrote_there(bench):
    asha, ben = bench.open_all("asha", "ben")
    old = bench.folder / "old"
    shutil.copytree(bench.store, old)
    for app, words in ((asha, "One"), (ben, "Two"), (asha, "Three")):
        says(app, bench.record, words)
        sync_now(app)
    sync_all(asha, ben)
    whole = {path.relative_to(bench.store) for path in bench.store.rglob("*.seg")}
    shutil.rmtree(bench.store)
    shutil.copytree(old, bench.store)

    sync_all(ben, asha)

    assert {path.relative_to(bench.store) for path in bench.store.rglob("*.seg")} == whole
    cleo = bench.open("cleo")
    sync_all(cleo, asha, ben)
    assert state(cleo) == state(asha) == state(ben)
    assert answers_at(cleo, bench.record) == "Three"
    assert sent_twice(bench, asha) == []


def test_a_store_that_was_rolled_back_to_its_first_day_comes_back_whole(bench):
    apps = bench.open_all(*PEOPLE)
    before = state(apps[0])
    for path in bench.store.rglob("*.seg"):
        path.unlink()

    sync_all(*apps)

    asha, *others = apps
    assert all(state(app) == state(asha) == before for app in others)
    says(asha, bench.record, "After")
    sync_all(*apps)
    assert {answers_at(app, bench.record) for app in apps} == {"After"}
    assert sent_twice(bench, asha) == []


def test_a_store_that_moved_is_told_by_what_is_in_it_and_not_by_where_it_is(bench):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Before the move")
    sync_now(asha)
    moved = bench.store.rename(bench.store.with_name("moved"))
    for app in (asha, ben):
        move_store(app, moved)

    sync_all(asha, ben)

    assert answers_at(ben, bench.record) == "Before the move"
