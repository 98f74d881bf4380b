"""What in a note is worth a second look before it is sent: suggestions, never demands.

Source: practice of notes of visit: evidence before opinion, no blame, no absolutes, plain
sentences, and people by role.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.pupils import CODE_WITHHELD, codes_in

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w[\w'’-]*")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev)\b\.?\s+[A-Z][\w'’-]*")
_SAINT = r"(?<!\bSt )(?<!\bSt\. )(?<!\bSaint )"
"""Schools and churches are called after people too."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """What is looked for: `longest_sentence` in words, the others as words and short phrases.

    Beyond the longest sentence a reader on a Monday morning reads twice.
    """

    longest_sentence: int
    blaming: tuple[str, ...]
    too_strong: tuple[str, ...]
    first_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth a second look, in words."""

    text: str


def remarks_on(
    text: str, lists: WordLists, codes: Iterable[str] = (), *, printed: bool = True
) -> Iterator[Remark]:
    """What is worth a second look in one answer; `codes` are those of the school's pupils.

    What is never `printed` may hold codes without a word.
    """
    for name in names_in(text, lists.first_names):
        yield Remark(f"“{name}” may be a person: replace with a code or role")
    if printed:
        for code in codes_in(text, codes):
            yield Remark(f"“{code}” is a pupil’s code: printed as {CODE_WITHHELD}")
    for word in _found(text, lists.blaming):
        yield Remark(f"“{word}” may read as blame")
    for word in _found(text, lists.too_strong):
        yield Remark(f"“{word}” may be too strong")
    longest = max((len(_WORD.findall(part)) for part in _SENTENCE_END.split(text)), default=0)
    if longest > lists.longest_sentence:
        yield Remark(f"one sentence has {longest} words")


def names_in(text: str, first_names: tuple[str, ...]) -> tuple[str, ...]:
    """What is likely a person's name, as it is written: after a title, or by a first name."""
    found = [match.group() for match in _TITLED.finditer(text)]
    listed = _any_of(first_names, any_case=False)
    found += [match.group() for match in listed.finditer(text)] if listed is not None else []
    return tuple(dict.fromkeys(found))


def _found(text: str, words: tuple[str, ...]) -> Iterable[str]:
    pattern = _any_of(words, any_case=True)
    matches = pattern.finditer(text) if pattern is not None else ()
    return dict.fromkeys(match.group().casefold() for match in matches)


@lru_cache(maxsize=16)
def _any_of(words: tuple[str, ...], *, any_case: bool) -> re.Pattern[str] | None:
    """Any of the words, whole; a name takes the surname behind it along."""
    wanted = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    if not wanted:
        return None
    either = "|".join(map(re.escape, wanted))
    if any_case:
        return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
    return re.compile(rf"{_SAINT}\b(?:{either})\b(?:\s[A-Z][\w'’-]+)?")
