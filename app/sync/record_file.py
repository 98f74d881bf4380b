"""One sealed file with a record for a colleague, which a code said aloud opens.

Inside are

    4 bytes   the length of the packed part
    packed    msgpack, compressed with zstandard
    files     the photos' files one after another, as they lie sealed on the disk

Nothing in it is believed: sizes, counts and depth are bounded before anything is built.
"""

from __future__ import annotations

import struct

from app.errors import InputError
from app.sync.coded_file import CodedFile, Sentences
from app.sync.packing import Parcel, from_plain, to_plain
from app.sync.unpacking import TooLargeError, pack, unpack

MAGIC = b"VISITBOOK RECORD\n"
VERSION = 1
MOST_BYTES = 256 * 1024 * 1024
"""The largest file that is made or read."""

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


_FILE = CodedFile(
    MAGIC,
    VERSION,
    b"visitbook shared record, check of the code",
    Sentences(NOT_OURS, NEWER, CUT_SHORT, CHANGED, WRONG_CODE),
)


def seal_parcel(parcel: Parcel, key: bytes, salt: bytes) -> bytes:
    """The file that `key` opens, which was made with `salt`. Raises InputError if too large."""
    packed = _packed(parcel)
    inside = b"".join([_LENGTH.pack(len(packed)), packed, *parcel.files.values()])
    if len(inside) > MOST_BYTES - _FILE.overhead:
        raise InputError(TOO_LARGE)
    return _FILE.seal(inside, key, salt)


def salt_of(content: bytes) -> bytes:
    """The salt that the key of a file is made with. Raises InputError, each reason in words."""
    return _FILE.salt_of(content)


def open_parcel(content: bytes, key: bytes) -> Parcel:
    """What is in a file. Raises WrongCodeError or InputError, each reason in words."""
    return _unpacked(_FILE.open(content, key))


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
