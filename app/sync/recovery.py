"""A team's recovery key: printed, kept in a safe, and all that is needed to take a team up again.

What is printed is a secret; signing key and age identity both follow from it. It signs in the
roster as the most senior manager, and every key of the team is wrapped for it, so whoever has it
can remove laptops, invite new ones and give them the keys.
"""

from __future__ import annotations

from app.sync.founding import Founding, RecoveryParts
from app.sync.grants import unwrap
from app.sync.keys import KEY_BYTES, LaptopKeys

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_HUMAN_PART = "age-secret-key-"
_CHECKSUM = 6
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def recovery_keys(secret: bytes) -> LaptopKeys:
    """What the recovery key with this secret signs and opens with."""
    seed = _derived(secret, b"visitbook team recovery, signing")
    identity = _derived(secret, b"visitbook team recovery, opening")
    return LaptopKeys(seed, _age_identity(identity))


def recovery_parts(keys: LaptopKeys) -> RecoveryParts:
    """What a team is told of its recovery key when it is founded."""
    return RecoveryParts(keys.verify_key, keys.recipient)


def secret_for_recovery(founding: Founding, keys: LaptopKeys) -> bytes:
    """The team's secret, out of its founding. Raises SegmentError where it is another's key."""
    return unwrap(founding.for_recovery, keys)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    """HKDF (RFC 5869): the secret is random already, so this is quick."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)


def _age_identity(key: bytes) -> str:
    """32 bytes as age writes an identity: Bech32 (BIP 173), in capitals."""
    bits = int.from_bytes(key, "big") << 4  # 256 bits are 51 digits of five, and one bit
    data = [bits >> shift & 31 for shift in range(255, -1, -5)]
    expanded = [ord(c) >> 5 for c in _HUMAN_PART] + [0] + [ord(c) & 31 for c in _HUMAN_PART]
    check = _remainder(expanded + data + [0] * _CHECKSUM) ^ 1
    data += [check >> 5 * (_CHECKSUM - 1 - at) & 31 for at in range(_CHECKSUM)]
    return (_HUMAN_PART + "1" + "".join(_ALPHABET[digit] for digit in data)).upper()


def _remainder(digits: list[int]) -> int:
    """BIP 173's checksum, a remainder over GF(32)."""
    check = 1
    for digit in digits:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ digit
        for at, generator in enumerate(_GENERATORS):
            check ^= generator if top >> at & 1 else 0
    return check
