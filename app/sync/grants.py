"""Scope keys wrapped for the laptops that may have them, and opened there.

A wrapped key is an age file. Opening one takes a time that grows with the square of how many it is
for (0.9 ms for ten, 11 ms for 25, 600 ms for 200), so a key for many goes in several.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from app.sync.entries import Granted
from app.sync.frame import Fault, SegmentError
from app.sync.keys import KEY_BYTES, LaptopKeys, ScopeKey, scope_tag
from app.sync.plain import named, number, octets, text
from app.sync.unpacking import pack_plain, unpack_plain

MOST_TOGETHER = 8
"""How many laptops one wrapped key is for, beside the recovery key."""

_LONGEST_SCOPE = 200


def wrap_key(
    team_secret: bytes,
    scope: str,
    scope_key: ScopeKey,
    recipients: Mapping[str, str],
    recovery: str,
) -> tuple[Granted, ...]:
    """A scope's key for laptops, by their ids with their recipients, and for the recovery key.

    Without `recovery` it is for the laptops alone: what is one person's own is for nobody else.
    Raises ValueError for a recipient that is none; the roster has no such.
    """
    from pyrage import RecipientError, encrypt, x25519

    inside = pack_plain({"scope": scope, "epoch": scope_key.epoch, "key": scope_key.key})
    tag = scope_tag(team_secret, scope)
    grants = []
    for some in _portions(sorted(recipients), at_least=1 if recovery else 0):
        try:
            to = [x25519.Recipient.from_str(recipients[id_]) for id_ in some]
            to += [x25519.Recipient.from_str(recovery)] if recovery else []
        except RecipientError as problem:
            raise ValueError("nothing can be wrapped for this recipient") from problem
        blob = encrypt(inside, to)
        grants.append(Granted(tag, scope_key.epoch, scope_key.key_id, tuple(some), blob))
    return tuple(grants)


def open_key(granted: Granted, keys: LaptopKeys, team_secret: bytes) -> tuple[str, ScopeKey]:
    """The scope and its key that were wrapped for these keys.

    Raises SegmentError: NO_KEY where it is for others, DAMAGED, or MISPLACED where it is not the
    key that it is said to be.
    """
    scope, scope_key = _read(unwrap(granted.blob, keys))
    said = granted.tag, granted.epoch, granted.key_id
    if said != (scope_tag(team_secret, scope), scope_key.epoch, scope_key.key_id):
        raise SegmentError(Fault.MISPLACED)
    return scope, scope_key


def unwrap(blob: bytes, keys: LaptopKeys) -> bytes:
    """What was wrapped for these keys. Raises SegmentError: NO_KEY, for others or damaged."""
    from pyrage import DecryptError, decrypt, x25519

    try:
        inside: bytes = decrypt(blob, [x25519.Identity.from_str(keys.identity)])
    except DecryptError as problem:
        raise SegmentError(Fault.NO_KEY) from problem
    return inside


def _read(inside: bytes) -> tuple[str, ScopeKey]:
    try:
        plain = named(unpack_plain(inside))
        key = octets(plain["key"], KEY_BYTES, KEY_BYTES)
        return text(plain["scope"], _LONGEST_SCOPE), ScopeKey(number(plain["epoch"]), key)
    except (ValueError, TypeError) as problem:
        raise SegmentError(Fault.DAMAGED) from problem


def _portions(ids: list[str], at_least: int) -> Iterable[list[str]]:
    """The recovery key is given every key that it may have, also one that is for nobody yet."""
    for begin in range(0, max(len(ids), at_least), MOST_TOGETHER):
        yield ids[begin : begin + MOST_TOGETHER]
