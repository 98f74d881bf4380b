"""The keys of a team: those of a laptop, those of a scope, and the names that follow from them.

A laptop signs with an Ed25519 key, and is given scope keys through its age recipient. Its id and
the names of its devices are hashes of its verify key, so nobody can take another's.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.sync.names import PHOTOS

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY_BYTES = 32
VERIFY_KEY_BYTES = 32
SIGNATURE_BYTES = 64
NONCE_BYTES = 16
"""How long a device's nonce is."""

ID_DIGITS = 32
KEY_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LaptopKeys:
    """What one laptop signs and opens with; kept in the encrypted database alone.

    `seed` is the signing key's, `identity` the age identity as age writes it.
    """

    seed: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def verify_key(self) -> bytes:
        """What others check this laptop's signatures with."""
        return verify_key_of(self.seed)

    @property
    def laptop_id(self) -> str:
        """What this laptop is called in the team."""
        return laptop_id(self.verify_key)

    @property
    def recipient(self) -> str:
        """What others wrap keys for this laptop with."""
        from pyrage import x25519

        return str(x25519.Identity.from_str(self.identity).to_public())

    def sign(self, content: bytes) -> bytes:
        """This laptop's signature of some bytes."""
        return sign(self.seed, content)

    def to_bytes(self) -> bytes:
        """The keys as bytes, for the encrypted database and nothing else."""
        return self.seed + self.identity.encode("ascii")


@dataclass(frozen=True, slots=True)
class Device:
    """A name under which a laptop writes, and the nonce that ties it to the laptop's key."""

    name: str
    nonce: bytes


@dataclass(frozen=True, slots=True)
class ScopeKey:
    """A key that what is in one scope is sealed with; `epoch` counts up when somebody leaves."""

    epoch: int
    key: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        """What the key is called outside: it follows from the key."""
        return hashlib.sha256(self.key).hexdigest()[:KEY_ID_DIGITS]


def fresh_laptop_keys() -> LaptopKeys:
    """The keys of a laptop that becomes one of a team."""
    from pyrage import x25519

    return LaptopKeys(secrets.token_bytes(KEY_BYTES), str(x25519.Identity.generate()))


def laptop_keys_from_bytes(content: bytes) -> LaptopKeys:
    """The keys that `to_bytes` gave. Raises ValueError for anything else."""
    from pyrage import IdentityError, x25519

    keys = LaptopKeys(content[:KEY_BYTES], content[KEY_BYTES:].decode("ascii"))
    try:
        x25519.Identity.from_str(keys.identity)
    except IdentityError as problem:
        raise ValueError("these are no keys of a laptop") from problem
    return keys


def fresh_scope_key(epoch: int = 1) -> ScopeKey:
    """A new key of a scope."""
    return ScopeKey(epoch, secrets.token_bytes(KEY_BYTES))


def fresh_device(keys: LaptopKeys) -> Device:
    """A new name for a laptop to write under."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Device(device_name(keys.verify_key, nonce), nonce)


def laptop_id(verify_key: bytes) -> str:
    """What the laptop with this verify key is called."""
    return hashlib.sha256(verify_key).hexdigest()[:ID_DIGITS]


def device_name(verify_key: bytes, nonce: bytes) -> str:
    """The only name that this laptop can have with this nonce."""
    return hashlib.sha256(b"visitbook device" + verify_key + nonce).hexdigest()[:ID_DIGITS]


def scope_tag(team_secret: bytes, scope: str) -> str:
    """What a scope is called in a team's store: nobody outside can tell which school it is."""
    return hmac.digest(team_secret, scope.encode(), "sha256").hex()[:ID_DIGITS]


def photo_name(team_secret: bytes, sha256: str) -> str:
    """What a photo's file is called in a team's store, by the SHA-256 of its sealed bytes."""
    return f"{PHOTOS}/{hmac.digest(team_secret, sha256.encode(), 'sha256').hex()}.bin"


def sign(seed: bytes, content: bytes) -> bytes:
    """The signature that the signing key of this seed makes."""
    return _signing_key(seed).sign(content)


def verify_key_of(seed: bytes) -> bytes:
    """What signatures by the signing key of this seed are checked with."""
    return _signing_key(seed).public_key().public_bytes_raw()


def is_signed(verify_key: bytes, signature: bytes, content: bytes) -> bool:
    """Whether the owner of this verify key signed these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _signing_key(seed: bytes) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed)
