"""What laptops say in the roster: each entry as a frozen value, as plain values, and back.

An entry of a kind that this program does not know, or that is not built as its kind is, becomes
`Unread`: it hides nothing of what stands beside it. Whether an entry counts is for the roster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from app.domain.team import TeamRole
from app.sync.frame import LAST_EPOCH
from app.sync.keys import (
    ID_DIGITS,
    KEY_ID_DIGITS,
    NONCE_BYTES,
    SIGNATURE_BYTES,
    VERIFY_KEY_BYTES,
)
from app.sync.names import SNAPSHOT, read_name
from app.sync.plain import digits, listed, moment, named, number, octets, several, text
from app.sync.unpacking import pack_plain

MOST_ENTRIES = 10_000
MOST_TO = 64
MOST_WAS = 100
MOST_HEARD = 100_000
LARGEST_BLOB = 8 * 1024
"""So that nobody is kept busy with opening one: see `app.sync.grants`."""

INVITE_DIGITS = 2 * VERIFY_KEY_BYTES
_LONGEST_ID = 64
_LONGEST_STREAM = 2 * ID_DIGITS + 1
_LONGEST_RECIPIENT = 100
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Invited:
    """A manager invites: `invite` is the verify key, in hex, of whoever has the invitation.

    `person` is the id of a member who is to have a further laptop; blank for somebody new.
    """

    invite: str
    role: TeamRole
    expires: datetime
    person: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A manager takes an invitation back: nobody joins by it any more."""

    invite: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A laptop joins by an invitation, in its own stream; `was` are names that it wrote under.

    `proof` is the invitation's signature over the rest.
    """

    invite: str
    member: str
    verify_key: bytes
    recipient: str
    device: str
    device_nonce: bytes
    was: tuple[str, ...]
    at: datetime
    proof: bytes = b""


@dataclass(frozen=True, slots=True)
class Granted:
    """A scope's key, wrapped for the laptops in `to`; `tag` is what the scope is called outside."""

    tag: str
    epoch: int
    key_id: str
    to: tuple[str, ...]
    blob: bytes


@dataclass(frozen=True, slots=True)
class Removed:
    """A manager removes a laptop. `heard` says how far its streams, `<tag>/<device>`, count."""

    laptop: str
    at: datetime
    heard: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Rejoined:
    """A laptop goes on under a new name, in the new name's stream; `was` are its names before."""

    device: str
    device_nonce: bytes
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshotted:
    """A manager put a snapshot of a scope there. `covers` says how far of its streams, by device.

    `name` is the file's.
    """

    tag: str
    name: str
    at: datetime
    covers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A laptop has taken in everything that a snapshot covers; `name` is the snapshot's file."""

    name: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry that this program cannot read: of a newer program, or not as its kind is."""

    kind: str = ""


Entry = (
    Invited
    | Withdrawn
    | Joined
    | Granted
    | Removed
    | Rejoined
    | Snapshotted
    | Acknowledged
    | Unread
)


def entries_to_plain(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as msgpack takes them."""
    return [_to_plain(entry) for entry in entries]


def entries_from_plain(plain: object) -> tuple[Entry, ...]:
    """The entries that `entries_to_plain` made; ValueError or TypeError where it is no list."""
    return several(plain, MOST_ENTRIES, _entry)


def proven(team: str, joined: Joined) -> bytes:
    """What an invitation signs for the one who joins by it."""
    rest = [value for name, value in _to_plain(joined).items() if name != "proof"]
    return b"visitbook joined " + pack_plain([team, *rest])


def read_recipient(plain: object) -> str:
    """An age recipient that keys can be wrapped for; ValueError or TypeError for another."""
    from pyrage import RecipientError, x25519

    recipient = text(plain, _LONGEST_RECIPIENT)
    try:
        x25519.Recipient.from_str(recipient)
    except RecipientError as problem:
        raise ValueError("nothing can be wrapped for this recipient") from problem
    return recipient


def read_member(plain: object) -> str:
    """The id of an adviser; ValueError or TypeError for what can be none."""
    member = text(plain, _LONGEST_ID)
    if not member:
        raise ValueError("a member without an id")
    return member


def read_names(plain: object) -> tuple[str, ...]:
    """Names that a laptop wrote under before."""
    return several(plain, MOST_WAS, read_member)


def moment_text(at: datetime) -> str:
    """A moment as it is written in a team's files: ISO 8601, in UTC."""
    return at.astimezone(UTC).isoformat()


def _to_plain(entry: Entry) -> dict[str, Any]:
    values = {part.name: _value(getattr(entry, part.name)) for part in fields(entry)}
    return {**values, "kind": _KINDS[type(entry)]}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return sorted(value.items())
    return value.value if isinstance(value, TeamRole) else value


def _entry(plain: object) -> Entry:
    kind = ""
    try:
        plain = named(plain)
        kind = text(plain["kind"], _LONGEST_ID)
        return _READERS[kind](plain) if kind in _READERS else Unread(kind)
    except (ValueError, TypeError):
        return Unread(kind)


def _invited(plain: dict[str, Any]) -> Invited:
    return Invited(
        invite=digits(plain["invite"], INVITE_DIGITS),
        role=TeamRole(plain["role"]),
        expires=moment(plain["expires"]),
        person=text(plain["person"], _LONGEST_ID),
    )


def _withdrawn(plain: dict[str, Any]) -> Withdrawn:
    return Withdrawn(digits(plain["invite"], INVITE_DIGITS))


def _joined(plain: dict[str, Any]) -> Joined:
    return Joined(
        invite=digits(plain["invite"], INVITE_DIGITS),
        member=read_member(plain["member"]),
        verify_key=octets(plain["verify_key"], VERIFY_KEY_BYTES, VERIFY_KEY_BYTES),
        recipient=read_recipient(plain["recipient"]),
        device=digits(plain["device"], ID_DIGITS),
        device_nonce=octets(plain["device_nonce"], NONCE_BYTES, NONCE_BYTES),
        was=read_names(plain["was"]),
        at=moment(plain["at"]),
        proof=octets(plain["proof"], SIGNATURE_BYTES, SIGNATURE_BYTES),
    )


def _granted(plain: dict[str, Any]) -> Granted:
    return Granted(
        tag=digits(plain["tag"], ID_DIGITS),
        epoch=number(plain["epoch"], LAST_EPOCH),
        key_id=digits(plain["key_id"], KEY_ID_DIGITS),
        to=several(plain["to"], MOST_TO, _laptop),
        blob=octets(plain["blob"], LARGEST_BLOB),
    )


def _removed(plain: dict[str, Any]) -> Removed:
    return Removed(
        laptop=_laptop(plain["laptop"]),
        at=moment(plain["at"]),
        heard=dict(several(plain["heard"], MOST_HEARD, _heard)),
    )


def _rejoined(plain: dict[str, Any]) -> Rejoined:
    return Rejoined(
        device=digits(plain["device"], ID_DIGITS),
        device_nonce=octets(plain["device_nonce"], NONCE_BYTES, NONCE_BYTES),
        was=read_names(plain["was"]),
    )


def _snapshotted(plain: dict[str, Any]) -> Snapshotted:
    return Snapshotted(
        tag=digits(plain["tag"], ID_DIGITS),
        name=_snapshot_name(plain["name"]),
        at=moment(plain["at"]),
        covers=dict(several(plain["covers"], MOST_HEARD, _covered)),
    )


def _acknowledged(plain: dict[str, Any]) -> Acknowledged:
    return Acknowledged(_snapshot_name(plain["name"]))


def _snapshot_name(plain: object) -> str:
    name = read_name(text(plain, _LONGEST_NAME))
    if name is None or name.ending != SNAPSHOT:
        raise ValueError("no snapshot has such a name")
    return str(name)


def _covered(plain: object) -> tuple[str, int]:
    device, seq = listed(plain, 2)
    return digits(device, ID_DIGITS), number(seq)


def _laptop(plain: object) -> str:
    return digits(plain, ID_DIGITS)


def _heard(plain: object) -> tuple[str, int]:
    stream, seq = listed(plain, 2)
    return text(stream, _LONGEST_STREAM), number(seq)


_READERS: dict[str, Callable[[dict[str, Any]], Entry]] = {
    "invited": _invited,
    "withdrawn": _withdrawn,
    "joined": _joined,
    "granted": _granted,
    "removed": _removed,
    "rejoined": _rejoined,
    "snapshotted": _snapshotted,
    "acknowledged": _acknowledged,
}
_KINDS: dict[type[Entry], str] = {
    Invited: "invited",
    Withdrawn: "withdrawn",
    Joined: "joined",
    Granted: "granted",
    Removed: "removed",
    Rejoined: "rejoined",
    Snapshotted: "snapshotted",
    Acknowledged: "acknowledged",
    Unread: "unread",
}
