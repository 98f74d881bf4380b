"""The recovery key as a person prints, keeps and types it: seven groups of four.

    7K3M-0QXA-...-9T4C      27 random digits of Crockford's base 32 (135 bits), then a check digit

Read forgivingly: small letters, spaces, any dashes; o is read as 0, i and l as 1. The check digit
is Crockford's (the number modulo 37): it finds every wrong digit and every swapped pair.
"""

from __future__ import annotations

import secrets

from app.errors import WrongRecoveryKeyError

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS = 27
_GROUP = 4
_BITS = 5 * _DIGITS
_MODULUS = 37
_IGNORED = " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212_."
_READ_AS = str.maketrans("OIL", "011", _IGNORED)


def fresh_secret() -> int:
    """135 random bits whose check digit is a plain digit or letter.

    Crockford's five extra check symbols (* ~ $ = U) are passed over: they are hard to say on the
    telephone, and doing without them costs a fifth of one bit.
    """
    while True:
        secret = secrets.randbits(_BITS)
        if secret % _MODULUS < len(_ALPHABET):
            return secret


def to_text(secret: int) -> str:
    """The secret as it is printed, in groups."""
    shifts = range(_BITS - 5, -1, -5)
    digits = [_ALPHABET[secret >> shift & 31] for shift in shifts]
    whole = "".join(digits) + _ALPHABET[secret % _MODULUS]
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def from_text(text: str) -> int:
    """The secret that was typed; raises WrongRecoveryKeyError, saying what kind of slip it is."""
    typed = text.upper().translate(_READ_AS)
    strange = sorted(set(typed) - set(_ALPHABET))
    if strange:
        raise WrongRecoveryKeyError(
            f"A recovery key has no “{strange[0]}” in it. Nothing is lost: "
            "compare each group with your printed copy and try again."
        )
    if len(typed) != _DIGITS + 1:
        raise WrongRecoveryKeyError(
            f"A recovery key has {_DIGITS + 1} letters and digits; {len(typed)} were typed. "
            "Nothing is lost: compare each group with your printed copy and try again."
        )
    secret = 0
    for digit in typed[:-1]:
        secret = secret << 5 | _ALPHABET.index(digit)
    if secret % _MODULUS != _ALPHABET.index(typed[-1]):
        raise WrongRecoveryKeyError(
            "There is a slip in that recovery key. Nothing is lost: "
            "compare each group with your printed copy and try again."
        )
    return secret


def to_bytes(secret: int) -> bytes:
    """The secret as bytes, to make a key from."""
    return secret.to_bytes((_BITS + 7) // 8, "big")
