r"""The frame that every segment has, sealed or not.

    magic      8 bytes: what it is, and its version
    length     2 bytes: of the header
    header     msgpack: whose it is, where it belongs and what it follows upon
    nonce      12 bytes
    body       as the header's epoch says: sealed with a scope's key, or for the roster plain
    signature  64 bytes: Ed25519 over all of the above

Whoever can write in a team's store can put any bytes there, so nothing in a header is believed
before the signature was checked, and a header is of one shape only.
"""

from __future__ import annotations

import hashlib
import secrets
import struct
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from app.sync.keys import (
    ID_DIGITS,
    KEY_ID_DIGITS,
    NONCE_BYTES,
    SIGNATURE_BYTES,
    LaptopKeys,
    device_name,
    is_signed,
    laptop_id,
)
from app.sync.names import LARGEST_FILE, ROSTER, SEGMENT, FileName, StreamName
from app.sync.plain import digits, named, number, octets
from app.sync.unpacking import pack_plain, unpack_plain

MAGIC = b"VBSEG\x00\x01\n"
FIRST = "0" * 64
"""What the first file of a stream follows upon."""

LAST_SEQ = 99_999_999
LAST_EPOCH = 1 << 31
_VERSION_AT = 6
_HASH_DIGITS = 64
_SEALING_NONCE = 12
_LENGTH = struct.Struct(">H")
_HEADER_AT = len(MAGIC) + _LENGTH.size


class Fault(StrEnum):
    """Why a file of a stream is not taken in."""

    INCOMPLETE = "incomplete"
    """Its bytes do not fit its name: the whole of it is not there yet."""
    MISPLACED = "misplaced"
    """It was made for another name, stream, scope or team."""
    STRANGER = "stranger"
    """Nobody here knows who signed it."""
    REMOVED = "removed"
    """Who signed it is no longer in the team, and it is later than what was heard."""
    UNSIGNED = "unsigned"
    """The signature does not hold."""
    BROKEN_CHAIN = "broken_chain"
    """It does not follow upon the stream's previous file."""
    FOREIGN = "foreign"
    """It carries changes under a name that its author has not, as far as is known here."""
    NO_KEY = "no_key"
    """This laptop has not been given the key."""
    DAMAGED = "damaged"
    """It is not built as such a file is, or does not open."""
    NEWER = "newer"
    """A newer version of the program made it."""


class SegmentError(Exception):
    """A file of a stream cannot be taken in: `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class SegmentPlace:
    """Where a file is to go: the next of a device's stream in a scope, by the scope's tag.

    `previous` is the SHA-256 of the stream's previous file, or `FIRST`.
    """

    team: str
    scope: str
    device: str
    device_nonce: bytes
    seq: int
    previous: str = FIRST

    @property
    def stream(self) -> StreamName:
        """The stream that the file belongs to."""
        return StreamName(self.scope, self.device)


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says of itself; `signer` is the id of a laptop."""

    team: str
    scope: str
    device: str
    device_nonce: bytes
    seq: int
    previous: str
    epoch: int
    key_id: str
    signer: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A file taken apart: `lead` is what stands before the nonce."""

    header: Header
    lead: bytes
    nonce: bytes
    body: bytes
    signed: memoryview
    signature: bytes


def file_hash(content: bytes) -> str:
    """What the next file of the stream names as its previous."""
    return hashlib.sha256(content).hexdigest()


def write_frame(header: Header, body: Callable[[bytes, bytes], bytes], keys: LaptopKeys) -> bytes:
    """A signed file; `body` is given what stands before the nonce, and the nonce."""
    packed = pack_plain(asdict(header))
    lead = MAGIC + _LENGTH.pack(len(packed)) + packed
    nonce = secrets.token_bytes(_SEALING_NONCE)
    signed = lead + nonce + body(lead, nonce)
    return signed + keys.sign(signed)


def read_header(content: bytes) -> Header:
    """What a file says of itself, unproven. Raises SegmentError."""
    return read_frame(content).header


def read_frame(content: bytes) -> Frame:
    """The parts of a file, none of them proven. Raises SegmentError: NEWER or DAMAGED."""
    if content[:_VERSION_AT] != MAGIC[:_VERSION_AT] or len(content) > LARGEST_FILE:
        raise SegmentError(Fault.DAMAGED)
    if content[_VERSION_AT : _VERSION_AT + 1] > MAGIC[_VERSION_AT : _VERSION_AT + 1]:
        raise SegmentError(Fault.NEWER)
    try:
        return _taken_apart(content)
    except (ValueError, TypeError, struct.error) as problem:
        raise SegmentError(Fault.DAMAGED) from problem


def read_placed(name: FileName, content: bytes, team: str, ending: str = SEGMENT) -> Frame:
    """The parts of a file that is all there and lies where it was made for; its author unproven.

    Raises SegmentError: INCOMPLETE, NEWER, DAMAGED or MISPLACED.
    """
    if not name.fits(content):
        raise SegmentError(Fault.INCOMPLETE)
    frame = read_frame(content)
    header = frame.header
    if (header.team, header.scope, header.device, header.seq, ending) != (
        *(team, name.stream.scope, name.stream.device, name.seq, name.ending),
    ):
        raise SegmentError(Fault.MISPLACED)
    return frame


def prove(frame: Frame, verify_key: bytes | None) -> None:
    """Make sure that the owner of this verify key wrote the file, and in a stream of its own.

    Raises SegmentError: STRANGER, MISPLACED or UNSIGNED.
    """
    header = frame.header
    if verify_key is None or laptop_id(verify_key) != header.signer:
        raise SegmentError(Fault.STRANGER)
    if device_name(verify_key, header.device_nonce) != header.device:
        raise SegmentError(Fault.MISPLACED)
    if not is_signed(verify_key, frame.signature, bytes(frame.signed)):
        raise SegmentError(Fault.UNSIGNED)


def _taken_apart(content: bytes) -> Frame:
    (length,) = _LENGTH.unpack_from(content, len(MAGIC))
    nonce_at = _HEADER_AT + length
    body_at = nonce_at + _SEALING_NONCE
    end = len(content) - SIGNATURE_BYTES
    if content[: len(MAGIC)] != MAGIC or end < body_at:
        raise ValueError("not built as such a file is")
    return Frame(
        header=_header(unpack_plain(content[_HEADER_AT:nonce_at])),
        lead=content[:nonce_at],
        nonce=content[nonce_at:body_at],
        body=content[body_at:end],
        signed=memoryview(content)[:end],
        signature=content[end:],
    )


def _header(plain: object) -> Header:
    plain = named(plain)
    is_roster = plain["scope"] == ROSTER
    header = Header(
        team=digits(plain["team"], ID_DIGITS),
        scope=ROSTER if is_roster else digits(plain["scope"], ID_DIGITS),
        device=digits(plain["device"], ID_DIGITS),
        device_nonce=octets(plain["device_nonce"], NONCE_BYTES, NONCE_BYTES),
        seq=number(plain["seq"], LAST_SEQ),
        previous=digits(plain["previous"], _HASH_DIGITS),
        epoch=number(plain["epoch"], 0 if is_roster else LAST_EPOCH),
        key_id=digits(plain["key_id"], 0 if is_roster else KEY_ID_DIGITS),
        signer=digits(plain["signer"], ID_DIGITS),
    )
    if len(plain) != len(fields(Header)) or header.seq == 0:
        raise ValueError("not a header of this version")
    return header
