"""Words as people type them: without accents, apostrophes, capitals or punctuation."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'’‘`´ʼ"  # noqa: RUF001 - these are the apostrophes that names are written with
_TO_SPACE = {code: " " for code in range(128) if not chr(code).isalnum()}
_ASCII = str.maketrans(_TO_SPACE | dict.fromkeys(map(ord, _APOSTROPHES)))
_POSSESSIVE = re.compile(rf"s[{_APOSTROPHES}](?!\w)", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W_]+")


def words_of(text: str) -> list[str]:
    """The words of `text`, alike however they are written.

    `St James’ C.E. School` gives st, jamess, c, e, school: a possessive without its s gets one,
    as James's has, so that either is found by the other. `&` is `and`.
    """
    if text.isascii():
        if "'" in text:
            text = _POSSESSIVE.sub("ss", text)
        if "&" in text:
            text = text.replace("&", " and ")
        return text.lower().translate(_ASCII).split()
    return _words_with_accents(text)


def _words_with_accents(text: str) -> list[str]:
    text = _POSSESSIVE.sub("ss", text).replace("&", " and ").translate(_ASCII)
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_LETTERS.sub(" ", plain.casefold()).split()


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for how they are written."""
    return words_of(one) == words_of(other)
