"""Keeping the team's store small: a snapshot of a scope takes the place of its many segments.

A manager's laptop makes one once a scope has many segments since the last, and says so in the
roster. The segments go when every laptop that reads the scope has said that it has all of them, and
a week has passed: each laptop removes its own, a manager those of others too. A laptop that says
nothing for three months keeps nobody waiting, since it can go on from the snapshot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import timedelta

from app import sync
from app.domain.team import StreamPlace
from app.errors import InputError, NotThereError, RefusedError
from app.parts import App
from app.storage import (
    Reader,
    forget_own_segments,
    known_places,
    own_segments_kept,
    scope_heads,
    scope_keys_kept,
)
from app.usecases.at_hand import AtHand
from app.usecases.roster import say_in_roster
from app.usecases.scope_keys import keys_of, laptops_that_read

MANY_SEGMENTS = 200
GRACE = timedelta(days=7)
AWAY = timedelta(days=90)


def compact(app: App, at_hand: AtHand) -> int:
    """Acknowledge, make and tidy up what is due; answers how many segments were removed."""
    with app.store.reading() as reader:
        scopes = sorted({key.scope for key in scope_keys_kept(reader)})
    removed = 0
    for scope in scopes:
        _acknowledge(app, at_hand, scope)
        there = _there(at_hand, at_hand.tag(scope))
        removed += _tidy_up(app, at_hand, scope, there)
        if at_hand.manages:
            _make(app, at_hand, scope, there)
    return removed


def _there(at_hand: AtHand, tag: str) -> tuple[str, ...]:
    """The names in the team's store of a scope's files; none where it never had a snapshot."""
    return at_hand.store.list(f"v1/{tag}").names if at_hand.roster.snapshots_of(tag) else ()


def _acknowledge(app: App, at_hand: AtHand, scope: str) -> None:
    """Say that this laptop has all that the newest snapshot of a scope covers."""
    newest = next(iter(at_hand.roster.snapshots_of(at_hand.tag(scope))), None)
    if newest is None or at_hand.keys.laptop_id in newest.seen_by:
        return
    with app.store.unit_of_work() as work:
        last = _last_by_device(known_places(work, at_hand.tag(scope)))
        if all(last.get(device, 0) >= seq for device, seq in newest.made.covers.items()):
            entry = sync.Acknowledged(newest.made.name)
            say_in_roster(app, work, at_hand.team, at_hand.keys, [entry])
            forget_own_segments(work, _covered_own(work, newest, scope))
            work.commit()


def _covered_own(reader: Reader, snapshot: sync.TeamSnapshot, scope: str) -> list[str]:
    """The segments made here that a snapshot covers: they need not be sent again, come what may."""
    names = (each.name for each in own_segments_kept(reader) if each.scope == scope)
    return [name for name in names if _is_covered(name, snapshot)]


def _is_covered(name: str, snapshot: sync.TeamSnapshot) -> bool:
    file = sync.read_name(name)
    return file is not None and snapshot.covers(file.stream.device, file.seq)


def _make(app: App, at_hand: AtHand, scope: str, there: Collection[str]) -> None:
    """Make a snapshot of a scope that has many segments since its last that is `there`."""
    tag = at_hand.tag(scope)
    earlier = at_hand.roster.snapshots_of(tag)
    last_made = next((each for each in earlier if each.made.name in there), None)
    with app.store.reading() as reader:
        places = known_places(reader, tag)
        since = [p for p in places if not (last_made and last_made.covers(p.device, p.seq))]
        if len(since) < MANY_SEGMENTS:
            return
        heads = scope_heads(reader, scope)
        keys = keys_of(reader, scope)
        device = reader.device
    if heads is None or not keys:
        return
    last = {place.device: place for place in sorted(places, key=lambda place: place.seq)}
    place = sync.SegmentPlace(
        team=at_hand.team.id,
        scope=tag,
        device=device,
        device_nonce=at_hand.team.device_nonce,
        seq=1 + sum(1 for each in earlier if device in each.made.name),
    )
    try:
        made = sync.seal_snapshot(
            place, sync.ScopeSnapshot(tuple(last.values()), heads), keys[0], at_hand.keys
        )
    except InputError:
        return  # a scope beyond any file's size keeps its segments
    at_hand.store.put_new(str(made.name), made.content)
    if at_hand.store.get(str(made.name)) != made.content:
        return
    covers = {device: each.seq for device, each in last.items()}
    entry = sync.Snapshotted(tag, str(made.name), app.clock(), covers)
    with app.store.unit_of_work() as work:
        say_in_roster(app, work, at_hand.team, at_hand.keys, [entry])
        work.commit()


def _tidy_up(app: App, at_hand: AtHand, scope: str, there: Collection[str]) -> int:
    """Remove what a snapshot covers that is old enough and that everybody has."""
    tag = at_hand.tag(scope)
    due = next(
        (s for s in at_hand.roster.snapshots_of(tag) if _is_due(app, at_hand, scope, s)), None
    )
    if due is None:
        return 0
    gone = [name for name in there if _may_go(name, due)]
    if not gone or not _is_whole(at_hand, due.made.name):
        return 0  # without it the segments are all there is
    own = [name for name in gone if _is_own(at_hand, name)]
    others = [name for name in gone if name not in own] if at_hand.manages else []
    removed = _removed(at_hand, own)
    with suppress(RefusedError):  # a store where everybody removes their own files alone
        removed += _removed(at_hand, others)
    return removed


def _is_whole(at_hand: AtHand, name: str) -> bool:
    """Whether all of a snapshot's file is in the team's store: a folder may hold a part of it."""
    file = sync.read_name(name)
    try:
        return file is not None and file.fits(at_hand.store.get(name))
    except NotThereError:
        return False


def _removed(at_hand: AtHand, names: Iterable[str]) -> int:
    removed = 0
    for name in names:
        at_hand.report(0, 0, "Tidying up the team’s store …")
        at_hand.store.remove(name)
        removed += 1
    return removed


def _is_own(at_hand: AtHand, name: str) -> bool:
    file = sync.read_name(name)
    return file is not None and at_hand.is_own(file.stream.device)


def _is_due(app: App, at_hand: AtHand, scope: str, snapshot: sync.TeamSnapshot) -> bool:
    age = app.clock() - snapshot.made.at
    if age < GRACE:
        return False
    with app.store.reading() as reader:
        readers = laptops_that_read(reader, at_hand, scope)
    return age >= AWAY or readers <= snapshot.seen_by


def _may_go(name: str, due: sync.TeamSnapshot) -> bool:
    """Whether a file is a segment that the snapshot covers."""
    file = sync.read_name(name)
    if file is None:
        return False
    return file.ending == sync.SEGMENT and due.covers(file.stream.device, file.seq)


def _last_by_device(places: Iterable[StreamPlace]) -> Mapping[str, int]:
    last: Counter[str] = Counter()
    for place in places:
        last[place.device] = max(last[place.device], place.seq)
    return last
