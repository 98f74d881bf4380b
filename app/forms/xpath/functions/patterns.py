"""The patterns of `regex()`: a form comes from outside, and no pattern may keep a person waiting.

Python's own matcher goes back and tries again, so `(a+)+$` takes longer than a life on sixty
letters. The work that a pattern can cause is reckoned from its tree. Where it is bounded, as it is
for the postcodes, numbers and dates of real forms, Python's matcher answers in a microsecond;
where it is not, a machine that never goes back takes its place.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.forms.xpath.functions.pattern_machine import Machine
from app.forms.xpath.functions.pattern_syntax import (
    Ahead,
    Either,
    Letter,
    Mark,
    Pattern,
    Repeat,
    Series,
    python_pattern,
    read_pattern,
)

# About a tenth of a second at the very worst.
_MOST_WORK = 2_000_000.0


@dataclass(frozen=True, slots=True)
class _Work:
    """The ways to match: `choices` times the length of the answer to the power of `openings`."""

    openings: int = 0
    choices: float = 1.0
    varies: bool = False


class Compiled:
    """A pattern ready for use."""

    def __init__(self, text: str) -> None:
        self._tree = read_pattern(text)
        self._work = _work(self._tree)
        self._quick = re.compile(python_pattern(self._tree), re.ASCII)
        if math.isinf(self._work.choices):
            # What cannot be laid out is refused with the form, not with an answer.
            self.found("")

    @cached_property
    def _machine(self) -> Machine:
        return Machine(self._tree)

    def found(self, text: str) -> bool:
        """Whether the pattern is found in `text`; `^` and `$` ask for all of it."""
        work = self._work.choices * float(len(text) + 1) ** (self._work.openings + 1)
        if work <= _MOST_WORK:
            return self._quick.search(text) is not None
        return self._machine.found(text)


@lru_cache(maxsize=512)
def pattern_of(text: str) -> Compiled:
    """`text` compiled; raises XPathError where it is no pattern that can be used."""
    return Compiled(text)


def _work(tree: Pattern) -> _Work:
    match tree:
        case Letter() | Mark():
            return _Work()
        case Series():
            return _together([_work(part) for part in tree.parts])
        case Either():
            return _of_options([_work(option) for option in tree.options])
        case Repeat():
            return _repeated(tree, _work(tree.part))
        case Ahead():
            inner = _work(tree.part)
            return _Work(inner.openings, inner.choices, varies=True)


def _together(parts: list[_Work]) -> _Work:
    choices = math.prod(part.choices for part in parts)
    openings = sum(part.openings for part in parts)
    return _Work(openings, choices, any(part.varies for part in parts))


def _of_options(options: list[_Work]) -> _Work:
    choices = sum(option.choices for option in options)
    return _Work(max(option.openings for option in options), choices, varies=True)


def _repeated(tree: Repeat, part: _Work) -> _Work:
    if tree.least == tree.most == 1:
        return part
    if part.varies and tree.most != 1:
        # Ways upon ways: this is what never finishes.
        return _Work(part.openings, math.inf, varies=True)
    if tree.most is None:
        return _Work(part.openings + 1, part.choices, varies=True)
    varies = part.varies or tree.least != tree.most
    return _Work(part.openings, part.choices * (tree.most - tree.least + 1), varies)
