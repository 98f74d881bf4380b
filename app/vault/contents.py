"""How the bytes of a picture are sealed: AES-256-GCM under a random key of its own.

The sealed bytes are a mark, the nonce, then the ciphertext with its tag. They open only with their
key, and only as what they were sealed as.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.vault.sealing import KEY_BYTES, Sealed, fresh_key, seal, unseal

_MARK = b"VBS1"
_NONCE_BYTES = 12
_HEAD = len(_MARK) + _NONCE_BYTES


@dataclass(frozen=True, slots=True)
class SealedContent:
    """Sealed bytes, and the key that opens them, in hex: keep it apart from them."""

    content: bytes = field(repr=False)
    key: str = field(repr=False)


def seal_content(content: bytes, about: str) -> SealedContent:
    """`content` sealed as what `about` says, under a key that nothing else is sealed with."""
    key = fresh_key()
    sealed = seal(key, content, about)
    return SealedContent(_MARK + sealed.nonce + sealed.ciphertext, key.hex())


def open_content(sealed: bytes, key: str, about: str) -> bytes | None:
    """What was sealed, or None where the bytes, the key or `about` are not those of the sealing."""
    opening = _key(key)
    if opening is None or not sealed.startswith(_MARK) or len(sealed) <= _HEAD:
        return None
    return unseal(opening, Sealed(sealed[len(_MARK) : _HEAD], sealed[_HEAD:]), about)


def _key(text: str) -> bytes | None:
    """The key that 64 digits stand for: it may have come from another laptop."""
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None
