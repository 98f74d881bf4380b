"""Marks in the patterns of `format-date()` that say nothing, such as the `%Q` of `'%d %Q'`."""

from __future__ import annotations

from collections.abc import Iterator

from app.forms.xpath import Expression
from app.forms.xpath.calls import calls_in
from app.forms.xpath.date_text import unknown_marks
from app.forms.xpath.syntax import Literal

_WRITERS = frozenset({"format-date", "format-date-time"})
_PATTERN = 1  # the place of the pattern among what they are given


def date_mark_mistakes(expression: Expression) -> Iterator[str]:
    """A sentence for each mark that would stand in the answer as it was written."""
    if _WRITERS.isdisjoint(expression.uses):
        return
    for call in calls_in(expression.text):
        pattern = call.arguments[_PATTERN : _PATTERN + 1] if call.name in _WRITERS else ()
        for literal in pattern:
            if isinstance(literal, Literal):
                yield from (_told(mark) for mark in unknown_marks(literal.text))


def _told(mark: str) -> str:
    return (
        f"{mark} is no part of a date. There are %d, %e, %m, %n, %b, %B, %Y, %y, %a, %A, %H, %h, "
        "%M and %S: write '%d %B %Y', and %% for a percent sign."
    )
