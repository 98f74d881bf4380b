"""Words as people type them: without accents, apostrophes, capitals or punctuation."""

from __future__ import annotations

import re
import unicodedata

_WITHOUT = str.maketrans("", "", "'’")
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of `text`, alike however they are written: `St Zoë’s C.E.` is st, zoes, c, e.

    An `&` is `and`.
    """
    text = text.translate(_WITHOUT).replace("&", " and ").lower()
    if not text.isascii():
        parted = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return _WORD.findall(text)


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for how they are written."""
    return words_of(one) == words_of(other)
