"""Scales and their levels. Scales are data, so no level's word occurs in code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """A point on a scale: `value` as the form keeps it, its `word`, what it means here."""

    value: str
    word: str
    descriptor: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels from lowest to highest, apart from the answers that are no level."""

    key: str
    levels: tuple[Level, ...]
    aside: tuple[Level, ...] = ()

    def word(self, value: str) -> str:
        """The word for `value`, with its number where it is a level: `2 Developing`."""
        for place, level in enumerate(self.levels, start=1):
            if level.value == value:
                return f"{place} {level.word}"
        return next((other.word for other in self.aside if other.value == value), value)


def middle_level(values: Iterable[int]) -> int | None:
    """The median level; an even number of levels takes the lower of the middle two.

    Source: the audit's rules: a component is shown by its median, never by a mean.
    """
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2] if ordered else None
