"""One sealed file with a record for a colleague.

    magic     17 bytes, so that any program can tell what it is
    version   1 byte
    salt      16 bytes, with which the code said aloud becomes the key (Argon2id, by the caller)
    check     16 bytes that tell a wrong code from a damaged file
    length    8 bytes: how long the rest is, so that half a copy is told from a forgery
    nonce     12 bytes
    sealed    AES-256-GCM, with all of the above as associated data, over
                  4 bytes: the length of the packed part
                  the packed part: msgpack, compressed with zstandard
                  the photos' files one after another, as they lie sealed on the disk

Nothing in it is believed: sizes, counts and depth are bounded before anything is built.
"""

from __future__ import annotations

import hmac
import secrets
import struct
from dataclasses import dataclass

from app.errors import InputError, WrongCodeError
from app.sync.packing import Parcel, from_plain, to_plain
from app.sync.unpacking import TooLargeError, pack, unpack

MAGIC = b"VISITBOOK RECORD\n"
VERSION = 1
SALT_BYTES = 16
MOST_BYTES = 256 * 1024 * 1024
"""The largest file that is made or read."""

_CHECK_BYTES = 16
_NONCE_BYTES = 12
_HEADER = struct.Struct(f">{len(MAGIC)}sB{SALT_BYTES}s{_CHECK_BYTES}sQ")
_LENGTH = struct.Struct(">I")
_LEVEL = 9

NOT_OURS = (
    "This file is not a shared record of Visitbook. Nothing has been changed: "
    "ask your colleague to share the record again, and choose the file as it came."
)
NEWER = (
    "This record was shared by a newer version of Visitbook. Nothing has been changed: "
    "install the newest version to open it."
)
CUT_SHORT = (
    "This file is not complete: only a part of it was copied. Nothing has been changed: "
    "copy it again, or ask your colleague to send it again."
)
CHANGED = (
    "This file is damaged, or somebody changed it after it was made. Nothing has been changed "
    "here: ask your colleague to share the record again."
)
WRONG_CODE = (
    "That code does not open this file. Nothing has been changed: each file has its own code, "
    "so ask your colleague for the one that was shown with this file."
)
TOO_LARGE = (
    "This record with its photos is too large for one file. Nothing has been written: "
    "remove photos that are not needed, then share it again."
)


@dataclass(frozen=True, slots=True)
class _Header:
    salt: bytes
    check: bytes
    length: int


def seal_parcel(parcel: Parcel, key: bytes, salt: bytes) -> bytes:
    """The file that `key` opens, which was made with `salt`. Raises InputError if too large."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    packed = _packed(parcel)
    inside = b"".join([_LENGTH.pack(len(packed)), packed, *parcel.files.values()])
    if len(inside) > MOST_BYTES - 1024:
        raise InputError(TOO_LARGE)
    length = _NONCE_BYTES + len(inside) + 16
    header = _HEADER.pack(MAGIC, VERSION, salt, _check(key, salt), length)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, inside, header)


def salt_of(content: bytes) -> bytes:
    """The salt that the key of a file is made with. Raises InputError, each reason in words."""
    return _header(content).salt


def open_parcel(content: bytes, key: bytes) -> Parcel:
    """What is in a file. Raises WrongCodeError or InputError, each reason in words."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = _header(content)
    if not hmac.compare_digest(header.check, _check(key, header.salt)):
        raise WrongCodeError(WRONG_CODE)
    nonce = content[_HEADER.size : _HEADER.size + _NONCE_BYTES]
    sealed = memoryview(content)[_HEADER.size + _NONCE_BYTES :]
    try:
        inside = AESGCM(key).decrypt(nonce, sealed, content[: _HEADER.size])
    except (InvalidTag, ValueError) as problem:
        raise InputError(CHANGED) from problem
    return _unpacked(inside)


def _header(content: bytes) -> _Header:
    if not content.startswith(MAGIC[: len(content)]) or not content:
        raise InputError(NOT_OURS)
    if len(content) > len(MAGIC) and content[len(MAGIC)] > VERSION:
        raise InputError(NEWER)
    if len(content) < _HEADER.size:
        raise InputError(CUT_SHORT)
    _, _, salt, check, length = _HEADER.unpack_from(content)
    rest = len(content) - _HEADER.size
    if rest < length:
        raise InputError(CUT_SHORT)
    if rest > length or length < _NONCE_BYTES:
        raise InputError(CHANGED)
    return _Header(salt, check, length)


def _check(key: bytes, salt: bytes) -> bytes:
    said = b"visitbook shared record, check of the code" + salt
    return hmac.digest(key, said, "sha256")[:_CHECK_BYTES]


def _packed(parcel: Parcel) -> bytes:
    try:
        return pack(to_plain(parcel), _LEVEL)
    except TooLargeError as problem:
        raise InputError(TOO_LARGE) from problem


def _unpacked(inside: bytes) -> Parcel:
    """The parcel inside; whoever knew the code made it, so a forgery is still told in words."""
    try:
        (length,) = _LENGTH.unpack_from(inside)
        begin = _LENGTH.size + length
        plain = unpack(memoryview(inside)[_LENGTH.size : begin])
        return from_plain(plain, _Contents(inside, begin).next)
    except (ValueError, TypeError, struct.error) as problem:
        raise InputError(CHANGED) from problem


class _Contents:
    """The files behind the packed part, one after another."""

    def __init__(self, inside: bytes, begin: int) -> None:
        self._inside = inside
        self._at = begin

    def next(self, size: int) -> bytes:
        """The next `size` bytes; ValueError where there are fewer."""
        found = self._inside[self._at : self._at + size]
        if len(found) != size:
            raise ValueError("a file is shorter than it says")
        self._at += size
        return found
