"""Segments: changes of one scope, sealed and signed, each following upon the one before.

A segment is never changed once it is made. What it holds can be read by those who were given its
scope's key, and written in a device's stream by the laptop of that name alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass, field, replace

from app.domain.changes import Change
from app.domain.team import StreamPlace
from app.errors import InputError
from app.sync.entries import MOST_HEARD
from app.sync.frame import (
    FIRST,
    LAST_SEQ,
    Fault,
    Frame,
    Header,
    SegmentError,
    SegmentPlace,
    prove,
    read_placed,
    write_frame,
)
from app.sync.keys import ID_DIGITS, LaptopKeys, ScopeKey
from app.sync.names import LARGEST_FILE, SNAPSHOT, FileName, file_name
from app.sync.packing import changes_from_plain, changes_to_plain
from app.sync.plain import digits, listed, named, number, several
from app.sync.unpacking import TooLargeError, pack, unpack

TOO_LARGE = (
    "This is too much to be sent at once. Nothing is lost, and nothing has been sent: "
    "shorten the longest texts, then sync again."
)
_LEVEL = 3
_CHANGES, _COVERS, _HEADS = "changes", "covers", "heads"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """A file ready for a team's store."""

    name: FileName
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ScopeSnapshot:
    """All that stands in a scope: its live heads, and how far of each stream is in them."""

    covers: tuple[StreamPlace, ...]
    changes: tuple[Change, ...]


def seal_snapshot(
    place: SegmentPlace, snapshot: ScopeSnapshot, scope_key: ScopeKey, keys: LaptopKeys
) -> SealedFile:
    """A snapshot's file. Raises InputError where it is too large: then there is none."""
    covers = [[each.device, each.seq, each.hash] for each in snapshot.covers]
    body = packed_body({_COVERS: covers, _HEADS: changes_to_plain(snapshot.changes)})
    sealing = _sealing(scope_key, body)
    made = signed_file(place, scope_key.epoch, scope_key.key_id, sealing, keys)
    return SealedFile(replace(made.name, ending=SNAPSHOT), made.content)


def open_snapshot(
    name: FileName,
    content: bytes,
    *,
    team: str,
    scope: str,
    keys: Collection[ScopeKey],
    verify_key_of: Callable[[str], bytes | None],
) -> ScopeSnapshot:
    """A snapshot of a scope. Raises SegmentError, each time with its fault."""
    frame = read_placed(name, content, team, SNAPSHOT)
    prove(frame, verify_key_of(frame.header.signer))
    try:
        plain = named(unpack(_opened(frame, keys)))
        covers = several(plain[_COVERS], MOST_HEARD, lambda each: _covered(name, each))
        changes = changes_from_plain(plain[_HEADS])
    except (ValueError, TypeError) as problem:
        raise SegmentError(Fault.DAMAGED) from problem
    if any(change.scope != scope for change in changes):
        raise SegmentError(Fault.MISPLACED)
    return ScopeSnapshot(covers, changes)


def _covered(name: FileName, plain: object) -> StreamPlace:
    device, seq, full = listed(plain, 3)
    return StreamPlace(
        name.stream.scope, digits(device, ID_DIGITS), number(seq), digits(full, len(FIRST))
    )


def seal_segment(
    place: SegmentPlace, changes: Sequence[Change], scope_key: ScopeKey, keys: LaptopKeys
) -> SealedFile:
    """A segment with these changes, all of one scope. Raises InputError where it is too large."""
    sealing = _sealing(scope_key, packed_body({_CHANGES: changes_to_plain(changes)}))
    return signed_file(place, scope_key.epoch, scope_key.key_id, sealing, keys)


def open_segment(
    name: FileName,
    content: bytes,
    *,
    team: str,
    scope: str,
    previous: str,
    keys: Collection[ScopeKey],
    verify_key_of: Callable[[str], bytes | None],
    was: Collection[str] = (),
) -> tuple[Change, ...]:
    """The changes in a segment of a scope. Raises SegmentError, each time with its fault.

    `keys` are the scope's keys that this laptop has, `verify_key_of` knows a laptop by its id, and
    `was` are the names that the stream's device took over. All or nothing: where one change may not
    be in there, the segment is refused.
    """
    frame = read_placed(name, content, team)
    prove(frame, verify_key_of(frame.header.signer))
    if frame.header.previous != previous:
        raise SegmentError(Fault.BROKEN_CHAIN)
    changes = _changes(_opened(frame, keys))
    if any(change.scope != scope for change in changes):
        raise SegmentError(Fault.MISPLACED)
    if not {change.head.device for change in changes} <= {frame.header.device, *was}:
        raise SegmentError(Fault.FOREIGN)
    return changes


def _sealing(scope_key: ScopeKey, body: bytes) -> Callable[[bytes, bytes], bytes]:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return lambda lead, nonce: AESGCM(scope_key.key).encrypt(nonce, body, lead)


def _opened(frame: Frame, keys: Collection[ScopeKey]) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    wanted = frame.header.epoch, frame.header.key_id
    for scope_key in keys:
        if (scope_key.epoch, scope_key.key_id) == wanted:
            break
    else:
        raise SegmentError(Fault.NO_KEY)
    try:
        return AESGCM(scope_key.key).decrypt(frame.nonce, frame.body, frame.lead)
    except (InvalidTag, ValueError) as problem:
        raise SegmentError(Fault.DAMAGED) from problem


def _changes(body: bytes) -> tuple[Change, ...]:
    try:
        return changes_from_plain(named(unpack(body))[_CHANGES])
    except (ValueError, TypeError) as problem:
        raise SegmentError(Fault.DAMAGED) from problem


def packed_body(plain: object) -> bytes:
    """What a file is to hold, packed. Raises InputError where it is too large."""
    try:
        return pack(plain, _LEVEL)
    except TooLargeError as problem:
        raise InputError(TOO_LARGE) from problem


def signed_file(
    place: SegmentPlace,
    epoch: int,
    key_id: str,
    body: Callable[[bytes, bytes], bytes],
    keys: LaptopKeys,
) -> SealedFile:
    """A file of a stream, whatever is in it. Raises InputError where it is too large."""
    if not 0 < place.seq <= LAST_SEQ:
        raise ValueError("a stream has no such number")
    header = Header(**asdict(place), epoch=epoch, key_id=key_id, signer=keys.laptop_id)
    content = write_frame(header, body, keys)
    if len(content) > LARGEST_FILE:
        raise InputError(TOO_LARGE)
    return SealedFile(file_name(place.stream, place.seq, content), content)
