"""Syncs until killed at one step after another, and looks each time whether anything was lost.

Run as a program, `killing_syncs.py FOLDER sync|join FIRST EVERY`: it forks a child for each round,
so that a round costs no new imports. The child syncs two laptops in turn, or has a third one join,
and is killed just before its first, second, third ... step: each call of the team's store and each
commit is one. The parent then has all laptops sync to the end, and compares them with laptops that
were never killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from app import sync
from app.bootstrap import open_with_key
from app.domain.photos import Photo
from app.domain.pupils import FocusPupil
from app.domain.team import TeamRole
from app.parts import App
from app.storage import UnitOfWork
from app.sync.stores import in_time
from app.usecases import compacting
from app.usecases.photos import picture_of
from app.usecases.sync import sync_now
from app.usecases.team import invite, join_team, team_here
from app.vault import Cost, sharing_code
from tests.builders import KEY, NOW, StillClock, with_school
from tests.builders_photos import a_record_with_a_photo
from tests.builders_sharing import a_colleague, found
from tests.builders_synced import URN, Bench, make_the_team, says, sent_twice, state
from tests.builders_teams import sync_all

NAMES = ("asha", "ben")
CALLS = ("list", "get", "put_new", "remove")


class Steps:
    """Counts what a sync does, and kills this process before the step of a number."""

    def __init__(self, last: int) -> None:
        self.last, self.done = last, 0

    def step(self, *_: object) -> None:
        """Be killed here, or go on."""
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """Count each call of a store, and each commit, from now on."""
        opened, commit = sync.open_team_store, UnitOfWork.commit

        def open_watched(url: str, secret: str) -> Watched:
            return Watched(opened(url, secret), self.step)

        def commit_watched(work: UnitOfWork) -> object:
            self.step()
            return commit(work)

        sync.open_team_store = open_watched
        UnitOfWork.commit = commit_watched


class Watched:
    """A team's store that says each call before it is made."""

    def __init__(self, store: Any, step: Callable[..., None]) -> None:
        self._store, self._step = store, step

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._store, name)
        if name not in CALLS:
            return found

        def call(*given: object) -> object:
            self._step(name, *given)
            return found(*given)

        return call


def both_sync(bench: Bench) -> None:
    """What is cut off: both send and take in; a week later a snapshot takes its segments' place."""
    later = StillClock(NOW + timedelta(days=8))
    for name, clock in (*((n, None) for n in NAMES), *((n, later) for n in (*NAMES, *NAMES))):
        sync_now(bench.open(name, clock))


def joins(bench: Bench) -> None:
    """What is cut off: a third laptop joins, is given the keys, and has everything."""
    asha = bench.open("asha")
    dora = dora_in_team(bench, asha)
    for app in (asha, dora):
        sync_now(app)


def dora_in_team(bench: Bench, other: App) -> App:
    """The laptop that joins, which `prepare` set up; it need not compile what `other` has."""
    dora = open_with_key(bench.folder / "dora", KEY, clock=StillClock())
    dora = replace(dora, definitions=other.definitions)
    if team_here(dora) is None:
        code = (bench.folder / "code").read_text()
        join_team(dora, bench.folder / "dora.vbinvite", code, url=bench.store.as_uri())
    return dora


def prepare(folder: Path) -> Bench:
    """Two laptops that have much to say, and one that is invited, in a folder to be copied."""
    made = make_the_team(folder / "made", NAMES)
    bench = Bench(made, folder / "ready")
    asha, ben = bench.open_all(*NAMES)
    invited = invite(asha, TeamRole.MANAGER, bench.folder / "dora.vbinvite").value
    (bench.folder / "code").write_text(invited.code)
    dora = a_colleague(bench.folder / "dora")
    with_school(dora, 900002, name="Birchwood Primary School")
    dora.store.close()
    a_record_with_a_photo(asha, width=64, height=48)
    for app, code in ((asha, "P07"), (ben, "P08")):
        says(app, bench.record, f"By {app.folder.name}")
        with app.store.unit_of_work() as work:
            work.save(FocusPupil(code.lower(), URN, code))
            work.commit()
    bench.close()
    return bench


def cut_off(ready: Bench, place: Path, act: Callable[[Bench], None], last: int) -> bool:
    """Whether `act` was killed at its step of that number, on a copy of what is ready."""
    shutil.copytree(ready.folder, place)
    child = os.fork()
    if child:
        _, ended = os.waitpid(child, 0)
        if not os.WIFSIGNALED(ended) and ended:
            raise SystemExit(f"step {last}: the child failed")
        return os.WIFSIGNALED(ended)
    in_time._idle.clear()  # whose threads are the parent's
    bench = ready.at(place)
    for name in NAMES:
        bench.open(name)
    Steps(last).watch()
    act(bench)
    os._exit(0)


def outcome(ready: Bench, place: Path, act: Callable[[Bench], None]) -> list[object]:
    """What all laptops come to once they sync to the end."""
    bench = ready.at(place)
    apps = bench.open_all(*(NAMES if act is both_sync else NAMES[:1]))
    if act is joins:
        apps.insert(0, dora_in_team(bench, apps[0]))
    results = sync_all(*apps)
    left = [(each.waiting, each.refused, each.late, each.sent_again) for each in results]
    photos = [len(picture_of(app, photo.id)) for app in apps for photo in found(app, Photo)]
    states = [state(app) for app in apps]
    twice = sent_twice(bench, apps[-1])
    bench.close()
    apps[0].store.close()
    return [left, photos, twice, *states]


def main() -> int:
    folder, act = Path(sys.argv[1]), {"sync": both_sync, "join": joins}[sys.argv[2]]
    first, every = int(sys.argv[3]), int(sys.argv[4])
    sharing_code.Cost = lambda: Cost(64, 1, 1)
    compacting.MANY_SEGMENTS = 3
    ready = prepare(folder)
    place = folder / "cut off"
    cut_off(ready, place, act, 0)
    whole = outcome(ready, place, act)
    for last in count(first, every):
        shutil.rmtree(place)
        if not cut_off(ready, place, act, last):
            sys.stdout.write(f"{last} is no step any more, nothing lost\n")
            return 0
        if outcome(ready, place, act) != whole:
            sys.stdout.write(f"killed before step {last}: it does not come to the same\n")
            return 1
    return 1


if __name__ == "__main__":
    sys.exit(main())
