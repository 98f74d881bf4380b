"""Charts as plain pictures: one source for the page and for the screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.reports.blocks import Figure, Picture, Shape

STEPS = 4
_WIDTH = 510.0
_SIZE = 11.0
_LINE = 14.0
_TITLE_LETTERS = 28
_LABEL_END = 222.0
_BARS = 230.0
_STEP = 45.0
_STEP_GAP = 2.0
_BAR = 9.0
_WORDS = _BARS + STEPS * _STEP + 8
_BETWEEN = 9.0
_FILLED = 0.85
_MANY = 4
"""From so many phases on, bars stand closer, so that six components still fit one page."""
_CLOSER = 12.0
_CLOSER_BAR = 8.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is for, the level it reaches (0 for none), and that level in words."""

    label: str
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A component: its title, how much of it was looked at, and a bar for each phase."""

    title: str
    looked_at: str
    bars: tuple[Bar, ...]


def profile_figure(rows: Sequence[ProfileRow]) -> Figure:
    """The profile: steps filled up to the level, the level's words beside them.

    Filled and empty steps differ in outline as well as tone, so it can be read without colour.
    """
    shapes: list[Shape] = list(_scale())
    depth = _LINE + 4
    for row in rows:
        shapes += _row(row, depth)
        depth += _height(row)
    return Figure(Picture(_WIDTH, depth, tuple(shapes)), _in_words(rows))


def _scale() -> Iterator[Shape]:
    for step in range(STEPS):
        middle = _BARS + step * _STEP + (_STEP - _STEP_GAP) / 2
        yield Shape(middle, _SIZE, text=str(step + 1), size=_SIZE, anchor="middle")


def _titles(row: ProfileRow) -> list[str]:
    return textwrap.wrap(row.title, _TITLE_LETTERS) or [""]


def _line(row: ProfileRow) -> float:
    """How far apart the bars of a component stand."""
    return _LINE if len(row.bars) < _MANY else _CLOSER


def _height(row: ProfileRow) -> float:
    return max(_line(row) * len(row.bars), _LINE * (len(_titles(row)) + 1)) + _BETWEEN


def _row(row: ProfileRow, top: float) -> Iterator[Shape]:
    yield Shape(0, top - _BETWEEN / 2, width=_WIDTH, height=0.5, shade=0.4)
    titles = _titles(row)
    for place, title in enumerate(titles):
        yield Shape(0, top + _SIZE + place * _LINE, text=title, size=_SIZE, bold=True)
    yield Shape(0, top + _SIZE + len(titles) * _LINE, text=row.looked_at, size=_SIZE)
    many = len(row.bars) >= _MANY
    for place, bar in enumerate(row.bars):
        yield from _bar(bar, top + place * _line(row), _CLOSER_BAR if many else _BAR)


def _bar(bar: Bar, top: float, tall: float) -> Iterator[Shape]:
    base = top + _SIZE
    yield Shape(_LABEL_END, base, text=bar.label, size=_SIZE, anchor="end")
    for step in range(STEPS):
        left = _BARS + step * _STEP
        shade = _FILLED if step < bar.level else 0.0
        yield Shape(left, base - tall + 1, _STEP - _STEP_GAP, tall, shade=shade, edge=True)
    yield Shape(_WORDS, base, text=bar.words, size=_SIZE, bold=bool(bar.level))


def _in_words(rows: Sequence[ProfileRow]) -> str:
    parts = []
    for row in rows:
        bars = ", ".join(f"{bar.label} {bar.words}" for bar in row.bars)
        parts.append(f"{row.title}: {bars}; {row.looked_at}.")
    return "Middle level of each component by phase. " + " ".join(parts)
