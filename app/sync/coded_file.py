"""A sealed file that a code said aloud opens; the code becomes a key elsewhere.

magic     so that any program can tell what it is
version   1 byte
salt      16 bytes, with which the code said aloud becomes the key (Argon2id, by the caller)
check     16 bytes that tell a wrong code from a damaged file
length    8 bytes: how long the rest is, so that half a copy is told from a forgery
nonce     12 bytes
sealed    AES-256-GCM, with all of the above as associated data
"""

from __future__ import annotations

import hmac
import secrets
import struct
from dataclasses import dataclass

from app.errors import InputError, WrongCodeError

SALT_BYTES = 16
_CHECK_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said of a file that does not open: what it is, what is safe, what to do."""

    not_ours: str
    newer: str
    cut_short: str
    changed: str
    wrong_code: str


@dataclass(frozen=True, slots=True)
class CodedFile:
    """One kind of such file. `check` keeps the check of one kind apart from that of another."""

    magic: bytes
    version: int
    check: bytes
    sentences: Sentences

    @property
    def overhead(self) -> int:
        """How many bytes a file has beside what is in it."""
        return self._header.size + _NONCE_BYTES + _TAG_BYTES

    def seal(self, inside: bytes, key: bytes, salt: bytes) -> bytes:
        """The file that `key` opens, which was made with `salt`."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        length = _NONCE_BYTES + len(inside) + _TAG_BYTES
        header = self._header.pack(self.magic, self.version, salt, self._checked(key, salt), length)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return header + nonce + AESGCM(key).encrypt(nonce, inside, header)

    def salt_of(self, content: bytes) -> bytes:
        """The salt that the key of a file is made with. Raises InputError."""
        salt, _ = self._read_header(content)
        return salt

    def open(self, content: bytes, key: bytes) -> bytes:
        """What is in a file. Raises WrongCodeError or InputError, each reason in words."""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, check = self._read_header(content)
        if not hmac.compare_digest(check, self._checked(key, salt)):
            raise WrongCodeError(self.sentences.wrong_code)
        begin = self._header.size
        nonce = content[begin : begin + _NONCE_BYTES]
        sealed = memoryview(content)[begin + _NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, sealed, content[:begin])
        except (InvalidTag, ValueError) as problem:
            raise InputError(self.sentences.changed) from problem

    @property
    def _header(self) -> struct.Struct:
        return struct.Struct(f">{len(self.magic)}sB{SALT_BYTES}s{_CHECK_BYTES}sQ")

    def _read_header(self, content: bytes) -> tuple[bytes, bytes]:
        """The salt and the check of a file that is all there."""
        say = self.sentences
        if not content.startswith(self.magic[: len(content)]) or not content:
            raise InputError(say.not_ours)
        if len(content) > len(self.magic) and content[len(self.magic)] > self.version:
            raise InputError(say.newer)
        if len(content) < self._header.size:
            raise InputError(say.cut_short)
        _, _, salt, check, length = self._header.unpack_from(content)
        rest = len(content) - self._header.size
        if rest < length:
            raise InputError(say.cut_short)
        if rest > length or length < _NONCE_BYTES:
            raise InputError(say.changed)
        return salt, check

    def _checked(self, key: bytes, salt: bytes) -> bytes:
        return hmac.digest(key, self.check + salt, "sha256")[:_CHECK_BYTES]
