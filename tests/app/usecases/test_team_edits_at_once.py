"""Several laptops change the same things at once, by clocks that are wrong: whole syncs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.pupils import FocusPupil
from app.errors import WrongStoreError
from app.usecases.pupils import add_pupil, change_pupil, remove_pupil
from app.usecases.sync import sync_now, sync_standing
from app.usecases.team_clashes import clashes, settle, settle_with
from tests.builders_sharing import found
from tests.builders_synced import PEOPLE, URN, answers_at, changes_in, says, state
from tests.builders_teams import LateClock, sync_all


def words_in_clash(app):
    (clash,) = clashes(app)
    return {version.words for version in clash.line.versions}


@pytest.mark.parametrize("names", [("asha", "ben"), ("asha", "ben", "cleo")])
def test_the_same_field_changed_on_two_or_three_laptops_is_a_clash_that_shows_all(bench, names):
    apps = bench.open_all(*names)
    for app in apps:
        says(app, bench.record, f"By {app.folder.name}")

    sync_all(*apps)

    for app in apps:
        assert words_in_clash(app) == {f"By {name}" for name in names}
        assert state(app) == state(apps[0])
    settle(apps[-1], clashes(apps[-1])[0].id, "both")
    sync_all(*apps)
    for app in apps:
        assert clashes(app) == ()
        assert set(answers_at(app, bench.record).split("\n\n")) == {f"By {n}" for n in names}


def test_the_same_thing_said_by_two_is_no_clash(bench):
    apps = bench.open_all("asha", "ben")
    for app in apps:
        says(app, bench.record, "Alike")
    sync_all(*apps)
    assert [clashes(app) for app in apps] == [(), ()]


def test_a_clash_settled_by_one_while_another_edits_on_keeps_the_new_edit(bench):
    asha, ben, cleo = bench.open_all(*PEOPLE)
    says(asha, bench.record, "Fractions")
    says(ben, bench.record, "Ratio")
    sync_all(asha, ben, cleo)
    settle(asha, clashes(asha)[0].id, "mine")
    says(ben, bench.record, "Ratio and proportion")

    sync_all(asha, ben, cleo)

    for app in (asha, ben, cleo):
        assert words_in_clash(app) == {"Fractions", "Ratio and proportion"}
        assert state(app) == state(asha)


def test_a_clash_settled_by_two_in_two_ways_is_a_clash_again(bench):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Fractions")
    says(ben, bench.record, "Ratio")
    sync_all(asha, ben)
    settle(asha, clashes(asha)[0].id, "mine")
    settle(ben, clashes(ben)[0].id, "mine")

    sync_all(asha, ben)

    assert words_in_clash(asha) == words_in_clash(ben) == {"Fractions", "Ratio"}


@pytest.fixture
def pupil(bench):
    """A focus pupil that all three know."""
    apps = bench.open_all(*PEOPLE)
    pupil = add_pupil(apps[0], FocusPupil("p1", URN, "P07")).value
    sync_all(*apps)
    return pupil, apps


def saves(app, thing):
    """Keep a thing, whoever's school it is of."""
    with app.store.unit_of_work() as work:
        work.save(thing)
        work.commit()


@pytest.mark.parametrize("first", [0, 1])
def test_an_edit_wins_against_a_deletion_that_had_not_seen_it_and_the_deletion_is_shown(
    pupil, first
):
    pupil, (asha, ben, cleo) = pupil
    remove_pupil(asha, pupil)
    saves(ben, replace(pupil, target="Ten times table"))

    sync_all(*((asha, ben) if first == 0 else (ben, asha)), cleo)

    for app in (asha, ben, cleo):
        assert [each.target for each in found(app, FocusPupil)] == ["Ten times table"]
        assert [clash.line.clash.field for clash in clashes(app)] == ["deleted"]
    (clash,) = clashes(cleo)
    gone = [at for at, version in enumerate(clash.line.versions) if version.value is True]
    settle_with(cleo, clash, gone[0])
    sync_all(asha, ben, cleo)
    assert [found(app, FocusPupil) for app in (asha, ben, cleo)] == [()] * 3
    assert [clashes(app) for app in (asha, ben, cleo)] == [()] * 3


def test_a_deletion_that_had_seen_every_edit_holds_everywhere(pupil):
    pupil, apps = pupil
    change_pupil(apps[0], replace(pupil, target="Ten times table"))
    sync_all(*apps)
    with apps[1].store.unit_of_work() as work:
        work.delete(pupil)
        work.commit()
    sync_all(*apps)
    assert [found(app, FocusPupil) for app in apps] == [()] * 3


YEARS = timedelta(days=700)


@pytest.mark.parametrize("wrong_by", [-YEARS, YEARS], ids=["slow", "fast"])
def test_a_clock_that_is_years_slow_or_fast_hides_no_later_words(bench, wrong_by):
    asha, ben = bench.open("asha", LateClock()), bench.open("ben", LateClock(wrong_by))
    for app, words in ((asha, "One"), (ben, "Two"), (asha, "Three"), (ben, "Four")):
        says(app, bench.record, words)
        sync_all(asha, ben)
        assert answers_at(asha, bench.record) == answers_at(ben, bench.record) == words
    assert clashes(asha) == clashes(ben) == ()
    assert state(asha) == state(ben)


def test_a_clock_that_jumps_ahead_and_back_loses_no_order(bench):
    clock = LateClock()
    asha, ben, cleo = bench.open("asha", clock), bench.open("ben"), bench.open("cleo")
    for jump, words in ((YEARS, "Ahead"), (-2 * YEARS, "Back"), (YEARS, "Right")):
        clock.now += jump
        says(asha, bench.record, words)
        sync_now(asha)
        sync_all(ben)
        assert answers_at(ben, bench.record) == words
    says(ben, bench.record, "By Ben")
    sync_all(ben, asha, cleo)
    assert {answers_at(app, bench.record) for app in (asha, ben, cleo)} == {"By Ben"}
    assert [clashes(app) for app in (asha, ben, cleo)] == [()] * 3


def test_the_last_sync_is_the_one_that_was_last_whatever_the_clock_said(bench):
    clock = LateClock()
    asha = bench.open("asha", clock)
    clock.now += YEARS
    aside = bench.store.rename(bench.store.with_name("aside"))
    with pytest.raises(WrongStoreError):
        sync_now(asha)
    aside.rename(bench.store)
    assert sync_standing(asha).trouble
    clock.now -= YEARS

    sync_now(asha)

    assert sync_standing(asha).trouble == ""
    assert sync_standing(asha).last <= clock.now


def test_two_edits_at_once_under_wrong_clocks_are_both_there_everywhere(bench):
    asha, ben = bench.open("asha", LateClock(YEARS)), bench.open("ben", LateClock(-YEARS))
    says(asha, bench.record, "From tomorrow")
    says(ben, bench.record, "From yesterday")
    sync_all(asha, ben)
    assert words_in_clash(asha) == words_in_clash(ben) == {"From tomorrow", "From yesterday"}
    assert changes_in(asha) == changes_in(ben)
