"""What in a note is worth a second look before it is sent: suggestions, never demands.

Source: practice of notes of visit: evidence before opinion, no blame, no absolutes, plain
sentences, and people by role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 35
"""Words; beyond this a reader on a Monday morning reads twice."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w[\w'’-]*")
_TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Mx|Dr|Rev)\b\.?\s+[A-Z]")
_TOO_STRONG = re.compile(
    r"\b(always|never|every time|none of|all teachers|nobody)\b", re.IGNORECASE
)
_BLAMING = re.compile(
    r"\b(weak|poor|lazy|failing|failed|inadequate|unacceptable|bad)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth a second look, in words."""

    text: str


def remarks_on(text: str) -> Iterator[Remark]:
    """What is worth a second look in one answer."""
    if _TITLED.search(text):
        yield Remark("may name a person: use a role")
    for found in dict.fromkeys(match.group().casefold() for match in _BLAMING.finditer(text)):
        yield Remark(f"“{found}” may read as blame")
    for found in dict.fromkeys(match.group().casefold() for match in _TOO_STRONG.finditer(text)):
        yield Remark(f"“{found}” may be too strong")
    longest = max((len(_WORD.findall(part)) for part in _SENTENCE_END.split(text)), default=0)
    if longest > LONGEST_SENTENCE:
        yield Remark(f"one sentence has {longest} words")
