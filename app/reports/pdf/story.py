"""Blocks as a story of flowables: the one builder that makes every flowable there is.

It builds the structure tree with them: each method knows the block, how it looks, and how it is
read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import singledispatchmethod
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Spacer, TableStyle

from app.domain.figures import Figure
from app.reports import blocks
from app.reports.blocks import Block, Cell, Pictures, Text, no_pictures
from app.reports.pdf.flowables import (
    Beside,
    Boxed,
    Drawn,
    HeadingLine,
    Lines,
    RoomFor,
    RowTable,
    ToldOnce,
    Words,
)
from app.reports.pdf.fonts import REGULAR
from app.reports.pdf.looks import looks
from app.reports.pdf.markup import markup
from app.reports.pdf.photographs import Photograph, readable
from app.reports.pdf.structure import Element
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
    """Builds the flowables of one document for text `width` wide on pages `room` high.

    `tree` is the document's structure, in the order of its blocks.
    """

    def __init__(self, width: float, room: float, pictures: Pictures = no_pictures) -> None:
        self.width, self.room = width, room
        self._pictures = pictures
        self._wide = width
        self.tree = self._within = Element("Document")
        self._looks, self._style = looks(), print_style()
        self._headings = 0
        self._level = 0

    def flow(self, content: Iterable[Block]) -> list[Any]:
        """Every flowable in order; each heading stays with the start of what follows it.

        There is at least one, or there would be no page.
        """
        return self._kept(self._made(content)) or [Spacer(0, 0)]

    def _made(self, content: Iterable[Block]) -> list[Any]:
        return [flowable for block in content for flowable in self._make(block)]

    @contextmanager
    def _inside(self, element: Element, width: float) -> Iterator[None]:
        """Blocks are part of `element` meanwhile, each made for this width."""
        outside = self._within, self._wide
        self._within, self._wide = element, width
        yield
        self._within, self._wide = outside

    def _words(self, text: Text, style: ParagraphStyle, element: Element) -> Words:
        """A paragraph that is all of `element`."""
        return Words(markup(text), style).belong_to(element)

    @singledispatchmethod
    def _make(self, block: Any) -> list[Any]:
        raise TypeError(f"No flowable is known for {type(block).__name__}.")

    @_make.register
    def _(self, block: blocks.Paragraph) -> list[Any]:
        style = self._looks.voices[block.voice]
        paragraph = self._words(block.text, style, self._within.add("P"))
        if not block.aside:
            return [paragraph]
        aside = self._words(block.aside, self._looks.aside, self._within.add("P"))
        return [self._bare([[paragraph, aside]], (self._wide * 0.6, self._wide * 0.4))]

    @_make.register
    def _(self, block: blocks.Heading) -> list[Any]:
        self._level = blocks.level_after(self._level, block)
        self._headings += 1
        style = self._looks.headings[block.level]
        heading = HeadingLine(markup(blocks.plain(block.text)), style)
        heading.belong_to(self._within.add(f"H{block.level}"))
        words = printable_text(block.text)
        heading.bookmark = (f"heading-{self._headings}", words, block.level - 1)
        return [heading]

    @_make.register
    def _(self, block: blocks.BulletList) -> list[Any]:
        told = self._within.add("L", numbering="Disc")
        return [self._item(item, told.add("LI")) for item in block.items]

    def _item(self, item: Text, told: Element) -> Words:
        label, body = told.add("Lbl"), told.add("LBody")
        words = Words(markup(item), self._looks.bullet, bulletText="\u2022")
        return words.belong_to(body, label)

    @_make.register
    def _(self, block: blocks.Table) -> list[Any]:
        shares = sum(column.share for column in block.columns)
        widths = [self._wide * column.share / shares for column in block.columns]
        told = self._within.add("Table", summary=printable_text(block.summary))
        heading, body = (told.add("THead"), told.add("TBody")) if block.rows else (told, told)
        head = self._column_heads(block, heading.add("TR"))
        rows = [self._row(row, block.header_columns, body.add("TR")) for row in block.rows]
        table = RowTable(
            [head, *rows], colWidths=widths, repeatRows=1, style=_ruled(self._style), spaceAfter=4
        )
        table.page_room = self.room
        return [table]

    def _column_heads(self, block: blocks.Table, told: Element) -> list[Any]:
        titles = (markup(blocks.plain(column.title)) for column in block.columns)
        heads = [ToldOnce(title, self._looks.column) for title in titles]
        return [[head.belong_to(told.add("TH", scope="Column"))] for head in heads]

    def _row(self, row: Sequence[Cell], heading: int, told: Element) -> list[Any]:
        """The cells of a row, of which the first `heading` head it."""
        heads = [self._cell(cell, told.add("TH", scope="Row")) for cell in row[:heading]]
        return [*heads, *(self._cell(cell, told.add("TD")) for cell in row[heading:])]

    def _cell(self, cell: Cell, told: Element) -> list[Any] | str:
        """What stands in a cell; several paragraphs are told apart."""
        alone = len(cell) == 1
        style = self._looks.cell
        return [self._words(text, style, told if alone else told.add("P")) for text in cell] or ""

    @_make.register
    def _(self, block: blocks.Facts) -> list[Any]:
        told = self._within.add("L")
        cells: list[tuple[Any, Any]] = [
            self._fact(label, text, told.add("LI")) for label, text in block.pairs
        ]
        cells += [("", "")] * (len(cells) % 2)
        rows = [[*left, *right] for left, right in zip(cells[::2], cells[1::2], strict=True)]
        widths = [self._wide * share for share in FACT_SHARES]
        return [self._bare(rows, widths, ruled=True)] if rows else []

    def _fact(self, label: str, text: Text, told: Element) -> tuple[Words, Words]:
        """A label and its fact: aloud, an item of a list, since the rows mean nothing."""
        name = self._words(blocks.plain(label), self._looks.fact, told.add("Lbl"))
        return name, self._words(text, self._looks.cell, told.add("LBody"))

    def _bare(self, rows: list[Any], widths: Sequence[float], *, ruled: bool = False) -> RowTable:
        """A table for layout: no headings, lines above and below where it is `ruled`."""
        table = RowTable(rows, colWidths=list(widths), style=_plain(self._style, ruled=ruled))
        table.page_room = self.room
        table.spaceBefore = table.spaceAfter = 5 if ruled else 0
        return table

    @_make.register
    def _(self, block: Figure) -> list[Any]:
        told = self._within.add("Figure", alternative=_alternative(block))
        return [Drawn(block.picture, told)]

    @_make.register
    def _(self, block: blocks.Photo) -> list[Any]:
        picture = readable(self._pictures(block.picture)) if block.picture else None
        if picture is None:
            lost = (*block.caption, *blocks.plain(LOST_PHOTO))
            quiet = self._looks.voices[blocks.Voice.QUIET]
            return [self._words(lost, quiet, self._within.add("P"))]
        told = self._within.add("Div")
        figure = told.add("Figure", alternative=_alternative(block))
        beneath = told.add("Caption").add("P")
        caption = self._words(block.caption, self._looks.voices[blocks.Voice.BODY], beneath)
        return [Photograph(picture, figure, caption, self.room)]

    @_make.register
    def _(self, block: blocks.Box) -> list[Any]:
        with self._inside(self._within.add("Sect"), self._wide - 2 * Boxed.padding):
            inside = self._made(block.blocks)
        for flowable in inside[:1]:
            flowable.spaceBefore = 0
        return [Boxed(inside, strong=block.strong, ink=self._style.ink)] if inside else []

    @_make.register
    def _(self, block: blocks.Columns) -> list[Any]:
        narrow = (self._wide + Beside.gap) / max(1, len(block.parts)) - Beside.gap
        with self._inside(self._within, narrow):
            parts = [made for part in block.parts if (made := self._made(part))]
        if not parts:
            return []
        beside = Beside(parts, self._wide)
        short = beside.height <= self.room * TALLEST_COLUMNS
        return [beside] if short else [flowable for part in parts for flowable in part]

    @_make.register
    def _(self, block: blocks.WritingLine) -> list[Any]:
        fields = [(label, share, self._within.add("P")) for label, share in block.fields]
        return [Lines(fields, self._style.body, self._style.ink)]

    @_make.register
    def _(self, block: blocks.Ticks) -> list[Any]:
        spaced = "\u00a0\u00a0\u00a0\u00a0 ".join(f"\u2610\u00a0{text}" for text in block.labels)
        style = self._looks.voices[blocks.Voice.BODY]
        return [self._words(blocks.plain(spaced), style, self._within.add("P"))]

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


def _alternative(block: Figure | blocks.Photo) -> str:
    """The words for who can't see a picture; never none, or a screen reader would say nothing."""
    return printable_text(block.alternative).strip() or "A picture"


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
