"""The founding of a team: the first file in its store, its marker and its root of trust.

    msgpack    who founded the team, with which keys, and what is for the recovery key
    signature  64 bytes: Ed25519 by the founder's laptop over the above

The team's id is a hash of the file, so a store with another founding is another team's.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.sync.entries import (
    LARGEST_BLOB,
    moment_text,
    read_member,
    read_names,
    read_recipient,
)
from app.sync.frame import Fault, SegmentError
from app.sync.keys import (
    ID_DIGITS,
    NONCE_BYTES,
    SIGNATURE_BYTES,
    VERIFY_KEY_BYTES,
    Device,
    LaptopKeys,
    device_name,
    is_signed,
    laptop_id,
)
from app.sync.plain import moment, named, number, octets
from app.sync.unpacking import pack_plain, unpack_plain

FORMAT = "visitbook team"
VERSION = 1
LARGEST_FOUNDING = 256 * 1024


@dataclass(frozen=True, slots=True)
class Founder:
    """Who founded a team, on which laptop; `was` are names that the laptop wrote under before."""

    member: str
    verify_key: bytes
    recipient: str
    device: Device
    was: tuple[str, ...] = ()

    @property
    def laptop(self) -> str:
        """The id of the founder's laptop."""
        return laptop_id(self.verify_key)


@dataclass(frozen=True, slots=True)
class RecoveryParts:
    """What a team knows of its recovery key: what to check its signatures, and to wrap for it."""

    verify_key: bytes
    recipient: str

    @property
    def laptop(self) -> str:
        """What the recovery key is called where it signs."""
        return laptop_id(self.verify_key)


@dataclass(frozen=True, slots=True)
class Founding:
    """A founding as it was read; `for_recovery` is the team's secret, wrapped."""

    team: str
    at: datetime
    founder: Founder
    recovery: RecoveryParts
    for_recovery: bytes


def founder_of(keys: LaptopKeys, device: Device, member: str, was: tuple[str, ...] = ()) -> Founder:
    """A laptop as the founder of a team."""
    return Founder(member, keys.verify_key, keys.recipient, device, was)


def write_founding(
    founder: Founder, keys: LaptopKeys, recovery: RecoveryParts, secret: bytes, at: datetime
) -> bytes:
    """The founding of a new team with this secret, signed with the founder's keys."""
    from pyrage import encrypt, x25519

    wrapped = encrypt(secret, [x25519.Recipient.from_str(recovery.recipient)])
    packed = pack_plain(
        {
            "format": FORMAT,
            "version": VERSION,
            "nonce": secrets.token_bytes(NONCE_BYTES),
            "at": moment_text(at),
            "founder": {
                "member": founder.member,
                "verify_key": founder.verify_key,
                "recipient": founder.recipient,
                "device": founder.device.name,
                "device_nonce": founder.device.nonce,
                "was": list(founder.was),
            },
            "recovery": {"verify_key": recovery.verify_key, "recipient": recovery.recipient},
            "for_recovery": wrapped,
        }
    )
    return packed + keys.sign(packed)


def team_of(content: bytes) -> str:
    """The id of the team whose founding these bytes are."""
    return hashlib.sha256(content).hexdigest()[:ID_DIGITS]


def read_founding(content: bytes) -> Founding:
    """A founding. Raises SegmentError: DAMAGED, NEWER or UNSIGNED."""
    packed, signature = content[:-SIGNATURE_BYTES], content[-SIGNATURE_BYTES:]
    try:
        founding = _founding(packed, team_of(content))
    except (ValueError, TypeError) as problem:
        raise SegmentError(Fault.DAMAGED) from problem
    if not is_signed(founding.founder.verify_key, signature, packed):
        raise SegmentError(Fault.UNSIGNED)
    return founding


def _founding(packed: bytes, team: str) -> Founding:
    if len(packed) > LARGEST_FOUNDING:
        raise ValueError("larger than any founding")
    plain = named(unpack_plain(packed))
    if plain["format"] != FORMAT:
        raise ValueError("not a founding")
    if number(plain["version"]) > VERSION:
        raise SegmentError(Fault.NEWER)
    return Founding(
        team=team,
        at=moment(plain["at"]),
        founder=_founder(named(plain["founder"])),
        recovery=_recovery(named(plain["recovery"])),
        for_recovery=octets(plain["for_recovery"], LARGEST_BLOB),
    )


def _founder(plain: dict[str, Any]) -> Founder:
    verify_key = _verify_key(plain["verify_key"])
    nonce = octets(plain["device_nonce"], NONCE_BYTES, NONCE_BYTES)
    device = Device(device_name(verify_key, nonce), nonce)
    if plain["device"] != device.name:
        raise ValueError("a device of another laptop")
    return Founder(
        member=read_member(plain["member"]),
        verify_key=verify_key,
        recipient=read_recipient(plain["recipient"]),
        device=device,
        was=read_names(plain["was"]),
    )


def _recovery(plain: dict[str, Any]) -> RecoveryParts:
    return RecoveryParts(_verify_key(plain["verify_key"]), read_recipient(plain["recipient"]))


def _verify_key(plain: object) -> bytes:
    return octets(plain, VERIFY_KEY_BYTES, VERIFY_KEY_BYTES)
