"""Who is in the team: what its laptops said is fetched, kept and read; this one says its part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app import sync
from app.domain.team import OwnSegment, StreamPlace, Team
from app.errors import NotThereError
from app.parts import App
from app.storage import (
    Reader,
    UnitOfWork,
    keep_own_segment,
    keep_places,
    keep_roster_segment,
    last_place,
    last_places,
    own_segments_kept,
    roster_segments_kept,
)
from app.usecases.at_hand import AtHand


def roster_of(reader: Reader, team: Team) -> sync.Roster:
    """Who is in the team, as far as this laptop knows."""
    return _read(team, roster_segments_kept(reader))[0]


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is in the team now, and the roster's files that were in the store and are no more."""

    roster: sync.Roster
    lost: tuple[str, ...]


def fetch_roster(app: App, team: Team, store: sync.TeamStore) -> Heard:
    """Who is in the team now: what is new in the roster is fetched, and kept where it opens."""
    with app.store.reading() as reader:
        kept = roster_segments_kept(reader)
        unsent = {segment.name for segment in own_segments_kept(reader, unsent=True)}
    listed = _listed(store)
    fresh = _fetched(store, [name for name in listed if name not in kept])
    roster, opened = _read(team, {**kept, **fresh})
    _keep(app, {name: fresh[name] for name in opened if name in fresh})
    return Heard(roster, tuple(kept.keys() - unsent - set(listed)))


def send_roster_again(app: App, at_hand: AtHand, lost: Collection[str]) -> int:
    """Put files of the roster there that are there no more, whoever made them: who reads the team's
    files needs all of them, and their authors may have left. Answers how many.
    """
    if lost:
        with app.store.reading() as reader:
            kept = roster_segments_kept(reader)
        for name in sorted(lost):
            at_hand.store.put_new(name, kept[name])
    return len(lost)


def roster_in_store(team: Team, store: sync.TeamStore) -> sync.Roster:
    """Who is in the team, by what is in its store alone."""
    return _read(team, _fetched(store, _listed(store)))[0]


def _listed(store: sync.TeamStore) -> list[str]:
    named = (sync.read_name(name) for name in store.list(f"v1/{sync.ROSTER}").names)
    return [str(name) for name in named if name is not None]


def _fetched(store: sync.TeamStore, wanted: Iterable[str]) -> dict[str, bytes]:
    """Files of the roster that are wanted, as far as they are there."""
    fresh: dict[str, bytes] = {}
    for name, content in sync.gather(store, wanted):
        if isinstance(content, bytes):
            fresh[name] = content
        elif not isinstance(content, NotThereError):  # that one is still on its way
            raise content
    return fresh


def say_in_roster(
    app: App, work: UnitOfWork, team: Team, keys: sync.LaptopKeys, entries: Sequence[sync.Entry]
) -> None:
    """Say something in the roster: it is sealed and kept now, and goes with the next sync."""
    if not entries:
        return
    last = last_place(work, sync.ROSTER, work.device)
    place = sync.SegmentPlace(
        team=team.id,
        scope=sync.ROSTER,
        device=work.device,
        device_nonce=team.device_nonce,
        seq=last.seq + 1,
        previous=last.hash,
    )
    sealed = sync.seal_roster(place, entries, keys)
    name = str(sealed.name)
    keep_own_segment(work, OwnSegment(name, sync.ROSTER, 0, app.clock()), sealed.content, ())
    keep_roster_segment(work, name, sealed.content)
    keep_places(work, [_place_of(name, sealed.content)])


def _keep(app: App, fresh: dict[str, bytes]) -> None:
    if fresh:
        with app.store.unit_of_work() as work:
            for name, content in fresh.items():
                keep_roster_segment(work, name, content)
                keep_places(work, [_place_of(name, content)])
            work.commit()


def _place_of(name: str, content: bytes) -> StreamPlace:
    file = sync.read_name(name)
    assert file is not None
    return StreamPlace(sync.ROSTER, file.stream.device, file.seq, sync.file_hash(content))


def _read(team: Team, files: dict[str, bytes]) -> tuple[sync.Roster, list[str]]:
    """The roster, and the names of the files that open."""
    founding = sync.read_founding(team.founding)
    named = {name: sync.read_name(name) for name in files}
    listed = [(file, files[name]) for name, file in named.items() if file is not None]
    opened = sync.open_roster_files(founding, listed)
    refused = {str(name) for name, _fault in opened.refused}
    return sync.fold(founding, opened.segments), [name for name in files if name not in refused]


def heard_of(reader: Reader, devices: Iterable[str]) -> dict[str, int]:
    """How far the streams of these devices are known here, by scope's tag and device."""
    return {
        sync.stream_key(place.tag, place.device): place.seq
        for place in last_places(reader, devices)
    }
