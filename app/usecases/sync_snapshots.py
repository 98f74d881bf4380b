"""A scope's snapshot is taken in by who has nothing of it yet, or was away while segments went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from app import sync
from app.domain.changes import Change
from app.errors import NotThereError
from app.parts import App
from app.storage import keep_places
from app.storage.homes import is_at_home
from app.usecases.at_hand import AtHand
from app.usecases.taken import MOST_CHANGES, Known, Taken


def take_snapshot(
    app: App,
    at_hand: AtHand,
    scope: str,
    keys: Sequence[sync.ScopeKey],
    known: Known,
    there: Sequence[sync.FileName],
    taken: Taken,
) -> Mapping[str, int]:
    """Take in the newest snapshot of a scope where that is needed; adds to `known` and `taken`.

    Answers how far the streams are covered by it, by device; nothing where it was not needed.
    """
    for snapshot in at_hand.roster.snapshots_of(at_hand.tag(scope)):
        if not _is_needed(snapshot, known, there):
            break
        try:
            opened = _opened(at_hand, scope, keys, snapshot.made.name)
        except NotThereError:
            continue  # one before it may be there, or one that was made in its place
        except sync.SegmentError as error:
            taken.refuse(snapshot.made.name, error.fault, app.clock())
            break
        taken.cleared.append(snapshot.made.name)
        _take_in(app, opened, taken)
        known |= {(place.device, place.seq, place.hash) for place in opened.covers}
        return {place.device: place.seq for place in opened.covers}
    return {}


def _is_needed(snapshot: sync.TeamSnapshot, known: Known, there: Iterable[sync.FileName]) -> bool:
    """Whether this laptop is behind the snapshot, and has no segments to catch up by."""
    last: Counter[str] = Counter()
    for device, seq, _hash in known:
        last[device] = max(last[device], seq)
    listed = {(name.stream.device, name.seq) for name in there}
    behind = [device for device, seq in snapshot.made.covers.items() if last[device] < seq]
    return bool(behind) and (
        not known or any((device, last[device] + 1) not in listed for device in behind)
    )


def _opened(
    at_hand: AtHand, scope: str, keys: Sequence[sync.ScopeKey], name: str
) -> sync.ScopeSnapshot:
    content = at_hand.store.get(name)
    file = sync.read_name(name)
    if file is None:
        raise sync.SegmentError(sync.Fault.MISPLACED)
    snapshot = sync.open_snapshot(
        file,
        content,
        team=at_hand.team.id,
        scope=scope,
        keys=keys,
        verify_key_of=at_hand.roster.verify_key_of,
    )
    if not all(map(is_at_home, snapshot.changes)):
        raise sync.SegmentError(sync.Fault.MISPLACED)
    return snapshot


def _take_in(app: App, snapshot: sync.ScopeSnapshot, taken: Taken) -> None:
    """Take in all of it, some thousand changes at a time; that it was is kept last."""
    for some in _portions(snapshot.changes):
        with app.store.unit_of_work() as work:
            received = work.receive(some)
            work.commit()
        taken.add(received)
    with app.store.unit_of_work() as work:
        keep_places(work, snapshot.covers)
        work.commit()


def _portions(changes: Sequence[Change]) -> Iterable[Sequence[Change]]:
    return (changes[at : at + MOST_CHANGES] for at in range(0, len(changes), MOST_CHANGES))
