"""What a document is made of: a tree of blocks that knows structure and nothing of paper.

Content modules make these from a finished record; renderers (PDF now, others later) draw them.
Every block is plain data, so the same content always gives the same document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.figures import Figure


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look; `link` is an address, followed only if http(s) or mailto."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Text = tuple[Run, ...]


def plain(text: str) -> Text:
    """`text` in the ordinary look."""
    return (Run(text),) if text else ()


def bold(text: str) -> Text:
    """`text` in bold."""
    return (Run(text, bold=True),) if text else ()


def words_of(text: Text) -> str:
    """The words of `text` without their look."""
    return "".join(run.text for run in text)


def joined(parts: Iterable[Text], separator: str = " ") -> Text:
    """The parts that say anything, with `separator` between them."""
    runs: list[Run] = []
    for part in parts:
        if part and runs:
            runs.append(Run(separator))
        runs.extend(part)
    return tuple(runs)


class Voice(StrEnum):
    """How a paragraph speaks: a renderer gives each its look."""

    BODY = "body"
    QUIET = "quiet"
    LABEL = "label"
    TITLE = "title"
    SUBTITLE = "subtitle"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `aside` stands at the right end of the same line, where there is room."""

    text: Text
    voice: Voice = Voice.BODY
    aside: Text = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, which is a bookmark too; levels are never skipped."""

    text: str
    level: int = 1


class SkippedLevelError(ValueError):
    """A heading lies more than one level below the one before it."""


def level_after(before: int, heading: Heading) -> int:
    """The level of `heading`, the last one having been of level `before` (0 for none).

    Raises SkippedLevelError where a level between them is left out: every renderer asks this.
    """
    if not 1 <= heading.level <= before + 1:
        raise SkippedLevelError(f"A heading of level {heading.level} after {before}.")
    return heading.level


@dataclass(frozen=True, slots=True)
class BulletList:
    """Things of equal weight, in order."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its heading and its share of the width, against the other columns'."""

    title: str
    share: float = 1.0


Cell = tuple[Text, ...]
"""What stands in a cell: one paragraph or several."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below one row of headings, repeated on each page. `summary` says what the table is.

    The first `header_columns` cells of each row head that row.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: str = ""
    header_columns: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they stand for, such as the head of a note: two to a line."""

    pairs: tuple[tuple[str, Text], ...]


Pictures = Callable[[str], bytes | None]
"""Hands the bytes of a photo by what its block calls it, None where they can't be had."""


def no_pictures(_picture: str) -> bytes | None:
    """Where there are no photos to hand."""
    return None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo with its caption beneath, and words for who cannot see it.

    `picture` is what whoever draws it asks for its bytes by, blank where it is lost.
    """

    picture: str
    caption: Text
    alternative: str


@dataclass(frozen=True, slots=True)
class Box:
    """Blocks in a frame; a `strong` one is for what must be read even if nothing else is."""

    blocks: tuple[Block, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side where they are short enough, else one after another."""

    parts: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class WritingLine:
    """Room to write on paper: each field is a label and its share of the width."""

    fields: tuple[tuple[str, float], ...] = (("", 1.0),)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Boxes to tick on paper, on one line."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, unless at least `unless_room` (a share of the page's height) is left."""

    unless_room: float = 1.0


Block = (
    Paragraph
    | Heading
    | BulletList
    | Table
    | Facts
    | Figure
    | Photo
    | Box
    | Columns
    | WritingLine
    | Ticks
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    `head` runs along the top of every page, with `mark` and the page number at its right; `foot`
    along the bottom.
    """

    title: str
    head: Text
    mark: str
    foot: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    subject: str = field(default="")
