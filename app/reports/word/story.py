"""Blocks as the body of a Word file: paragraphs in styles, lists, tables and pictures in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatchmethod
from itertools import takewhile, zip_longest
from typing import Any, Protocol

from app.domain.figures import Figure
from app.reports import blocks
from app.reports.blocks import Block, Pictures, Text, Voice, no_pictures
from app.reports.drawn import picture_png
from app.reports.pictures import LOST_PHOTO, PNG, photo_file, size_on_page
from app.reports.style import print_style
from app.reports.word.markup import TAB, Stop, paragraph, picture, words
from app.reports.word.styles import CELL_GAP, PADDING
from app.reports.word.tables import cell, frame, row, table

_STYLES = {
    Voice.BODY: "Normal",
    Voice.QUIET: "Quiet",
    Voice.LABEL: "Label",
    Voice.TITLE: "Title",
    Voice.SUBTITLE: "Subtitle",
}
_GAP = paragraph("", "Gap")
_BELOW_TABLE = 6.0
_PEN = 16.0
"""Room for a pen above a line, in points."""
_FIELD_GAP = 10.0
_LETTER = 0.5
"""A usual letter's width, against its height."""
SHORT = 200
"""The most letters of a paragraph that goes to the next page with the table or photo below it."""
_KEPT_TO = blocks.Table | blocks.Photo | Figure
TALLEST_ROW = 0.5
"""The share of a page's height up to which a row of a table stays whole."""


class Beside(Protocol):
    """Keeps what a text refers to: each answers the name that the text calls it by."""

    def link(self, address: str) -> str:
        """Keep an address that can be followed."""

    def image(self, content: bytes, kind: str) -> str:
        """Keep a picture; the same one is kept once."""


class Story:
    """Builds the body for text `width` wide on pages `room` high, in points."""

    def __init__(
        self, beside: Beside, width: float, room: float, pictures: Pictures = no_pictures
    ) -> None:
        self._beside = beside
        self._wide, self._room = width, room
        self._pictures = pictures
        self._level = 0
        self._drawn = 0
        self._new_page = False
        self._below_table = False
        self._leads = False

    def body(self, content: Iterable[Block]) -> str:
        """Every block in order; it ends in a paragraph, as a body and a cell have to."""
        made = self._flow(content)
        return made if made.endswith("</w:p>") else made + _GAP

    def _flow(self, content: Iterable[Block]) -> str:
        whole = tuple(content)
        parts: list[str] = []
        for block, after in zip_longest(whole, whole[1:]):
            self._leads = isinstance(after, _KEPT_TO)
            made = self._make(block)
            if made.startswith("<w:tbl>") and parts and parts[-1].endswith("</w:tbl>"):
                parts.append(_GAP)  # two tables that touch would be one
            if made:
                parts.append(made)
                self._below_table = made.endswith("</w:tbl>")
        return "".join(parts)

    @singledispatchmethod
    def _make(self, block: Any) -> str:
        raise TypeError(f"No part of a Word file is known for {type(block).__name__}.")

    @_make.register
    def _(self, block: blocks.Paragraph) -> str:
        if not block.aside:
            keeps = self._leads and len(blocks.words_of(block.text)) <= SHORT
            return self._paragraph(self._words(block.text), _STYLES[block.voice], keeps=keeps)
        runs = self._words(block.text) + TAB + self._words(block.aside)
        stops = (Stop(self._wide, "right"),)
        return self._paragraph(runs, _STYLES[block.voice], stops=stops)

    @_make.register
    def _(self, block: blocks.Heading) -> str:
        self._level = blocks.level_after(self._level, block)
        return self._paragraph(words(blocks.plain(block.text)), f"Heading{block.level}")

    @_make.register
    def _(self, block: blocks.BulletList) -> str:
        items = (self._paragraph(self._words(item), "ListBullet") for item in block.items)
        return "".join(items)

    @_make.register
    def _(self, block: blocks.Table) -> str:
        shares = sum(column.share for column in block.columns)
        widths = [self._wide * column.share / shares for column in block.columns]
        titles = tuple((blocks.plain(column.title),) for column in block.columns)
        rows = (self._row(widths, cells) for cells in block.rows)
        return table(
            widths,
            (self._row(widths, titles, heads=True), *rows),
            summary=block.summary,
            first_column=block.header_columns > 0,
        )

    def _row(
        self, widths: Sequence[float], cells: Sequence[blocks.Cell], *, heads: bool = False
    ) -> str:
        sized = list(zip(widths, cells, strict=True))
        fits = max(self._height(*one) for one in sized) <= self._room * TALLEST_ROW
        style = "TableHeading" if heads else "TableText"
        made = (cell(width, self._cell(texts, style)) for width, texts in sized)
        return row(made, heads=heads and fits, whole=fits)

    def _cell(self, texts: blocks.Cell, style: str) -> str:
        return "".join(paragraph(self._words(text), style) for text in texts or ((),))

    def _height(self, width: float, texts: blocks.Cell) -> float:
        """About how tall a cell will be: a row that no page holds must be allowed to split."""
        style = print_style()
        fitting = max(1, (width - CELL_GAP) / (style.body * _LETTER))
        lines = sum(1 + len(blocks.words_of(text)) / fitting for text in texts)
        return lines * style.body * style.leading

    @_make.register
    def _(self, block: blocks.Facts) -> str:
        return "".join(
            self._paragraph(words(blocks.plain(label)) + TAB + self._words(text), "Facts")
            for label, text in block.pairs
        )

    @_make.register
    def _(self, block: Figure) -> str:
        drawing = block.picture
        share = min(1.0, self._wide / drawing.width)
        size = (drawing.width * share, drawing.height * share)
        image = self._picture(picture_png(drawing), PNG, size, block.alternative)
        return self._paragraph(image, "Normal")

    @_make.register
    def _(self, block: blocks.Photo) -> str:
        photo = photo_file(self._pictures(block.picture)) if block.picture else None
        if photo is None:
            lost = (*block.caption, *blocks.plain(LOST_PHOTO))
            return self._paragraph(self._words(lost), "Quiet")
        size = size_on_page(photo.width, photo.height, self._wide, self._room)
        image = self._picture(photo.content, photo.kind, size, block.alternative)
        above = self._paragraph(image, "Normal", keeps=True)
        return above + paragraph(self._words(block.caption), "Caption")

    def _picture(
        self, content: bytes, kind: str, size: tuple[float, float], alternative: str
    ) -> str:
        self._drawn += 1
        return picture(self._beside.image(content, kind), self._drawn, size, alternative)

    @_make.register
    def _(self, block: blocks.Box) -> str:
        """Headings stand above the frame: Word's outline leaves out what is within a table."""
        heads = tuple(takewhile(lambda one: isinstance(one, blocks.Heading), block.blocks))
        above, rest = self._flow(heads), block.blocks[len(heads) :]
        if not rest:
            return above
        outside, self._wide = self._wide, self._wide - 2 * PADDING
        self._below_table = False
        inside = self.body(rest)
        self._wide = outside
        return above + frame(self._wide, inside, strong=block.strong)

    @_make.register
    def _(self, block: blocks.Columns) -> str:
        """One after another: side by side they would need a table that is none."""
        return self._flow(inside for part in block.parts for inside in part)

    @_make.register
    def _(self, block: blocks.WritingLine) -> str:
        whole = sum(share for _, share in block.fields)
        room = self._wide - _FIELD_GAP * (len(block.fields) - 1)
        stops: list[Stop] = []
        runs, left = "", 0.0
        for label, share in block.fields:
            if stops:
                stops.append(Stop(left))
                runs += TAB
            right = left + room * share / whole
            stops.append(Stop(right, "right", ruled=True))
            runs += words(blocks.plain(label)) + TAB
            left = right + _FIELD_GAP
        return self._paragraph(runs, "Normal", stops=stops, before=_PEN)

    @_make.register
    def _(self, block: blocks.Ticks) -> str:
        spaced = "\u00a0\u00a0\u00a0\u00a0 ".join(f"\u2610\u00a0{text}" for text in block.labels)
        return self._paragraph(words(blocks.plain(spaced)), "Normal")

    @_make.register
    def _(self, block: blocks.PageBreak) -> str:
        """Where some room is enough, a heading keeps to what follows it by itself."""
        self._new_page = block.unless_room >= 1
        return ""

    def _paragraph(
        self,
        runs: str,
        style: str,
        *,
        stops: Iterable[Stop] = (),
        keeps: bool = False,
        before: float = 0,
    ) -> str:
        """A paragraph that takes the new page that was asked for, and stands clear of a table."""
        new_page, self._new_page = self._new_page, False
        if self._below_table and not style.startswith("Heading"):
            before = before or _BELOW_TABLE
        self._below_table = False
        return paragraph(runs, style, stops=stops, new_page=new_page, keeps=keeps, before=before)

    def _words(self, text: Text) -> str:
        return words(text, self._beside.link)
