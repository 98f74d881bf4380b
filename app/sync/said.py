"""What was said in the roster, in the order of each stream, as far as nothing before it is missing.

A file counts once the file that it follows upon does. Where a laptop wrote two files of one
number, both count: it was copied, or put back as it had been, and neither can be taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from app.sync.entries import Entry, Invited, Joined, Removed, Withdrawn, proven
from app.sync.founding import Founding
from app.sync.frame import FIRST
from app.sync.keys import is_signed, laptop_id
from app.sync.names import ROSTER
from app.sync.roster import Odd, Oddity, Removal, stream_key
from app.sync.roster_files import RosterSegment

Removals = Mapping[str, Removal]


@dataclass(frozen=True, slots=True)
class Said:
    """One entry: by which laptop, under which name, and where it stands."""

    by: str
    device: str
    device_nonce: bytes
    seq: int
    order: tuple[str, int, str, int]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Claim:
    """A joining that proves itself; whether anybody is admitted by it is another question."""

    said: Said
    joined: Joined


@dataclass(slots=True)
class Book:
    """Everything that was said, sorted out; it counts or not by the rules of the fold."""

    founding: Founding
    all: list[Said] = field(default_factory=list)
    claims: dict[str, list[Claim]] = field(default_factory=dict)
    invitations: dict[str, list[tuple[Said, Invited]]] = field(default_factory=dict)
    verdicts: list[tuple[Said, Removed | Withdrawn]] = field(default_factory=list)
    last: dict[str, dict[str, int]] = field(default_factory=dict)
    """The last number of each stream that a laptop wrote, by laptop and stream."""

    odd: set[Odd] = field(default_factory=set)

    def says_more(self, removed: Removed) -> bool:
        """Whether a laptop said anything beyond what was heard of it."""
        streams = self.last.get(removed.laptop, {})
        return any(seq > removed.heard.get(key, 0) for key, seq in streams.items())


def counts(said: Said, removals: Removals) -> bool:
    """Whether what was said counts: of a removed laptop, as far as it was heard."""
    removal = removals.get(said.by)
    return removal is None or said.seq <= removal.heard.get(stream_key(ROSTER, said.device), 0)


def book_of(founding: Founding, segments: Iterable[RosterSegment]) -> Book:
    """What was said in these segments."""
    book = Book(founding)
    for segment in _chained(segments, book.odd):
        streams = book.last.setdefault(segment.signer, {})
        streams[stream_key(ROSTER, segment.device)] = segment.seq  # sorted, so the last remains
        for index, entry in enumerate(segment.entries):
            order = (segment.device, segment.seq, segment.hash, index)
            said = Said(
                segment.signer, segment.device, segment.device_nonce, segment.seq, order, entry
            )
            book.all.append(said)
            _sort(book, said)
    for claims in book.claims.values():
        claims.sort(key=lambda claim: (claim.joined.at, claim.said.by, claim.said.order))
    return book


def _sort(book: Book, said: Said) -> None:
    entry = said.entry
    if isinstance(entry, Invited):
        book.invitations.setdefault(said.by, []).append((said, entry))
    elif isinstance(entry, Removed | Withdrawn):
        book.verdicts.append((said, entry))
    elif isinstance(entry, Joined):
        if _proves_itself(book.founding, said, entry):
            book.claims.setdefault(entry.invite, []).append(Claim(said, entry))
        else:
            book.odd.add(Odd(Oddity.FORGED, said.by, entry.invite))


def _proves_itself(founding: Founding, said: Said, joined: Joined) -> bool:
    """Whether the laptop itself joins, in its own stream, and has the invitation."""
    itself = (laptop_id(joined.verify_key), joined.device, joined.device_nonce)
    if itself != (said.by, said.device, said.device_nonce):
        return False
    if said.by in {founding.founder.laptop, founding.recovery.laptop}:
        return False
    invite = bytes.fromhex(joined.invite)
    return is_signed(invite, joined.proof, proven(founding.team, joined))


def _chained(segments: Iterable[RosterSegment], odd: set[Odd]) -> list[RosterSegment]:
    """Those that follow upon their stream's first without a gap, sorted."""
    every = {(each.device, each.seq, each.hash): each for each in segments}
    following: dict[tuple[str, int, str], list[RosterSegment]] = {}
    for each in every.values():
        following.setdefault((each.device, each.seq, each.previous), []).append(each)
    reached = [each for each in every.values() if (each.seq, each.previous) == (1, FIRST)]
    for each in reached:  # grows while it is walked
        reached += following.get((each.device, each.seq + 1, each.hash), ())
    _tell(every.values(), reached, odd)
    return sorted(reached, key=lambda each: (each.device, each.seq, each.hash))


def _tell(
    every: Iterable[RosterSegment], reached: Collection[RosterSegment], odd: set[Odd]
) -> None:
    here = {(each.device, each.hash) for each in reached}
    numbers: set[tuple[str, int]] = set()
    for each in every:
        if (each.device, each.hash) not in here:
            odd.add(Odd(Oddity.GAP, each.signer, each.device))
        elif (each.device, each.seq) in numbers:
            odd.add(Odd(Oddity.FORK, each.signer, each.device))
        numbers.add((each.device, each.seq))
