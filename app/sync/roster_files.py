"""The roster's segments: who is in a team, signed and not sealed, so that one who joins can read.

They are in the same frame as the segments of a scope, but whoever signed one may be known from a
file that has not come yet: a laptop brings its verify key itself when it joins, and its id proves
that key. So files are opened together, and those that must wait are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.sync.entries import Entry, Joined, entries_from_plain, entries_to_plain
from app.sync.founding import Founding
from app.sync.frame import (
    Fault,
    Frame,
    SegmentError,
    SegmentPlace,
    file_hash,
    prove,
    read_placed,
)
from app.sync.keys import LaptopKeys, laptop_id
from app.sync.names import ROSTER, FileName
from app.sync.plain import named
from app.sync.segments import SealedFile, packed_body, signed_file
from app.sync.unpacking import unpack

_ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class RosterSegment:
    """What one laptop said in one file of the roster; that it said so is proven, no more."""

    signer: str
    device: str
    device_nonce: bytes
    seq: int
    hash: str
    previous: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class OpenedFiles:
    """The roster's files as far as they open, and why the others do not."""

    segments: tuple[RosterSegment, ...]
    refused: tuple[tuple[FileName, Fault], ...] = ()


def seal_roster(place: SegmentPlace, entries: Sequence[Entry], keys: LaptopKeys) -> SealedFile:
    """A segment of the roster. Raises InputError where it is too large."""
    body = packed_body({_ENTRIES: entries_to_plain(entries)})
    return signed_file(place, 0, "", lambda _lead, _nonce: body, keys)


def open_roster(
    name: FileName, content: bytes, team: str, verify_key_of: Callable[[str], bytes | None]
) -> RosterSegment:
    """What is in a segment of the roster, by somebody known or who joins in it.

    Raises SegmentError, each time with its fault.
    """
    frame = read_placed(name, content, team)
    if frame.header.scope != ROSTER:
        raise SegmentError(Fault.MISPLACED)
    entries = _entries(frame)
    prove(frame, verify_key_of(frame.header.signer) or introduced(entries, frame.header.signer))
    return _segment(frame, content, entries)


def open_roster_files(founding: Founding, files: Iterable[tuple[FileName, bytes]]) -> OpenedFiles:
    """All files of the roster that are there, in whatever order."""
    known = {
        founding.founder.laptop: founding.founder.verify_key,
        founding.recovery.laptop: founding.recovery.verify_key,
    }
    opened, refused = _opened(sorted(files, key=_by_number), founding.team, known)
    again = [(name, content) for name, content, fault in refused if fault is Fault.STRANGER]
    late, still = _opened(again, founding.team, known)
    told = [(name, fault) for name, _, fault in refused if fault is not Fault.STRANGER]
    return OpenedFiles((*opened, *late), (*told, *((name, fault) for name, _, fault in still)))


def introduced(entries: Iterable[Entry], laptop: str) -> bytes | None:
    """The verify key with which this laptop joins in these entries."""
    keys = (entry.verify_key for entry in entries if isinstance(entry, Joined))
    return next((key for key in keys if laptop_id(key) == laptop), None)


def _opened(
    files: Iterable[tuple[FileName, bytes]], team: str, known: dict[str, bytes]
) -> tuple[list[RosterSegment], list[tuple[FileName, bytes, Fault]]]:
    opened, refused = [], []
    for name, content in files:
        try:
            segment = open_roster(name, content, team, known.get)
        except SegmentError as error:
            refused.append((name, content, error.fault))
            continue
        opened.append(segment)
        own_key = introduced(segment.entries, segment.signer)
        if own_key is not None:
            known[segment.signer] = own_key
    return opened, refused


def _entries(frame: Frame) -> tuple[Entry, ...]:
    try:
        return entries_from_plain(named(unpack(frame.body))[_ENTRIES])
    except (ValueError, TypeError) as problem:
        raise SegmentError(Fault.DAMAGED) from problem


def _segment(frame: Frame, content: bytes, entries: tuple[Entry, ...]) -> RosterSegment:
    header = frame.header
    return RosterSegment(
        signer=header.signer,
        device=header.device,
        device_nonce=header.device_nonce,
        seq=header.seq,
        hash=file_hash(content),
        previous=header.previous,
        entries=entries,
    )


def _by_number(file: tuple[FileName, bytes]) -> tuple[int, str]:
    name, _ = file
    return name.seq, str(name)
