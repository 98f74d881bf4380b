"""A team on three laptops, each with a folder of its own that a client keeps in step, or not yet.

Laptops seal, send and take in as the program does. Which files get from one folder to another, and
how, is up to the test: a client carries what it likes, in parts, twice, under other names.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import sync
from app.bootstrap import open_with_key
from app.domain.team import TeamRole
from app.storage import keep_team, kept_team
from app.usecases.at_hand import AtHand, open_store_of
from app.usecases.people import introduce
from app.usecases.roster import fetch_roster
from app.usecases.scope_keys import kept_key
from app.usecases.sync import sync_now
from app.usecases.sync_sending import seal_waiting, send_again, send_waiting
from app.usecases.sync_taking import Taken, take_scope
from app.usecases.team import create_team, invite, join_team
from tests.builders import KEY

SKEWS = (timedelta(0), timedelta(days=-4_000), timedelta(hours=9))


class SkewedClock:
    """Stands still unless it is told to move, and may be years away from the others."""

    def __init__(self, skew: timedelta) -> None:
        self.now = datetime(2026, 1, 20, 9, tzinfo=UTC) + skew

    def __call__(self) -> datetime:
        return self.now


class SyncedLaptop:
    """One laptop of the team; `folder` is what its client shows it of the team's store."""

    def __init__(self, root: Path, number: int) -> None:
        self.clock = SkewedClock(SKEWS[number])
        app = open_with_key(root / f"laptop{number}", KEY, clock=self.clock)
        self.app = introduce(app, name=f"Adviser {number}", role="sle")
        self.folder = root / f"folder{number}"
        self.folder.mkdir()
        self.at_hand: AtHand | None = None

    @property
    def store(self):
        return self.app.store

    def move_to_own_folder(self, folder: Path) -> None:
        """What lies in `folder` is there too, and the team's store is here from now on."""
        shutil.copytree(folder, self.folder, dirs_exist_ok=True)
        with self.store.unit_of_work() as work:
            keep_team(work, replace(kept_team(work), url=self.folder.as_uri()))
            work.commit()

    def learn_team(self) -> None:
        """Look once who is in the team."""
        team, store = open_store_of(self.app)
        keys = sync.laptop_keys_from_bytes(team.laptop_keys)
        self.at_hand = AtHand(team, keys, store, fetch_roster(self.app, team, store).roster)

    def send(self, scope: str, key: sync.ScopeKey) -> int:
        seal_waiting(self.app, self.at_hand, {scope: kept_key(scope, key)})
        return send_waiting(self.app, self.at_hand)

    def take(self, scope: str, key: sync.ScopeKey) -> Taken:
        """Take in what the folder has, and have sent again what has gone from it."""
        taken = Taken()
        take_scope(self.app, self.at_hand, scope, [key], taken)
        send_again(self.app, taken.lost)
        return taken

    def files(self, stream: str) -> dict[str, Path]:
        """The files of a stream by their names; copies under other names are not among them."""
        paths = (self.folder / "v1" / stream).rglob("*.seg")
        named = {path.relative_to(self.folder).as_posix(): path for path in paths}
        return {name: path for name, path in named.items() if sync.read_name(name)}

    def get(self, name: str, content: bytes) -> None:
        """The client puts a file there, whole or not."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def carry_all(laptops: list[SyncedLaptop], stream: str = "") -> None:
    """The clients are done: every folder has every file."""
    whole: dict[str, bytes] = {}
    for laptop in laptops:
        for name, path in laptop.files(stream).items():
            content = path.read_bytes()
            whole[name] = max(whole.get(name, b""), content, key=len)
    for laptop in laptops:
        for name, content in whole.items():
            laptop.get(name, content)


def a_synced_team(root: Path) -> list[SyncedLaptop]:
    """Three laptops that made and joined a team, and know of each other."""
    laptops = [SyncedLaptop(root, number) for number in range(3)]
    founder, *others = laptops
    create_team(founder.app, founder.folder.as_uri(), "", "Sample team")
    for number, laptop in enumerate(others):
        file = root / f"{number}.vbinvite"
        code = invite(founder.app, TeamRole.MANAGER, file).value.code
        join_team(laptop.app, file, code)
        laptop.move_to_own_folder(founder.folder)
    for _ in range(2):
        carry_all(laptops)
        for laptop in laptops:
            sync_now(laptop.app)
    for laptop in laptops:
        laptop.learn_team()
    return laptops
