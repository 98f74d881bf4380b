"""What was written here goes to the team's store: sealed, put there, and read back.

A segment is kept before it is sent, so what is tried again has the same bytes. Nothing counts as
sent before it was read back.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from app import sync
from app.domain.changes import Change
from app.domain.team import KeptKey, OwnSegment, StreamPlace
from app.errors import NotThereError, TeamStoreError
from app.parts import App
from app.storage import (
    UnitOfWork,
    keep_own_segment,
    keep_places,
    last_place,
    mark_sent,
    own_segment_content,
    own_segments_kept,
    unsent_changes,
    unsent_scopes,
)
from app.usecases.at_hand import AtHand

MOST_CHANGES = 2_000
"""In one segment: sealing them holds the database for some hundredths of a second."""

_MOST_LETTERS = 4_000_000
_AT_ONCE = 50


def seal_waiting(app: App, at_hand: AtHand, keys: Mapping[str, KeptKey]) -> int:
    """Put what waits into segments, each scope's under its key; answers how many changes."""
    with app.store.reading() as reader:
        scopes = unsent_scopes(reader)
    return sum(_seal_all(app, at_hand, keys[scope]) for scope in sorted(scopes) if scope in keys)


def _seal_all(app: App, at_hand: AtHand, key: KeptKey) -> int:
    sealed = 0
    while count := _seal_next(app, at_hand, key):
        sealed += count
    return sealed


def _seal_next(app: App, at_hand: AtHand, key: KeptKey) -> int:
    """Seal the next segment of a scope in one short transaction."""
    with app.store.unit_of_work() as work:
        changes = _portion(unsent_changes(work, key.scope, MOST_CHANGES))
        if not changes:
            return 0
        place = _next_place(work, at_hand, at_hand.tag(key.scope))
        sealed = sync.seal_segment(place, changes, sync.ScopeKey(key.epoch, key.key), at_hand.keys)
        name = str(sealed.name)
        segment = OwnSegment(name, key.scope, len(changes), app.clock())
        keep_own_segment(work, segment, sealed.content, changes)
        made = StreamPlace(place.scope, place.device, place.seq, sync.file_hash(sealed.content))
        keep_places(work, [made])
        work.commit()
        return len(changes)


def _next_place(work: UnitOfWork, at_hand: AtHand, tag: str) -> sync.SegmentPlace:
    last = last_place(work, tag, work.device)
    return sync.SegmentPlace(
        team=at_hand.team.id,
        scope=tag,
        device=work.device,
        device_nonce=at_hand.team.device_nonce,
        seq=last.seq + 1,
        previous=last.hash,
    )


def _portion(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The first changes, as many as have room in one segment: one at least."""
    letters = 0
    for at, change in enumerate(changes):
        letters += len(change.value) if isinstance(change.value, str) else 0
        if at and letters > _MOST_LETTERS:
            return tuple(changes[:at])
    return tuple(changes)


def send_waiting(app: App, at_hand: AtHand) -> int:
    """Put every segment there that has not been read back yet; answers how many changes went."""
    with app.store.reading() as reader:
        waiting = own_segments_kept(reader, unsent=True)
    sent = 0
    for some in _portions(waiting):
        _put(app, at_hand, some)
        sent += sum(segment.changes for segment in some)
    return sent


def _put(app: App, at_hand: AtHand, segments: Sequence[OwnSegment]) -> None:
    """Put segments there, read them back, and only then keep that they were sent."""
    contents = {}
    with app.store.reading() as reader:
        for segment in segments:
            contents[segment.name] = own_segment_content(reader, segment.name)
    for name, content in contents.items():
        at_hand.report(0, 0, "Sending …")
        at_hand.store.put_new(name, content)
    for name, found in sync.gather(at_hand.store, list(contents)):
        if isinstance(found, TeamStoreError):
            raise found
        if found != contents[name]:
            raise NotThereError(
                "What was just written is not what can be read there now. Nothing here is lost: "
                "it will be sent again at the next sync."
            )
    with app.store.unit_of_work() as work:
        mark_sent(work, contents, app.clock())
        work.commit()


def send_again(app: App, lost: Iterable[str]) -> int:
    """Have segments sent again that were there and are there no more; answers how many."""
    names = list(lost)
    if names:
        with app.store.unit_of_work() as work:
            mark_sent(work, names, None)
            work.commit()
    return len(names)


def _portions(segments: Sequence[OwnSegment]) -> Iterable[Sequence[OwnSegment]]:
    left = iter(segments)
    while some := tuple(itertools.islice(left, _AT_ONCE)):
        yield some
