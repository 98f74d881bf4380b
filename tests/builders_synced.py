"""A team of three that was made once and is opened from copies; what its laptops hold, and forgery.

Asha, Ben and Cleo are managers, so each reads every school. Asha holds Alderbrook Primary School
(900001) and has begun a record of a first visit there; all three have all of it.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from app import sync
from app.bootstrap import open_with_key
from app.domain.changes import Change, Head, Stamp
from app.domain.phrases import LearnedWord, Phrase
from app.domain.records import PassedOn, Record
from app.domain.team import TeamRole
from app.parts import App
from app.storage import (
    keep_team,
    last_place,
    scope_keys_kept,
)
from app.storage.kinds import KINDS
from app.usecases.answering import answer
from app.usecases.at_hand import team_kept
from app.usecases.people import introduce
from app.usecases.records import start_record
from app.usecases.roster import roster_of
from app.usecases.scope_keys import keys_of
from tests.builders import KEY, StillClock, with_school
from tests.builders_teams import let_in, made_team, sync_all

URN = 900001
SCOPE = f"school:{URN}"
PEOPLE = {"asha": "Sample Adviser", "ben": "Second Adviser", "cleo": "Third Adviser"}
_OF_ONE = (LearnedWord, PassedOn, Phrase)


@dataclass(frozen=True)
class MadeTeam:
    """The folder with the laptops and the store of the team that is copied."""

    folder: Path
    record: str
    definitions: Mapping[tuple[str, str], object] = field(repr=False)


def make_the_team(folder: Path, names: Sequence[str] = tuple(PEOPLE)) -> MadeTeam:
    """The team that is copied; takes some seconds."""
    apps = [_new(folder / name, PEOPLE[name]) for name in names]
    asha, *others = apps
    with_school(asha)
    made_team(asha, folder / "store")
    for app in others:
        let_in(asha, app, folder, TeamRole.MANAGER)
    record = start_record(asha, URN, "visit_1").value.record.id
    answer(asha, record, "purpose", "Look at fractions")
    sync_all(*apps)
    for app in apps:
        app.store.close()
    return MadeTeam(folder, record, dict(asha.definitions))


def _new(folder: Path, words: str) -> App:
    app = open_with_key(folder, KEY, clock=StillClock())
    return introduce(app, name=words, role="sle", email="adviser@westmarch.example")


class Bench:
    """A copy of the team to work on; each laptop is copied when it is first opened."""

    def __init__(self, made: MadeTeam, folder: Path) -> None:
        self.record, self.folder, self.store = made.record, folder, folder / "store"
        self._made = made
        self._open: list[App] = []
        if not self.store.exists():
            shutil.copytree(made.folder / "store", self.store)

    def at(self, folder: Path) -> Bench:
        """The bench whose files were copied to that folder."""
        return Bench(self._made, folder)

    def open(
        self,
        name: str,
        clock: Callable[[], datetime] | None = None,
        *,
        files_of: str = "",
    ) -> App:
        """One laptop, open; `files_of` says whose files were copied to it, if not its own."""
        place = self.folder / name
        if not place.exists():
            shutil.copytree(self._made.folder / (files_of or name), place)
        app = open_with_key(place, KEY, clock=clock or StillClock())
        app = replace(app, definitions=dict(self._made.definitions))  # type: ignore[arg-type]  # forms
        move_store(app, self.store)
        self._open.append(app)
        return app

    def open_all(self, *names: str, clock: Callable[[], datetime] | None = None) -> list[App]:
        """Several laptops with one clock."""
        return [self.open(name, clock) for name in names]

    def close(self) -> None:
        """Close every laptop."""
        for app in self._open:
            app.store.close()

    def segments(self, scope: str = SCOPE, device: str = "*") -> list[Path]:
        """The segments of a scope in the store, by device and number."""
        return sorted(self.store.glob(f"v1/{self.tag(scope)}/{device}/*.seg"))

    def of(self, app: App, scope: str = SCOPE) -> list[Path]:
        """The segments of a scope that a laptop wrote under the name it has now."""
        with app.store.reading() as reader:
            return self.segments(scope, reader.device)

    def newest(self, app: App, scope: str = SCOPE) -> Path:
        """The last segment that a laptop wrote."""
        return self.of(app, scope)[-1]

    def tag(self, scope: str = SCOPE) -> str:
        """What a scope is called in the store."""
        app = self._open[-1]
        with app.store.reading() as reader:
            return sync.scope_tag(team_kept(reader).team_secret, scope)


def move_store(app: App, store: Path | str) -> None:
    """Have a laptop find the team's store elsewhere."""
    url = store if isinstance(store, str) else store.as_uri()
    with app.store.unit_of_work() as work:
        keep_team(work, replace(team_kept(work), url=url))
        work.commit()


def says(app: App, record: str, words: str, name: str = "purpose") -> None:
    """Answer a question of a record, whoever's it is."""
    with app.store.unit_of_work() as work:
        kept = work.answers(record)
        ref = next((ref for ref in kept if ref.endswith(f"/{name}")), f"/data/about/{name}")
        work.save_answers(work.get(Record, record), {ref: words}, work.seen)
        work.commit()


def answers_at(app: App, record: str, name: str = "purpose") -> str:
    """What a laptop shows as the answer to a question."""
    with app.store.reading() as reader:
        kept = reader.answers(record)
    return next((words for ref, words in kept.items() if ref.endswith(f"/{name}")), "")


def state(app: App) -> dict[object, object]:
    """Everything that a laptop holds and others may have: rows, answers, clashes."""
    with app.store.reading() as reader:
        found: dict[object, object] = {}
        for kind in KINDS:
            if kind not in _OF_ONE:
                found[kind.__name__] = sorted(map(repr, reader.find(kind)))
        for record in reader.find(Record):
            found[record.id] = dict(reader.answers(record.id))
        found["clashes"] = sorted(
            (clash.kind, clash.id, clash.field, *(repr(head.value) for head in clash.heads))
            for clash in reader.all_clashes()
        )
        return found


def changes_in(app: App, scope: str = SCOPE) -> dict[Head, Change]:
    """The changes of a scope in a laptop's log."""
    with app.store.reading() as reader:
        return {each.head: each for each in reader.changes() if each.scope == scope}


def sent_twice(bench: Bench, app: App) -> list[Head]:
    """Changes that are in more than one segment of the store, in any scope that `app` reads."""
    counted: Counter[Head] = Counter()
    for changes in opened_segments(bench, app):
        counted.update(change.head for change in changes)
    return [head for head, times in counted.items() if times > 1]


def opened_segments(bench: Bench, app: App) -> Iterator[Sequence[Change]]:
    """What is in each segment of the store that `app` can read."""
    with app.store.reading() as reader:
        team = team_kept(reader)
        roster = roster_of(reader, team)
        scopes = {key.scope for key in scope_keys_kept(reader)}
        keys = {scope: keys_of(reader, scope) for scope in scopes}
    for scope in scopes:
        for path in bench.segments(scope):
            content = path.read_bytes()
            header = sync.read_header(content)
            name = sync.read_name(str(path.relative_to(bench.store)))
            assert name is not None
            yield sync.open_segment(
                name,
                content,
                team=team.id,
                scope=scope,
                previous=header.previous,
                keys=keys[scope],
                verify_key_of=roster.verify_key_of,
                was=roster.was(header.signer),
            )


def a_change(app: App, name: str, value: str | int, **more: object) -> Change:
    """A change of the school's row under this laptop's name, with a number nobody has."""
    with app.store.reading() as reader:
        device = reader.device
    usual = {"scope": SCOPE, "kind": "school", "id": str(URN), "by": app.me}
    stamp = Stamp(int(app.clock().timestamp() * 1000), 0)
    plain = {**usual, "field": name, "value": value, "stamp": stamp, "head": Head(device, 90_001)}
    return Change(**{**plain, **more})  # type: ignore[arg-type]  # as the test says


@dataclass(frozen=True)
class Forger:
    """Writes a segment as a laptop of the team could that has another program."""

    app: App
    bench: Bench
    keys: sync.LaptopKeys
    nonce: bytes
    team: str

    def place(self, scope: str = SCOPE, **other: object) -> sync.SegmentPlace:
        """The place after the laptop's last segment, or another one."""
        tag = self.bench.tag(scope)
        with self.app.store.reading() as reader:
            last = last_place(reader, tag, reader.device)
            plain: dict[str, object] = {
                "team": self.team,
                "scope": tag,
                "device": reader.device,
                "device_nonce": self.nonce,
                "seq": last.seq + 1,
                "previous": last.hash,
            }
        return sync.SegmentPlace(**{**plain, **other})  # type: ignore[arg-type]  # as the test says

    def key(self, scope: str = SCOPE) -> sync.ScopeKey:
        """The scope's key to write with."""
        with self.app.store.reading() as reader:
            return keys_of(reader, scope)[0]

    def lay(self, name: object, content: bytes) -> Path:
        """Put a file into the store."""
        path = self.bench.store / str(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def sends(self, *changes: Change, scope: str = SCOPE) -> Path:
        """Put a segment with these changes into the store."""
        sealed = sync.seal_segment(self.place(scope), changes, self.key(scope), self.keys)
        return self.lay(sealed.name, sealed.content)


def forger(app: App, bench: Bench) -> Forger:
    """A laptop of the team that does as it likes."""
    with app.store.reading() as reader:
        team = team_kept(reader)
    keys = sync.laptop_keys_from_bytes(team.laptop_keys)
    return Forger(app, bench, keys, team.device_nonce, team.id)
