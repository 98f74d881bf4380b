"""How hard a passphrase is to guess: a small, honest estimate.

It errs on the low side: a word counts as one of a few thousand, whatever its letters; a run or
a repeat counts next to nothing. Source: the NCSC's advice to use three random words; three make
about 39 bits here, which is what is asked for.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import IntEnum


class Grade(IntEnum):
    """How hard to guess; from `FAIR` on a passphrase is taken."""

    TOO_WEAK = 0
    FAIR = 1
    GOOD = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Strength:
    """An estimate: the power of two of the guesses needed, its grade, and what would help."""

    bits: float
    grade: Grade
    word: str
    advice: str

    @property
    def enough(self) -> bool:
        """Whether it may be used."""
        return self.grade >= Grade.FAIR


def strength(passphrase: str) -> Strength:
    """The estimate for `passphrase`."""
    bits = sum(_bits(part) for part in _parts(passphrase.casefold()))
    grade = _grade(bits, len(passphrase))
    return Strength(bits, grade, _WORDS[grade], _advice(passphrase, grade))


_SHORTEST = 10
_WORD_BITS = 13.0  # one word of a list of about 8,000
_COMMON_BITS = 5.0
_GRADES = ((64.0, Grade.STRONG), (50.0, Grade.GOOD), (38.0, Grade.FAIR))
_WORDS = {
    Grade.TOO_WEAK: "Too easy to guess",
    Grade.FAIR: "Fair",
    Grade.GOOD: "Good",
    Grade.STRONG: "Strong",
}
_SHORT_WORD = 3  # letters, up to which a word is one of few
_JUMBLED = 5  # changes between letters, figures and marks without a space: nobody's word
_JUMBLED_BITS = 4.5  # a character
_PARTS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]+|_+")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORT_RUN = 3
_COMMON = frozenset(
    """
    password passphrase passwort letmein welcome admin login secret qwerty dragon monkey football
    liverpool arsenal chelsea everton rangers sunshine princess summer winter spring autumn january
    february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday school teacher headteacher pupil maths mathematics
    visit visitbook adviser advisor primary secondary academy education class iloveyou love hello
    master shadow superman batman charlie daisy poppy chocolate cheese computer laptop england
    london britain changeme test user
    """.split()  # noqa: SIM905 - a paragraph of words reads better than ninety quoted ones
)


def _parts(text: str) -> list[str]:
    """The different words, numbers and marks in it, jumbles whole: a repeat is guessed once."""
    parts: list[str] = []
    for piece in text.split():
        found = _PARTS.findall(piece)
        parts.extend([piece] if len(found) >= _JUMBLED else found)
    return list(dict.fromkeys(parts))


def _bits(part: str) -> float:
    if part in _COMMON or _is_run(part) or len(set(part)) == 1:
        return _COMMON_BITS
    if part.isdigit():
        return min(len(part) * math.log2(10), 20.0)
    if not part.isalpha():
        return len(part) * _JUMBLED_BITS
    if len(part) <= _SHORT_WORD:
        return 3.0 * len(part)
    return min(len(part) * math.log2(26), max(_WORD_BITS, 2.0 * len(part)))


def _is_run(part: str) -> bool:
    return len(part) >= _SHORT_RUN and any(part in run or part in run[::-1] for run in _RUNS)


def _grade(bits: float, length: int) -> Grade:
    if length < _SHORTEST:
        return Grade.TOO_WEAK
    return next((grade for least, grade in _GRADES if bits >= least), Grade.TOO_WEAK)


def _advice(passphrase: str, grade: Grade) -> str:
    if grade >= Grade.GOOD:
        return ""
    if len(passphrase) < _SHORTEST:
        return (
            f"Use at least {_SHORTEST} characters: three or four words that do not belong together."
        )
    return "Add a word that has nothing to do with the others."
