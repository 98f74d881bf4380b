"""Charts as plain pictures: one source for the page and for the screen."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.calendar import in_words, without_year
from app.domain.figures import Figure, Picture, Shape
from app.domain.history import Moment
from app.domain.progress import ProgressPoint, signed

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
MOST_MOMENTS = 8
"""So many visits stand beside each other with their words; a year has six."""
_APART = 62.0
_LETTERS = 11
_MARGIN = 31.0
_BLOCK = 16.0
_BLOCK_STEP = 9.0
_MOST_BLOCKS = 6
_SCORES = 172.0
_SCORES_END = 372.0
_SCORE_STEP = 18.0
_SCORE_LETTERS = 28


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


def visits_figure(moments: Sequence[Moment]) -> Figure:
    """Visits along the months, a block for each action agreed there, filled once it is closed.

    What is planned has an outline only. The last `MOST_MOMENTS` are drawn; the words tell of all.
    """
    shown = list(moments)[-MOST_MOMENTS:]
    tall = min(max((moment.agreed for moment in shown), default=0), _MOST_BLOCKS)
    line = _SIZE + 6 + tall * _BLOCK_STEP + 6
    places = _spread([_along(moment, shown) for moment in shown])
    shapes: list[Shape] = [Shape(0, line + 3, width=_WIDTH, height=0.8, shade=0.6)]
    for moment, middle in zip(shown, places, strict=True):
        shapes += _moment(moment, middle, line)
    depth = line + 12 + 2 * _LINE
    return Figure(Picture(_WIDTH, depth, tuple(shapes)), _moments_in_words(moments))


def _along(moment: Moment, shown: Sequence[Moment]) -> float:
    """Where on the line a day stands, from the first to the last."""
    days = [each.day.toordinal() for each in shown]
    span = max(days) - min(days) or 1
    inside = _WIDTH - 2 * _MARGIN
    return _MARGIN + inside * (moment.day.toordinal() - min(days)) / span


def _spread(places: Sequence[float]) -> list[float]:
    """The places, pushed apart so that words beneath them do not run into each other."""
    spread: list[float] = []
    for place in places:
        spread.append(max(place, spread[-1] + _APART) if spread else place)
    over = max(0.0, (spread[-1] if spread else 0.0) - (_WIDTH - _MARGIN))
    for at in range(len(spread) - 1, -1, -1):
        most = spread[at + 1] - _APART if at + 1 < len(spread) else spread[at] - over
        spread[at] = min(spread[at], most)
    return spread


def _moment(moment: Moment, middle: float, line: float) -> Iterator[Shape]:
    shade = 0.0 if moment.is_ahead else _FILLED
    yield Shape(middle - 4, line, 8, 7, shade=shade, edge=True)
    for at in range(min(moment.agreed, _MOST_BLOCKS)):
        shade = _FILLED if at < moment.closed else 0.0
        top = line - 5 - (at + 1) * _BLOCK_STEP
        yield Shape(middle - _BLOCK / 2, top, _BLOCK, _BLOCK_STEP - 2, shade=shade, edge=True)
    if moment.agreed:
        top = line - 8 - min(moment.agreed, _MOST_BLOCKS) * _BLOCK_STEP
        told = f"{moment.closed} of {moment.agreed}"
        yield Shape(middle, top, text=told, size=_SIZE, anchor="middle")
    label = _shortened(moment.label, _LETTERS)
    yield Shape(middle, line + 7 + _LINE, text=label, size=_SIZE, bold=True, anchor="middle")
    day = without_year(moment.day).split(maxsplit=1)[1]
    yield Shape(middle, line + 7 + 2 * _LINE, text=day, size=_SIZE, anchor="middle")


def _shortened(label: str, letters: int) -> str:
    """The label in so many letters; all of it stands in the table beside the figure."""
    return label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"


def _moments_in_words(moments: Sequence[Moment]) -> str:
    told = "; ".join(
        f"{moment.label} on {in_words(moment.day)}, "
        + ("planned" if moment.is_ahead else f"{moment.closed} of {moment.agreed} actions closed")
        for moment in moments
    )
    return f"Visits over time, with the actions agreed at each. {told}."


def progress_figure(points: Sequence[ProgressPoint]) -> Figure:
    """Each score as a block on its interval, with the average of 0 and what it is compared with.

    The interval is a pale bar, the score a filled block, the comparison a hollow one; the words at
    the right say the same.
    """
    ends = [end for point in points for end in (point.low, point.high, point.beside or 0.0)]
    low, high = min(-1.0, *ends), max(1.0, *ends)
    scale = (_SCORES_END - _SCORES) / (high - low)

    def at(score: float) -> float:
        return _SCORES + (score - low) * scale

    depth = _LINE + 6 + _SCORE_STEP * len(points)
    shapes = [Shape(at(0), _LINE, width=0.9, height=depth - _LINE, shade=0.7)]
    shapes.append(Shape(at(0), _SIZE, text="0", size=_SIZE, anchor="middle"))
    for place, point in enumerate(points):
        shapes += _score(point, at, _LINE + 6 + place * _SCORE_STEP)
    return Figure(Picture(_WIDTH, depth, tuple(shapes)), _scores_in_words(points))


def _score(point: ProgressPoint, at: Callable[[float], float], top: float) -> Iterator[Shape]:
    base = top + _SIZE
    label = _shortened(point.label, _SCORE_LETTERS)
    yield Shape(0, base, text=label, size=_SIZE, bold=True)
    wide = max(at(point.high) - at(point.low), 1.0)
    yield Shape(at(point.low), top + 4, wide, 5, shade=0.3, edge=True)
    yield Shape(at(point.value) - 3, top + 1, 6, 11, shade=_FILLED, edge=True)
    if point.beside is not None:
        yield Shape(at(point.beside) - 2, top + 1, 4, 11, edge=True)
    yield Shape(_SCORES_END + 8, base, text=score_in_words(point), size=_SIZE)


def score_in_words(point: ProgressPoint) -> str:
    """`-0.4 (-1.5 to +0.7)`: the score and its interval, with their signs."""
    return f"{signed(point.value)} ({signed(point.low)} to {signed(point.high)})"


def _scores_in_words(points: Sequence[ProgressPoint]) -> str:
    told = "; ".join(
        f"{point.label} {score_in_words(point)}"
        + (f", compared with {signed(point.beside)}" if point.beside is not None else "")
        for point in points
    )
    return f"Progress scores with their intervals, beside 0 for the average. {told}."
