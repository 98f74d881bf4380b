"""Which words of a text another one does not have: for two versions side by side."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Part = tuple[str, bool]
"""Some words, and whether they are only in this text."""

MOST_WORDS = 1_500
"""Longer texts are not compared: it would take longer than anybody waits."""

_PIECE = re.compile(r"\s+|\w[\w'’-]*|[^\w\s]")


def differing(text: str, other: str) -> tuple[Part, ...]:
    """`text` in parts, each with whether it is only there; together they are the whole text.

    Space and line breaks on their own never differ.
    """
    mine, theirs = _PIECE.findall(text), _PIECE.findall(other)
    if text == other or max(len(mine), len(theirs)) > 2 * MOST_WORDS:
        return ((text, False),) if text else ()
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    parts: list[Part] = []
    for act, begin, end, _theirs, _end in matcher.get_opcodes():
        if begin < end:
            _add(parts, "".join(mine[begin:end]), only_here=act != "equal")
    return tuple(parts)


def _add(parts: list[Part], words: str, *, only_here: bool) -> None:
    """Append words, with what is space at their ends outside of what differs."""
    plain = words.strip()
    if not only_here or not plain:
        _join(parts, words, only_here=False)
        return
    start = words.index(plain)
    _join(parts, words[:start], only_here=False)
    _join(parts, plain, only_here=True)
    _join(parts, words[start + len(plain) :], only_here=False)


def _join(parts: list[Part], words: str, *, only_here: bool) -> None:
    if not words:
        return
    if parts and parts[-1][1] == only_here:
        parts[-1] = (parts[-1][0] + words, only_here)
    else:
        parts.append((words, only_here))
