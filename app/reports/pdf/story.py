"""Blocks as a story of flowables: the one builder that makes every flowable there is.

Whoever adds structure marks later does it here: each method knows the block and its flowables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatchmethod
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import TableStyle

from app.reports import blocks
from app.reports.blocks import Block, Pictures, Text, no_pictures
from app.reports.pdf.flowables import (
    Beside,
    Boxed,
    Drawn,
    HeadingLine,
    Lines,
    RoomFor,
    RowTable,
    Words,
)
from app.reports.pdf.fonts import REGULAR
from app.reports.pdf.looks import looks
from app.reports.pdf.markup import markup
from app.reports.pdf.photographs import Photograph, readable
from app.reports.pictures import LOST_PHOTO
from app.reports.style import PrintStyle, print_style
from app.reports.typed import printable_text

TALLEST_COLUMNS = 0.45
"""The share of a page's height that columns side by side may take, so that they stay whole."""
TALLEST_TABLE = 0.2
"""The share of a page's height up to which a table stays whole after a heading."""
TALLEST_WHOLE = 0.6
"""The share of a page's height up to which a box stays whole after a heading."""
FACT_SHARES = (0.133, 0.393, 0.119, 0.355)
"""Label, fact, label, fact: the left half is wider, since a school's name stands there."""


class Story:
    """Builds the flowables of one document for text `width` wide on pages `room` high."""

    def __init__(self, width: float, room: float, pictures: Pictures = no_pictures) -> None:
        self.width, self.room = width, room
        self._pictures = pictures
        self._wide = width
        self._looks, self._style = looks(), print_style()
        self._headings = 0
        self._level = 0

    def flow(self, content: Iterable[Block]) -> list[Any]:
        """Every flowable in order; each heading stays with the start of what follows it."""
        return self._kept(self._made(content, self.width))

    def _made(self, content: Iterable[Block], width: float) -> list[Any]:
        """The flowables of `content`, each made for this width."""
        outside, self._wide = self._wide, width
        made = [flowable for block in content for flowable in self._make(block)]
        self._wide = outside
        return made

    @singledispatchmethod
    def _make(self, block: Any) -> list[Any]:
        raise TypeError(f"No flowable is known for {type(block).__name__}.")

    @_make.register
    def _(self, block: blocks.Paragraph) -> list[Any]:
        paragraph = Words(markup(block.text), self._looks.voices[block.voice])
        if not block.aside:
            return [paragraph]
        aside = Words(markup(block.aside), self._looks.aside)
        return [self._bare([[paragraph, aside]], (self._wide * 0.6, self._wide * 0.4))]

    @_make.register
    def _(self, block: blocks.Heading) -> list[Any]:
        self._level = blocks.level_after(self._level, block)
        self._headings += 1
        style = self._looks.headings[block.level]
        heading = HeadingLine(markup(blocks.plain(block.text)), style)
        words = printable_text(block.text)
        heading.bookmark = (f"heading-{self._headings}", words, block.level - 1)
        return [heading]

    @_make.register
    def _(self, block: blocks.BulletList) -> list[Any]:
        style = self._looks.bullet
        return [Words(markup(item), style, bulletText="\u2022") for item in block.items]

    @_make.register
    def _(self, block: blocks.Table) -> list[Any]:
        shares = sum(column.share for column in block.columns)
        widths = [self._wide * column.share / shares for column in block.columns]
        head = [self._cell((blocks.plain(column.title),), True) for column in block.columns]
        rows = [[self._cell(cell, False) for cell in row] for row in block.rows]
        table = RowTable(
            [head, *rows], colWidths=widths, repeatRows=1, style=_ruled(self._style), spaceAfter=4
        )
        table.page_room = self.room
        return [table]

    def _cell(self, cell: Sequence[Text], heads: bool) -> list[Any] | str:  # noqa: FBT001 - a private switch between two looks
        style = self._looks.column if heads else self._looks.cell
        return [Words(markup(text), style) for text in cell] or ""

    @_make.register
    def _(self, block: blocks.Facts) -> list[Any]:
        cells: list[tuple[Any, Any]] = [
            (Words(markup(blocks.plain(label)), self._looks.fact), self._fact(text))
            for label, text in block.pairs
        ]
        cells += [("", "")] * (len(cells) % 2)
        rows = [[*left, *right] for left, right in zip(cells[::2], cells[1::2], strict=True)]
        widths = [self._wide * share for share in FACT_SHARES]
        return [self._bare(rows, widths, ruled=True)] if rows else []

    def _fact(self, text: Text) -> Any:
        return Words(markup(text), self._looks.cell)

    def _bare(self, rows: list[Any], widths: Sequence[float], *, ruled: bool = False) -> RowTable:
        """A table for layout: no headings, lines above and below where it is `ruled`."""
        table = RowTable(rows, colWidths=list(widths), style=_plain(self._style, ruled=ruled))
        table.page_room = self.room
        table.spaceBefore = table.spaceAfter = 5 if ruled else 0
        return table

    @_make.register
    def _(self, block: blocks.Figure) -> list[Any]:
        return [Drawn(block.picture)]

    @_make.register
    def _(self, block: blocks.Photo) -> list[Any]:
        picture = readable(self._pictures(block.picture)) if block.picture else None
        if picture is None:
            lost = (*block.caption, *blocks.plain(LOST_PHOTO))
            return [Words(markup(lost), self._looks.voices[blocks.Voice.QUIET])]
        caption = Words(markup(block.caption), self._looks.voices[blocks.Voice.BODY])
        return [Photograph(picture, caption, self.room)]

    @_make.register
    def _(self, block: blocks.Box) -> list[Any]:
        inside = self._made(block.blocks, self._wide - 2 * Boxed.padding)
        for flowable in inside[:1]:
            flowable.spaceBefore = 0
        return [Boxed(inside, strong=block.strong, ink=self._style.ink)] if inside else []

    @_make.register
    def _(self, block: blocks.Columns) -> list[Any]:
        narrow = (self._wide + Beside.gap) / max(1, len(block.parts)) - Beside.gap
        parts = [made for part in block.parts if (made := self._made(part, narrow))]
        if not parts:
            return []
        beside = Beside(parts, self._wide)
        short = beside.height <= self.room * TALLEST_COLUMNS
        return [beside] if short else [flowable for part in parts for flowable in part]

    @_make.register
    def _(self, block: blocks.WritingLine) -> list[Any]:
        return [Lines(block.fields, self._style.body, self._style.ink)]

    @_make.register
    def _(self, block: blocks.Ticks) -> list[Any]:
        spaced = "\u00a0\u00a0\u00a0\u00a0 ".join(f"\u2610\u00a0{text}" for text in block.labels)
        return [Words(markup(blocks.plain(spaced)), self._looks.voices[blocks.Voice.BODY])]

    @_make.register
    def _(self, block: blocks.PageBreak) -> list[Any]:
        return [RoomFor(self.room * block.unless_room - 1)]

    def _kept(self, flowables: list[Any]) -> list[Any]:
        """Before each heading, a page break where its start would stand alone."""
        kept: list[Any] = []
        after_heading = False
        for place, flowable in enumerate(flowables):
            heads = self._heads(flowables, place)
            if heads and not after_heading:
                kept.append(RoomFor(self._needed(flowables[place:])))
            after_heading = heads
            kept.append(flowable)
        return kept

    def _heads(self, flowables: Sequence[Any], place: int) -> bool:
        """Whether this belongs to what follows: a heading, or a line or two above a photo."""
        one = flowables[place]
        if isinstance(one, HeadingLine):
            return True
        above = any(isinstance(each, Photograph) for each in flowables[place + 1 : place + 2])
        return above and isinstance(one, Words) and self._is_short(one)

    def _is_short(self, words: Words) -> bool:
        return bool(words.wrap(self.width, self.room)[1] <= 2 * words.style.leading)

    def _needed(self, flowables: Sequence[Any]) -> float:
        """The height of the headings that come first and of the start of what follows them."""
        height = 0.0
        for place, flowable in enumerate(flowables):
            height += flowable.getSpaceBefore() + self._start(flowable) + flowable.getSpaceAfter()
            if not self._heads(flowables, place):
                break
        return min(height, self.room * 0.9)

    def _start(self, flowable: Any) -> float:
        """The least height at which a flowable makes a good start on a page."""
        if isinstance(flowable, RowTable):
            whole = flowable.wrap(self.width, self.room)[1]
            short = whole <= self.room * TALLEST_TABLE
            return float(whole if short else flowable.start_height(self.width))
        height = float(flowable.wrap(self.width, self.room)[1])
        if isinstance(flowable, Words) and not isinstance(flowable, HeadingLine):
            return float(min(height, 3 * flowable.style.leading))
        return height if height <= self.room * TALLEST_WHOLE else 6 * self._style.body


def _ruled(style: PrintStyle) -> TableStyle:
    """A strong line below the headings, a light one below each row.

    The face is named for empty cells too, or ReportLab would refer to one that is not in the file.
    """
    ink, rule = HexColor(style.ink), HexColor(style.rule)
    return TableStyle(
        [
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 8),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("LINEBELOW", (0, 0), (-1, 0), 1.1, ink),
            ("LINEBELOW", (0, 1), (-1, -1), 0.6, rule),
        ]
    )


def _plain(style: PrintStyle, *, ruled: bool) -> TableStyle:
    commands: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6 if ruled else 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    if ruled:
        edge = HexColor(style.ink)
        commands += [
            ("LINEABOVE", (0, 0), (-1, 0), 1.1, edge),
            ("LINEBELOW", (0, -1), (-1, -1), 1.1, edge),
        ]
        commands += [("TOPPADDING", (0, 0), (-1, 0), 4), ("BOTTOMPADDING", (0, -1), (-1, -1), 5)]
    return TableStyle(commands)
