"""Progress measures with their intervals, read from what was typed of them.

An interval is the 95 % confidence interval that is published beside a school's score; a score is
relative to other schools of its year, so years do not add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"(?<![\d.])[-\u2212\u2013+]?\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
FURTHEST = 100.0
"""No score lies further from 0 than this: anything more is a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """The score of one year, or of one measure: `low` and `high` are its interval's ends.

    `beside` is what it is compared with, None where nothing was given.
    """

    label: str
    value: float
    low: float
    high: float
    beside: float | None = None


def progress_point(label: str, value: str, interval: str, beside: str = "") -> ProgressPoint | None:
    """The point that typed words say; None where they are no score with an interval.

    `interval` is such as `-1.5 to 0.7`; a percentage is no progress score.
    """
    scores, ends, others = map(numbers_in, (value, interval, beside))
    if "%" in value or len(scores) != 1 or len(ends) != 2:  # noqa: PLR2004 - from and to
        return None
    low, high = ends
    if not low <= scores[0] <= high or max(map(abs, (*scores, *ends))) > FURTHEST:
        return None
    compared = others[0] if others and abs(others[0]) <= FURTHEST else None
    return ProgressPoint(label, scores[0], low, high, compared)


def against_average(point: ProgressPoint) -> str:
    """How a score stands to the average of 0, as far as its interval tells.

    Source: Department for Education, primary school accountability: a score is below or above
    average only where its whole interval is.
    """
    if point.high < 0:
        return "below the average"
    return "above the average" if point.low > 0 else "in line with the average"


def latest(points: Sequence[ProgressPoint]) -> ProgressPoint | None:
    """The score of the last year that a label names, the first of them where several are."""
    return max(points, key=lambda point: max(_YEAR.findall(point.label), default=""), default=None)


def numbers_in(text: str) -> list[float]:
    """The numbers in `text`, each with its sign; the dash between two numbers is none."""
    found = (
        match.group().replace("\u2212", "-").replace("\u2013", "-")
        for match in _NUMBER.finditer(text)
    )
    return [float(number) for number in found]


def signed(number: float) -> str:
    """`+0.7` or `-0.4`: one decimal and always a sign, as scores are published; `0.0` for none."""
    rounded = round(number, 1)
    return f"{rounded:+.1f}" if rounded else "0.0"
