"""Matches a pattern without ever going back, in time that grows as length times size.

Ken Thompson's way (1968): all places in the pattern that the letters so far may have led to are
followed at once. It is slower than Python's own matcher where that does well, and it is never slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from app.forms.xpath.errors import XPathError
from app.forms.xpath.functions.pattern_syntax import (
    Ahead,
    Either,
    Letter,
    Mark,
    Pattern,
    Repeat,
    Series,
)

_MOST_PARTS = 20_000
# About a second at the very worst.
_MOST_STEPS = 2_000_000
_WORD = re.compile(r"\w", re.ASCII)


@dataclass(slots=True)
class Spent:
    """The steps that one match has taken, looking ahead included."""

    steps: int = 0

    def add(self, steps: int) -> None:
        """Count on; raises XPathError beyond the bound."""
        self.steps += steps
        if self.steps > _MOST_STEPS:
            raise XPathError("This answer is too long to be checked against its pattern.")


@dataclass(slots=True)
class Part:
    """A place in the machine: takes a letter, or holds a condition, or only leads on."""

    takes: Callable[[str], object] | None = None
    holds: Callable[[str, int, Spent], bool] | None = None
    onward: list[int] = field(default_factory=list)


class Machine:
    """A pattern laid out; part 0 is its end."""

    def __init__(self, tree: Pattern) -> None:
        self._parts = [Part()]
        self._start = self._laid(tree, 0)

    def found(self, text: str) -> bool:
        """Whether the pattern is found anywhere in `text`; raises XPathError beyond a bound."""
        return self.follow(text, 0, Spent(), anywhere=True)

    def follow(self, text: str, place: int, spent: Spent, *, anywhere: bool) -> bool:
        """Whether the pattern matches from `place` on, or `anywhere` after it."""
        here: set[int] = {self._start}
        for at in range(place, len(text) + 1):
            if anywhere:
                here.add(self._start)
            taking = self._spread(here, text, at, spent)
            if 0 in here:
                return True
            if at == len(text) or not (here or anywhere):
                return False
            here = self._after(taking, text[at])
        return False

    def _spread(self, here: set[int], text: str, at: int, spent: Spent) -> list[Part]:
        """Follow all that takes no letter; answer the parts that wait for one."""
        taking: list[Part] = []
        ahead = list(here)
        while ahead:
            part = self._parts[ahead.pop()]
            if part.takes is not None:
                taking.append(part)
            elif part.holds is None or part.holds(text, at, spent):
                fresh = [place for place in part.onward if place not in here]
                here.update(fresh)
                ahead.extend(fresh)
        spent.add(len(here))
        return taking

    @staticmethod
    def _after(taking: list[Part], letter: str) -> set[int]:
        reached: set[int] = set()
        for part in taking:
            if part.takes is not None and part.takes(letter):
                reached.update(part.onward)
        return reached

    # Laying out, from the end towards the beginning

    def _added(self, part: Part) -> int:
        if len(self._parts) >= _MOST_PARTS:
            raise XPathError("This pattern repeats too much to be used.")
        self._parts.append(part)
        return len(self._parts) - 1

    def _laid(self, tree: Pattern, after: int) -> int:
        match tree:
            case Letter():
                return self._added(Part(takes=_taker(tree), onward=[after]))
            case Mark():
                return self._added(Part(holds=_PLACES[tree.place], onward=[after]))
            case Series():
                for part in reversed(tree.parts):
                    after = self._laid(part, after)
                return after
            case Either():
                options = [self._laid(option, after) for option in tree.options]
                return self._added(Part(onward=options))
            case Repeat():
                return self._repeated(tree, after)
            case Ahead():
                return self._added(Part(holds=_condition(tree), onward=[after]))

    def _repeated(self, tree: Repeat, after: int) -> int:
        if tree.most is None:
            loop = self._added(Part(onward=[after]))
            self._parts[loop].onward.append(self._laid(tree.part, loop))
            after = loop
        else:
            end = after
            for _ in range(tree.most - tree.least):
                after = self._added(Part(onward=[end, self._laid(tree.part, after)]))
        for _ in range(tree.least):
            after = self._laid(tree.part, after)
        return after


def _taker(letter: Letter) -> Callable[[str], object]:
    flags = re.ASCII | (re.IGNORECASE if letter.folded else re.NOFLAG)
    return re.compile(letter.python(), flags).match


def _condition(tree: Ahead) -> Callable[[str, int, Spent], bool]:
    machine, wanted = Machine(tree.part), tree.wanted
    return lambda text, at, spent: machine.follow(text, at, spent, anywhere=False) is wanted


def _edge(text: str, at: int) -> bool:
    before = at > 0 and _WORD.match(text[at - 1]) is not None
    after = at < len(text) and _WORD.match(text[at]) is not None
    return before is not after


_PLACES: dict[str, Callable[[str, int, Spent], bool]] = {
    "start": lambda _text, at, _spent: at == 0,
    "end": lambda text, at, _spent: at == len(text),
    "edge": lambda text, at, _spent: _edge(text, at),
    "inside": lambda text, at, _spent: bool(text) and not _edge(text, at),
}
