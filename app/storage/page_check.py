"""Tells whether a key fits an encrypted file of which the beginning cannot be read.

Each page of 4,096 bytes ends in an HMAC-SHA512 over its cipher text and its number. One page that
agrees proves the key, so what cannot be read is damaged, not somebody else's.
Source: SQLCipher 4, "Design": raw keys, fast key derivation for the HMAC key, page layout.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

_PAGE, _SALT, _HMAC, _RESERVED = 4096, 16, 64, 80
_SALT_MASK, _ROUNDS, _KEY = 0x3A, 2, 32
_PAGES_TRIED = 64


def key_fits(path: Path, key: bytes) -> bool:
    """Whether any of the first pages of the file at `path` was written with `key`."""
    try:
        with path.open("rb") as file:
            start = file.read(_PAGE * _PAGES_TRIED)
    except OSError:
        return False
    salt = bytes(byte ^ _SALT_MASK for byte in start[:_SALT])
    hmac_key = hashlib.pbkdf2_hmac("sha512", key, salt, _ROUNDS, _KEY)
    pages = range(len(start) // _PAGE)
    return any(_agrees(start[_PAGE * at : _PAGE * (at + 1)], at + 1, hmac_key) for at in pages)


def _agrees(page: bytes, number: int, hmac_key: bytes) -> bool:
    first = _SALT if number == 1 else 0
    sealed = page[first : _PAGE - _HMAC] + number.to_bytes(4, "little")
    expected = hmac.digest(hmac_key, sealed, "sha512")
    return hmac.compare_digest(expected, page[-_HMAC:])
