"""The structure tree of a document: what its parts are and in what order they are read aloud.

The story builds it, so that the order never depends on the layout; what is drawn is noted in it
as it is drawn, by page and number. Kinds are the structure types of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

COUNTED = frozenset({"H1", "H2", "H3", "THead", "TBody", "TR", "TH", "TD", "Lbl", "LBody"})
"""Kinds that stand with nothing in them: levels aren't skipped, rows have as many cells."""


class Mark(NamedTuple):
    """Something drawn: the page, from 0, and its number among that page's marks."""

    page: int
    number: int


class Spot(NamedTuple):
    """A place to click: the page, from 0, and its number among that page's annotations."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document: what it is, and what is inside it in the order it is read.

    `alternative` is for who can't see a figure, `words` are those that a link was drawn with,
    `box` is left, bottom, right and top of a figure in points from the page's corner.
    """

    kind: str
    alternative: str = ""
    scope: str = ""
    summary: str = ""
    numbering: str = ""
    words: str = ""
    box: tuple[float, float, float, float] | None = None
    inside: list[Element | Mark | Spot] = field(default_factory=list)

    def add(
        self,
        kind: str,
        *,
        alternative: str = "",
        scope: str = "",
        summary: str = "",
        numbering: str = "",
    ) -> Element:
        """A new part at the end of this one."""
        part = Element(kind, alternative, scope, summary, numbering)
        self.inside.append(part)
        return part

    def parts(self) -> Iterable[Element]:
        """The elements inside this one."""
        return (part for part in self.inside if isinstance(part, Element))

    def is_told(self) -> bool:
        """Whether anything at all was drawn of it."""
        return any(not isinstance(part, Element) or part.is_told() for part in self.inside)


def without_silent(root: Element) -> None:
    """Take out what nothing was drawn of, such as a paragraph without words."""
    root.inside = [part for part in root.inside if _stays(part)]
    for part in root.parts():
        without_silent(part)


def _stays(part: Element | Mark | Spot) -> bool:
    return not isinstance(part, Element) or part.kind in COUNTED or part.is_told()
