"""What others wrote comes from the team's store: looked at piece by piece, and taken in.

Nothing that comes is believed: a segment is taken in once it is whole, follows upon the one before,
is signed by a laptop of the team, opens with the scope's key, and says nothing of other scopes.
Anything else is left where it lies, and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app import sync
from app.domain.changes import Change
from app.domain.team import StreamPlace
from app.errors import NotThereError, TeamStoreError
from app.parts import App
from app.storage import (
    forget_refused,
    keep_places,
    keep_refused,
    known_places,
    own_segments_kept,
    refused,
)
from app.storage.homes import is_at_home
from app.usecases.at_hand import AtHand
from app.usecases.sync_snapshots import take_snapshot
from app.usecases.taken import MOST_CHANGES, Known, Taken


def take_scope(
    app: App, at_hand: AtHand, scope: str, keys: Sequence[sync.ScopeKey], taken: Taken
) -> None:
    """Take in what is new of one scope, in short transactions; adds to `taken`."""
    tag = at_hand.tag(scope)
    listed = at_hand.store.list(f"v1/{tag}").names
    there = _names(listed)
    with app.store.reading() as reader:
        known = {(each.device, each.seq, each.hash) for each in known_places(reader, tag)}
        own = {each.name for each in own_segments_kept(reader) if each.sent_at}
        told = {each.name for each in refused(reader) if each.name.startswith(f"v1/{tag}/")}
    taken.cleared += told - set(listed)
    _note_missing(at_hand, tag, there, known, own, taken)
    covered = take_snapshot(app, at_hand, scope, keys, known, there, taken)
    begun = {(device, seq, full[:16]) for device, seq, full in known}
    fresh = [
        name
        for name in there
        if (name.stream.device, name.seq, name.hash) not in begun
        and name.seq > covered.get(name.stream.device, 0)
    ]
    opening = _Opening(app, at_hand, scope, tag, keys, known, taken)
    for name, content in sync.gather(at_hand.store, [str(each) for each in fresh]):
        at_hand.report(0, 0, "Taking in what is new …")
        opening.add(name, content)
    opening.finish()


def _names(names: Iterable[str]) -> list[sync.FileName]:
    """The segments among names, by device and number."""
    found = (sync.read_name(name) for name in names)
    segments = (name for name in found if name is not None and name.ending == sync.SEGMENT)
    return sorted(segments, key=lambda name: (name.stream.device, name.seq, name.hash))


def _note_missing(
    at_hand: AtHand,
    tag: str,
    there: Iterable[sync.FileName],
    known: Known,
    own: set[str],
    taken: Taken,
) -> None:
    """Note what was there and is there no more: a store that was put back, or a file deleted."""
    found = {(name.stream.device, name.seq, name.hash) for name in there}
    snapshots = at_hand.roster.snapshots_of(tag)
    for device, seq, full in known:
        if (device, seq, full[:16]) in found:
            continue
        if any(each.covers(device, seq) for each in snapshots):
            continue  # it went because a snapshot has it
        name = str(sync.FileName(sync.StreamName(tag, device), seq, full[:16]))
        if name in own:
            taken.lost.append(name)
        elif not at_hand.is_own(device):
            taken.gone += 1


@dataclass(slots=True)
class _Opening:
    """Opens the segments of one scope, and takes their changes in some thousand at a time."""

    app: App
    at_hand: AtHand
    scope: str
    tag: str
    keys: Sequence[sync.ScopeKey]
    known: Known
    taken: Taken
    changes: list[Change] = field(default_factory=list)
    places: list[StreamPlace] = field(default_factory=list)
    sound: list[str] = field(default_factory=list)

    def add(self, name: str, content: bytes | TeamStoreError) -> None:
        """Open a segment that was fetched; take in what was gathered once it is much."""
        if isinstance(content, NotThereError):
            self.taken.late += 1  # named, and not there yet: a folder that is still being filled
            return
        if isinstance(content, TeamStoreError):
            raise content
        try:
            self._open(name, content)
        except sync.SegmentError as error:
            self.taken.refuse(name, error.fault, self.app.clock())
        if len(self.changes) >= MOST_CHANGES:
            self._take_in()

    def finish(self) -> None:
        """Take in what is left."""
        if self.places:
            self._take_in()

    def _open(self, name: str, content: bytes) -> None:
        file = sync.read_name(name)
        if file is None or not file.fits(content):
            raise sync.SegmentError(sync.Fault.INCOMPLETE)
        header = sync.read_header(content)
        device = file.stream.device
        follows = (device, file.seq - 1, header.previous) in self.known
        if not follows and (file.seq, header.previous) != (1, sync.FIRST):
            raise sync.SegmentError(sync.Fault.BROKEN_CHAIN)
        if header.signer in self.at_hand.roster.laptops and not self.at_hand.roster.accepts(
            header.signer, self.tag, device, file.seq
        ):
            raise sync.SegmentError(sync.Fault.REMOVED)
        changes = sync.open_segment(
            file,
            content,
            team=self.at_hand.team.id,
            scope=self.scope,
            previous=header.previous,
            keys=self.keys,
            verify_key_of=self.at_hand.roster.verify_key_of,
            was=self.at_hand.roster.was(header.signer),
        )
        if not self._are_by(header.signer, changes):
            raise sync.SegmentError(sync.Fault.FOREIGN)
        if not all(is_at_home(change) for change in changes):
            raise sync.SegmentError(sync.Fault.MISPLACED)
        place = StreamPlace(self.tag, device, file.seq, sync.file_hash(content))
        self.known.add((device, file.seq, place.hash))
        self.places.append(place)
        self.sound.append(name)
        self.changes += changes

    def _are_by(self, signer: str, changes: Iterable[Change]) -> bool:
        """Whether nobody's name but the signer's own stands at the changes."""
        member = self.at_hand.roster.laptops[signer].member
        return {change.by for change in changes} <= {member, ""}

    def _take_in(self) -> None:
        with self.app.store.unit_of_work() as work:
            received = work.receive(self.changes)
            keep_places(work, self.places)
            forget_refused(work, self.sound)
            work.commit()
        self.taken.add(received)
        self.changes, self.places, self.sound = [], [], []


def keep_what_was_refused(app: App, taken: Taken) -> None:
    """Keep what was refused, so that it is told until it is gone."""
    if taken.refused or taken.cleared:
        with app.store.unit_of_work() as work:
            keep_refused(work, taken.refused)
            forget_refused(work, taken.cleared)
            work.commit()
