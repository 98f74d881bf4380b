"""Syncing by itself: when it is done, what is said of it, and that nothing waits for it."""

from __future__ import annotations

import shutil
import threading
import time

import pytest

from app.bootstrap import open_with_key
from app.errors import StoppedError
from app.settings import SYNC_MINUTES
from app.usecases.own_settings import keep_setting
from app.usecases.people import introduce
from app.usecases.phrases import add_starter_phrases
from app.usecases.schools import hand_over
from app.usecases.sync import sync_now, sync_standing
from tests.builders import KEY, StillClock, an_app, with_school
from tests.builders_sharing import a_colleague
from tests.builders_synced import URN
from tests.builders_teams import let_in, made_team
from ui.syncing import LONGEST_WAIT, MINUTE, Syncing
from ui.tasks import Lanes


@pytest.fixture
def app(tmp_path):
    """A laptop that made a team."""
    program = open_with_key(tmp_path / "data", KEY, clock=StillClock())
    program = introduce(program, name="Sample Adviser", role="sle", email="a@westmarch.example")
    made_team(program, tmp_path / "team")
    yield program
    program.store.close()


@pytest.fixture
def lanes(qapp):
    failures = []
    made = Lanes(failures.append)
    yield made
    made.close()
    assert failures == []


@pytest.fixture
def syncing(app, lanes):
    return Syncing(app, lanes)


@pytest.fixture
def told(syncing):
    """What was said, as it was said."""
    said = []
    syncing.told.connect(lambda kind, words, _acts: said.append((kind, words)))
    syncing.failed.connect(lambda error: said.append(("late", str(error))))
    return said


def rest(qtbot, syncing, lanes):
    qtbot.waitUntil(lambda: not syncing.running and not lanes.busy)


def test_it_syncs_by_itself_at_the_start_without_a_word_and_plans_the_next(
    qtbot, app, syncing, lanes, told
):
    add_starter_phrases(app)
    with qtbot.waitSignal(syncing.ended):
        syncing.begin()
    rest(qtbot, syncing, lanes)
    assert sync_standing(app).waiting == 0
    assert told == []
    assert syncing._next.remainingTime() > 14 * MINUTE


def test_by_hand_means_that_it_does_nothing_by_itself(qtbot, app, syncing, lanes):
    add_starter_phrases(app)
    keep_setting(app, SYNC_MINUTES, 0)
    with qtbot.waitSignal(syncing.changed):
        syncing.begin()
    rest(qtbot, syncing, lanes)
    assert sync_standing(app).waiting > 0
    assert not syncing._next.isActive()


def test_what_goes_wrong_by_itself_is_said_once_and_tried_after_longer_and_longer(
    qtbot, app, syncing, lanes, told, tmp_path
):
    shutil.rmtree(tmp_path / "team")
    waits = []
    syncing.look()
    rest(qtbot, syncing, lanes)
    for _try in range(4):
        syncing._by_itself()
        rest(qtbot, syncing, lanes)
        waits.append(round(syncing._next.remainingTime() / MINUTE))
    assert waits == [30, 60, 60, 60] == sorted(waits)
    assert max(waits) <= LONGEST_WAIT
    assert len(told) <= 1


def test_changes_of_every_kind_are_counted_soon_and_once(qtbot, app, syncing, lanes):
    looks = []
    syncing.changed.connect(looks.append)
    add_starter_phrases(app)
    for _change in range(20):
        syncing.look_soon()
    qtbot.waitUntil(lambda: len(looks) == 1)
    rest(qtbot, syncing, lanes)
    assert len(looks) == 1
    assert looks[0].waiting > 0


def test_the_store_lane_goes_on_while_the_team_s_store_keeps_one_waiting(qtbot, syncing, lanes):
    free = threading.Event()
    done = []
    syncing.work(lambda _progress: free.wait(20), done=done.append, failed=done.append)
    kept = []
    lanes.run(lambda: "kept", done=kept.append)
    slow = lanes.slow(lambda _progress: "drawn")
    slow.done.connect(kept.append)
    slow.start()
    qtbot.waitUntil(lambda: sorted(kept) == ["drawn", "kept"])
    assert done == []
    assert syncing.running
    free.set()
    qtbot.waitUntil(lambda: done == [True])
    rest(qtbot, syncing, lanes)


def test_stopping_says_that_the_next_sync_goes_on(qtbot, app, syncing, lanes, told):
    begun, free = threading.Event(), threading.Event()

    def first(_progress):
        begun.set()
        free.wait(20)

    lanes.sync(first).start()
    assert begun.wait(20)
    syncing.sync_now()
    syncing.stop()
    free.set()
    qtbot.waitUntil(lambda: told != [])
    rest(qtbot, syncing, lanes)
    assert told[0][0] == "info"


def test_closing_does_not_wait_for_a_store_that_hangs_and_nothing_is_written_after_it(
    qtbot, app, qapp
):
    lanes = Lanes(lambda _error: None)
    syncing = Syncing(app, lanes)
    begun, free, ended = threading.Event(), threading.Event(), []

    def hangs(_progress):
        begun.set()
        free.wait(60)
        try:
            add_starter_phrases(app)
        except StoppedError as error:
            ended.append(str(error))
            raise

    syncing.work(hangs, done=ended.append, failed=ended.append)
    assert begun.wait(20)
    before = time.monotonic()
    lanes.close()
    assert time.monotonic() - before < 20
    app.store.close()
    free.set()
    qtbot.waitUntil(lambda: ended != [])
    assert ended == ["The data folder is closed. Nothing more was changed."]


@pytest.mark.usefixtures("cheap_codes")
def test_pages_read_everything_anew_once_a_school_left(qtbot, lanes, tmp_path):
    manager = a_colleague(tmp_path / "manager")
    adviser = an_app(tmp_path / "adviser")
    with_school(adviser)
    made_team(manager, tmp_path / "shared")
    let_in(manager, adviser, tmp_path)
    hand_over(manager, URN, manager.me)
    sync_now(manager)
    heard = []
    syncing = Syncing(adviser, lanes)
    syncing.wrote.connect(heard.append)

    with qtbot.waitSignal(syncing.ended):
        syncing.sync_now()
    rest(qtbot, syncing, lanes)

    assert heard == [()]
    for each in (manager, adviser):
        each.store.close()
