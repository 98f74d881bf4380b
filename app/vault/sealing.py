"""How a key is sealed under another: Argon2id or HKDF makes the outer key, AES-256-GCM seals."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

from app.errors import VaultError

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a passphrase costs, Argon2id's parameters: memory in KiB, passes, lanes.

    RFC 9106, section 4, second recommended option: 64 MiB, three passes, four lanes.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed key: AES-256-GCM's nonce, and the ciphertext with its tag."""

    nonce: bytes
    ciphertext: bytes


def fresh_key() -> bytes:
    """A random key of the length that SQLCipher and AES-256 take."""
    return secrets.token_bytes(KEY_BYTES)


def fresh_salt() -> bytes:
    """A random salt."""
    return secrets.token_bytes(SALT_BYTES)


def key_from_passphrase(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The outer key that a passphrase makes; slow on purpose, about a quarter of a second.

    NFC first: one keyboard sends an accented letter as one character, another as two.
    """
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            secret=unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            salt=salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as problem:
        raise VaultError(
            f"Unlocking needs {cost.memory_kib // 1024} MiB of free memory, and this computer has "
            "less just now. Nothing is lost: close other programs and try again."
        ) from problem


def key_from_secret(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """A key for one purpose from a secret that is random already, so quick (HKDF, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=purpose.encode()).derive(
        secret
    )


def seal(outer: bytes, key: bytes, purpose: str) -> Sealed:
    """`key` sealed under `outer`; only the same `purpose` opens it again."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Sealed(nonce, AESGCM(outer).encrypt(nonce, key, purpose.encode()))


def unseal(outer: bytes, sealed: Sealed, purpose: str) -> bytes | None:
    """The key inside, or None where `outer` or `purpose` is not the one it was sealed with."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(outer).decrypt(sealed.nonce, sealed.ciphertext, purpose.encode())
    except InvalidTag:
        return None
