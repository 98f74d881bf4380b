"""Secrets that a person prints, says aloud and types: digits of Crockford's base 32 in fours.

The last digit checks the others (the number modulo 37): it finds every wrong digit and every
swapped pair. Read forgivingly: small letters, spaces, any dashes; o is read as 0, i and l as 1.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUP = 4
_MODULUS = 37
_IGNORED = " \t\r\n\u00a0-\u2010\u2011\u2012\u2013\u2014\u2212_."
_READ_AS = str.maketrans("OIL", "011", _IGNORED)


class SlipError(Exception):
    """What was typed is no such secret. Its text is a sentence that says what kind of slip it is;
    what is safe, and what to do, is for the secret's own error to say.
    """


@dataclass(frozen=True, slots=True)
class Spoken:
    """One kind of such secret: what people call it, and how many random digits of five bits."""

    name: str
    digits: int

    @property
    def bits(self) -> int:
        """How many bits are random."""
        return 5 * self.digits

    def fresh(self) -> int:
        """Random bits whose check digit is a plain digit or letter.

        Crockford's five extra check symbols (* ~ $ = U) are passed over: they are hard to say on
        the telephone, and doing without them costs a fifth of one bit.
        """
        while True:
            secret = secrets.randbits(self.bits)
            if secret % _MODULUS < len(_ALPHABET):
                return secret

    def to_text(self, secret: int) -> str:
        """The secret in groups, with its check digit."""
        shifts = range(self.bits - 5, -1, -5)
        digits = [_ALPHABET[secret >> shift & 31] for shift in shifts]
        whole = "".join(digits) + _ALPHABET[secret % _MODULUS]
        return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))

    def from_text(self, text: str) -> int:
        """The secret that was typed; raises SlipError where it can be none."""
        typed = text.upper().translate(_READ_AS)
        strange = sorted(set(typed) - set(_ALPHABET))
        if strange:
            raise SlipError(f"A {self.name} has no “{strange[0]}” in it.")
        if len(typed) != self.digits + 1:
            raise SlipError(
                f"A {self.name} has {self.digits + 1} letters and digits; {len(typed)} were typed."
            )
        secret = 0
        for digit in typed[:-1]:
            secret = secret << 5 | _ALPHABET.index(digit)
        if secret % _MODULUS != _ALPHABET.index(typed[-1]):
            raise SlipError(f"There is a slip in that {self.name}.")
        return secret

    def to_bytes(self, secret: int) -> bytes:
        """The secret as bytes, to make a key from."""
        return secret.to_bytes((self.bits + 7) // 8, "big")
