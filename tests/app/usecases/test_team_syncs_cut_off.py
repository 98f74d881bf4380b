"""A sync that is stopped, or fails, anywhere: the next one ends it; nothing is lost or twice."""

from __future__ import annotations

import contextlib
import errno
import os
import threading

import pytest

from app import sync
from app.domain.team import TeamRole
from app.errors import DiskFullError, FullError, OfflineError, StoppedError, TeamStoreError
from app.storage import UnitOfWork
from app.sync.stores.folder import FolderStore
from app.sync.stores.team_store import Listing
from app.usecases import sync_sending, taken
from app.usecases.sync import sync_now, sync_standing
from app.usecases.team import invite, join_team
from tests.builders_sharing import a_colleague
from tests.builders_synced import answers_at, says, sent_twice, state
from tests.builders_teams import sync_all

pytestmark = pytest.mark.usefixtures("cheap_codes")


class Wrapped:
    """A team's store in which a call does something else."""

    def __init__(self, store, **calls):
        self._store, self._calls = store, calls

    def __getattr__(self, name):
        found = getattr(self._store, name)
        instead = self._calls.get(name)
        return found if instead is None else lambda *given: instead(found, *given)


@pytest.fixture
def wrap(monkeypatch):
    """`wrap(put_new=...)` has every store opened from now on call that with its own call first."""
    opened = sync.open_team_store

    def do(**calls):
        monkeypatch.setattr(
            "app.sync.open_team_store", lambda url, secret: Wrapped(opened(url, secret), **calls)
        )

    return do


def test_a_crash_between_put_and_acknowledgement_sends_the_same_bytes_again(bench, wrap):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Once")
    put = []

    def crash(put_new, name, content):
        put_new(name, content)
        put.append((name, content))
        raise OfflineError("The line broke. Nothing is lost.")

    wrap(put_new=crash)
    with pytest.raises(OfflineError):
        sync_now(asha)
    assert sync_standing(asha).waiting == 1

    def note(put_new, name, content):
        put.append((name, content))
        put_new(name, content)

    wrap(put_new=note)
    assert sync_now(asha).value.sent == 1

    assert put[0] == put[1]
    sync_now(ben)
    assert answers_at(ben, bench.record) == "Once"
    assert sent_twice(bench, asha) == []


def test_a_crash_in_the_middle_of_applying_takes_in_the_rest_later(bench, monkeypatch):
    monkeypatch.setattr("app.usecases.sync_taking.MOST_CHANGES", 1)
    asha, ben = bench.open_all("asha", "ben")
    for number in range(4):
        says(asha, bench.record, f"Version {number}")
        sync_now(asha)
    receive, left = UnitOfWork.receive, iter(range(2))

    def crash(work, changes):
        received = receive(work, changes)
        if next(left, None) is None:
            raise DiskFullError("The disk is full. Nothing was half written.")
        return received

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "receive", crash)
        with pytest.raises(DiskFullError):
            sync_now(ben)
    assert answers_at(ben, bench.record) == "Version 1"

    assert sync_now(ben).value.received == 2

    assert state(ben) == state(asha)


def stop_at(step):
    """A report that presses stop at its call of that number, and counts its calls."""
    told = []

    def report(_done, _total, words=""):
        told.append(words)
        if len(told) == step:
            raise StoppedError("Stopped. Nothing is half done.")

    return report, told


def test_a_first_sync_that_was_stopped_anywhere_is_resumed_and_nothing_comes_twice(bench, tmp_path):
    asha = bench.open("asha")
    for number in range(3):
        says(asha, bench.record, f"Version {number}")
        sync_now(asha)
    dora = a_colleague(tmp_path / "dora")
    invited = invite(asha, TeamRole.MANAGER, tmp_path / "dora.vbinvite").value
    with pytest.raises(StoppedError):
        join_team(dora, invited.path, invited.code, stop_at(1)[0], url=bench.store.as_uri())
    sync_now(asha)  # which grants what the newcomer may read
    for step in range(2, 50):
        report, told = stop_at(step)
        with contextlib.suppress(StoppedError):
            sync_now(dora, report)
        if len(told) < step:
            break
    assert step > 5

    sync_all(asha, dora)

    assert state(dora) == state(asha)
    assert sent_twice(bench, asha) == []
    assert sync_standing(dora).waiting == 0
    dora.store.close()


def test_a_sync_that_is_stopped_at_any_step_is_ended_by_the_next(bench):
    asha, ben = bench.open_all("asha", "ben")
    for step in range(1, 50):
        report, told = stop_at(step)
        says(asha, bench.record, f"Step {step}")
        says(ben, bench.record, f"Other {step}", "summary")
        sync_now(ben)
        try:
            sync_now(asha, report)
        except StoppedError:
            sync_now(asha)
        sync_now(ben)
        assert state(asha) == state(ben)
        if len(told) < step:
            break
    assert step > 3
    assert sent_twice(bench, asha) == []


def test_a_listing_that_is_stale_loses_nothing_and_sends_nothing_else(bench, wrap):
    asha, ben = bench.open_all("asha", "ben")
    old = {}

    def stale(listing, stream, mark=""):
        fresh = listing(stream, mark)
        shown, old[stream] = old.get(stream, fresh), fresh
        return shown

    wrap(list=stale)
    for number in range(3):
        says(asha, bench.record, f"Version {number}")
        says(ben, bench.record, f"Other {number}", "summary")
        sync_now(asha)
        sync_now(ben)
    for _time in range(3):
        sync_all(asha, ben)

    assert state(asha) == state(ben)
    assert answers_at(ben, bench.record) == "Version 2"
    assert sent_twice(bench, asha) == []
    assert [sync_now(app).value.sent_again for app in (asha, ben)] == [0, 0]


def test_a_name_that_is_listed_before_its_file_can_be_read_is_late_and_no_failure(bench, wrap):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "On its way")
    sync_now(asha)
    path = bench.newest(asha)
    name = str(path.relative_to(bench.store))
    content = path.read_bytes()
    path.unlink()

    def early(listing, stream, mark=""):
        found = listing(stream, mark)
        named = (name,) if name.startswith(f"{stream}/") else ()
        return Listing(tuple(sorted({*found.names, *named})), found.mark)

    wrap(list=early)
    result = sync_now(ben).value
    assert (result.received, result.late) == (0, 1)
    path.write_bytes(content)
    assert sync_now(ben).value.received == 1


def test_a_read_that_hangs_is_given_up_and_the_next_sync_goes_on(bench, monkeypatch):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "After the hang")
    sync_now(asha)
    content_of, over = FolderStore._read, threading.Event()

    def hang(self, name, go_on):
        if name.endswith(".seg"):
            over.wait(20)
        return content_of(self, name, go_on)

    opened = sync.open_team_store
    with monkeypatch.context() as patch:
        patch.setattr(FolderStore, "_read", hang)
        patch.setattr(
            "app.sync.open_team_store",
            lambda url, secret: opened(url, secret, time_limit=0.2),
        )
        with pytest.raises(OfflineError, match="on this laptop"):
            sync_now(ben)
    over.set()

    assert sync_standing(ben).trouble
    assert sync_now(ben).value.received == 1


@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EDQUOT])
def test_a_store_without_room_takes_nothing_and_everything_goes_once_there_is_room(
    bench, monkeypatch, why
):
    asha, ben = bench.open_all("asha", "ben")
    says(asha, bench.record, "Much to say")
    before = set(bench.store.rglob("*"))

    def full(*_):
        raise OSError(why, os.strerror(why))

    with monkeypatch.context() as patch:
        patch.setattr("app.sync.stores.folder.os.write", full)
        with pytest.raises(FullError, match="safe"):
            sync_now(asha)
    assert sync_standing(asha).waiting == 1
    assert {path for path in bench.store.rglob("*") if path.is_file()} <= before

    assert sync_now(asha).value.sent == 1

    sync_now(ben)
    assert answers_at(ben, bench.record) == "Much to say"


def test_much_that_waits_goes_in_several_segments_and_comes_whole(bench, monkeypatch):
    monkeypatch.setattr(sync_sending, "MOST_CHANGES", 7)
    monkeypatch.setattr(taken, "MOST_TOLD", 5)
    asha, ben = bench.open_all("asha", "ben")
    before = len(bench.of(asha))
    for number in range(40):
        says(asha, bench.record, f"Answer {number}", f"question_{number}")

    assert sync_now(asha).value.sent == 40

    assert len(bench.of(asha)) - before == 6
    assert sync_now(ben).value.received == 40
    assert state(ben) == state(asha)


def test_whatever_fails_is_in_words_and_in_the_history(bench, wrap):
    asha = bench.open("asha")
    for error in (OfflineError, FullError):

        def fail(_listing, *_given, error=error):
            raise error("It failed. What is on this laptop is safe.")

        wrap(list=fail)
        with pytest.raises(TeamStoreError):
            sync_now(asha)
        assert sync_standing(asha).trouble == "It failed. What is on this laptop is safe."
