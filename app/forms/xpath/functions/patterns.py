"""Patterns of `regex()`, guarded: a form comes from outside, and some patterns never finish.

Python's matcher backtracks, so `(a+)+$` takes longer than a life on thirty letters. A pattern is
refused where a repeated group holds another repetition, or alternatives that may begin alike, or
where it refers back to a group. What is left takes time that grows as a power of the answer's
length, with one degree for each open-ended repetition; beyond a bound of work an answer does not
match. A matcher without backtracking would allow more, and would be much slower for the patterns
that forms really hold: telephone numbers, postcodes, dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from app.forms.xpath.errors import XPathError

LONGEST = 1_000
MOST_WORK = 20_000_000
# A repetition that may happen more often than this counts as open-ended.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern and how many open-ended repetitions it holds."""

    expression: re.Pattern[str]
    openings: int


@dataclass(slots=True)
class _Group:
    repeats: bool = False
    starts: list[str] = field(default_factory=lambda: [""])


@lru_cache(maxsize=512)
def pattern_of(text: str) -> Pattern:
    """`text` compiled; raises XPathError where it is no pattern, or one that might never finish."""
    if len(text) > LONGEST:
        raise XPathError(f"A pattern may have at most {LONGEST:,} characters.")
    openings = _Scan(text).openings()
    try:
        return Pattern(re.compile(text), openings)
    except (re.error, RecursionError, OverflowError) as error:
        raise XPathError(f"The pattern {text!r} cannot be used: {error}.") from error


def matches(pattern: Pattern, text: str) -> bool:
    """Whether `pattern` is found in `text`; put it between `^` and `$` to ask for all of it."""
    work = float(len(text) + 1) ** (pattern.openings + 1)
    if work > MOST_WORK and len(text) > _SHORT:
        return False
    return pattern.expression.search(text) is not None


_SHORT = 60
_PIECE = re.compile(
    r"\\(?P<escape>.)"
    r"|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])"
    r"|(?P<open>\((?:\?(?:P<\w+>|[aiLmsux-]+:|:|=|!|<=|<!))?)"
    r"|(?P<close>\))"
    r"|(?P<repeat>(?:[*+?]|\{[0-9]*,?[0-9]*\})[?+]?)"
    r"|(?P<either>\|)"
    r"|(?P<other>.)",
    re.DOTALL,
)


class _Scan:
    def __init__(self, text: str) -> None:
        self._text = text
        self._open = [_Group()]
        self._closed: _Group | None = None
        self._openings = 0

    def openings(self) -> int:
        """How many open-ended repetitions there are; raises XPathError for a dangerous pattern."""
        for piece in _PIECE.finditer(self._text):
            self._see(piece)
        return self._openings

    def _see(self, piece: re.Match[str]) -> None:
        kind, text = piece.lastgroup, piece[0]
        closed, self._closed = self._closed, None
        if kind == "open":
            self._open.append(_Group())
        elif kind == "close":
            self._close()
        elif kind == "repeat":
            self._repeat(text, closed)
        elif kind == "either":
            self._open[-1].starts.append("")
        else:
            self._plain(text, kind)

    def _close(self) -> None:
        if len(self._open) > 1:
            self._closed = self._open.pop()
            self._open[-1].repeats |= self._closed.repeats
            self._begin("(")

    def _plain(self, text: str, kind: str | None) -> None:
        if kind == "escape" and text[1].isdigit() and text[1] != "0":
            raise self._refused("it refers back to a group")
        self._begin(text)

    def _begin(self, text: str) -> None:
        starts = self._open[-1].starts
        starts[-1] = starts[-1] or text

    def _repeat(self, text: str, closed: _Group | None) -> None:
        varies, endless = _repetition(text)
        if not varies:
            return
        self._open[-1].repeats = True
        self._openings += endless
        if closed is None or not endless:
            return
        if closed.repeats:
            raise self._refused("a repeated group holds another repetition")
        if _may_begin_alike(closed.starts):
            raise self._refused("a repeated group holds alternatives that may begin alike")

    def _refused(self, reason: str) -> XPathError:
        return XPathError(f"The pattern {self._text!r} might never finish: {reason}.")


def _repetition(text: str) -> tuple[bool, bool]:
    mark = text[0]
    if mark in "*+":
        return True, True
    if mark == "?":
        return True, False
    least, comma, most = text.rstrip("?+")[1:-1].partition(",")
    if not comma:
        return False, False
    if not most:
        return True, True
    return True, int(most) - int(least or 0) > _FEW


def _may_begin_alike(starts: list[str]) -> bool:
    if len(starts) == 1:
        return False
    plain = [start for start in starts if len(start) == 1 and start not in ".^$("]
    return len(plain) < len(starts) or len(set(plain)) < len(starts)
