"""Words of an adviser's own: phrases that abbreviations stand for, and words to leave alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.errors import InputError

SIGN = ";"
"""Every abbreviation begins with it: no word does, so nothing turns into a phrase by chance."""

_LONGEST = 20
_TYPED = re.compile(rf"(?:^|(?<=[\s(“‘\"'/-])){SIGN}[^\s{SIGN}]{{1,{_LONGEST}}}$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that is often written; `abbreviation` is typed for it, blank where none is.

    `heading` gathers phrases in the list, such as a strand or a component.
    """

    id: str
    words: str
    abbreviation: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A word that the spell check is to leave alone; its id is the word as it was learned."""

    id: str
    word: str


def as_abbreviation(text: str) -> str:
    """`text` as an abbreviation: with its sign, which may be left out; blank stays blank.

    Raises InputError for what could not be typed as one.
    """
    bare = text.strip().removeprefix(SIGN)
    if not bare:
        return ""
    if not _TYPED.fullmatch(SIGN + bare):
        raise InputError(
            f"An abbreviation is one to {_LONGEST} letters or digits without a space, such as "
            f"{SIGN}pet. Nothing has been kept."
        )
    return SIGN + bare


def abbreviation_at_end(text: str) -> str:
    """What might be an abbreviation at the end of `text`, blank for nothing."""
    found = _TYPED.search(text[-_LONGEST - 2 :])
    return found[0] if found else ""
