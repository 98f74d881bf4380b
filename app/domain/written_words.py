"""The words of a text that a spell check looks at, and those that it leaves alone.

Left alone is what no dictionary can know: whatever has a digit in it (pupil codes such as P07,
Y4-12 or 3B, URNs, references, years and times), addresses of e-mail and of the web, letters such as
SEND or TAs, names written LikeThis, and what is not in the Latin alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTER = r"[^\W\d_][\u0300-\u036f\u00ad]*"  # with its accents and a hyphen that is seldom seen
_PART = re.compile(rf"(?:{_LETTER})+(?:['’](?:{_LETTER})+)*")
_CHUNK = re.compile(r"\S+")
_PIECE = re.compile(r"[\w\u0300-\u036f\u00ad'’\u2011-]+(?:[.,:]\d+)*")
_ADDRESS = re.compile(
    r"\w@\w|^\W*(?:https?:|www\.)|\w\.(?:uk|com|org|net|gov|info|eu|io)\b", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORT_FORM = re.compile(r"[A-Z]{1,5}s?")
_SENTENCE = re.compile(r"\S.*?(?:[.,;:!?]\s+|$)", re.DOTALL)
_SHORT = 160  # letters of a text that is one piece
_LETTERS = 100  # a longer run of letters is no word
_LAST_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """One word where it stands, `text[start:end]`; `word` is it as a dictionary has it.

    That is composed, with a straight apostrophe, and without the ’s of an owner.
    """

    start: int
    end: int
    word: str


def words_to_check(text: str) -> tuple[WrittenWord, ...]:
    """The words of `text` that a dictionary should know, in order."""
    return tuple(
        WrittenWord(start + word.start, start + word.end, word.word)
        for start, words in pieces(text)
        for word in words
    )


def pieces(text: str) -> Iterator[tuple[int, tuple[WrittenWord, ...]]]:
    """The words of `text` in pieces, each with where it starts.

    A long text falls into its sentences, of which all but the one that was written in are
    remembered: asking again after each key costs no more where there is more text.
    """
    if len(text) <= _SHORT:
        yield 0, _words_of(text)
        return
    for piece in _SENTENCE.finditer(text):
        yield piece.start(), _words_of(piece[0])


def forget_texts() -> None:
    """Remember no sentences any more: what was written is locked away or closed."""
    _words_of.cache_clear()


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[WrittenWord, ...]:
    return tuple(
        word
        for chunk in _CHUNK.finditer(text)
        if not _ADDRESS.search(chunk[0])
        for piece in _PIECE.finditer(text, chunk.start(), chunk.end())
        if not any(letter.isdigit() for letter in piece[0])
        for word in _words_in(text, piece.start(), piece.end())
    )


def _words_in(text: str, start: int, end: int) -> Iterator[WrittenWord]:
    for part in _PART.finditer(text, start, end):
        bare = _POSSESSIVE.sub("", part[0])
        word = as_looked_up(bare)
        if _is_checked(word):
            yield WrittenWord(part.start(), part.start() + len(bare), word)


def as_looked_up(word: str) -> str:
    """`word` composed, and with the straight apostrophe that dictionaries use."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", word).replace("’", "'").replace("\u00ad", "")


def _is_checked(word: str) -> bool:
    if not 1 < len(word) <= _LETTERS or _SHORT_FORM.fullmatch(word):
        return False
    if not word.isascii() and max(word) > _LAST_LATIN:
        return False
    return word.isupper() or not any(letter.isupper() for letter in word[1:])


def is_among(word: str, known: Collection[str]) -> bool:
    """Whether `word` is one of the `known`, which may stand at the start of a sentence or in
    capitals: `oracy` is known as Oracy and ORACY too, `Ofsted` as OFSTED but not as ofsted.
    """
    if word in known or word.lower() in known:
        return True
    return word.isupper() and word.capitalize() in known
