"""Blocks as the elements of a page: each says what it is, so that any reader can tell it."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import singledispatchmethod
from html import escape
from typing import Any

from app.domain.figures import Figure
from app.reports import blocks
from app.reports.blocks import Block, Pictures, Run, Text, Voice, no_pictures
from app.reports.html.drawing import drawing
from app.reports.pictures import LOST_PHOTO, PhotoFile, photo_file
from app.reports.typed import printable_text, safe_address

SOME_COLUMNS, MANY_COLUMNS = 3, 4
"""From so many columns on, a table may scroll sideways, and does rather than be squeezed."""
_LONG_WORD = re.compile(r"\S{24}(?=\S)")


class Page:
    """Makes the elements of one document; `widths` are those of the columns that it has made."""

    def __init__(self, pictures: Pictures = no_pictures, *, titled: bool = True) -> None:
        self.widths: set[int] = set()
        self._pictures = pictures
        self._below_title = int(titled)
        self._level = 0
        self._drawings = 0
        self._breaks = False

    def elements(self, content: Iterable[Block]) -> str:
        """The blocks in order."""
        return "".join(self._make(block) for block in content)

    @singledispatchmethod
    def _make(self, block: Any) -> str:
        raise TypeError(f"No element is known for {type(block).__name__}.")

    @_make.register
    def _(self, block: blocks.Paragraph) -> str:
        if block.voice is Voice.TITLE:
            return f"<h1>{marked(block.text)}</h1>\n"
        look = "" if block.voice is Voice.BODY else str(block.voice)
        if not block.aside:
            return f"<p{_class(look)}>{marked(block.text)}</p>\n"
        sides = f"<span>{marked(block.text)}</span> <span>{marked(block.aside)}</span>"
        return f"<p{_class(look, 'aside')}>{sides}</p>\n"

    @_make.register
    def _(self, block: blocks.Heading) -> str:
        self._level = blocks.level_after(self._level, block)
        name = f"h{block.level + self._below_title}"
        new_page = _class("new-page" if self._breaks else "")
        self._breaks = False
        return f"<{name}{new_page}>{_plain(block.text)}</{name}>\n"

    @_make.register
    def _(self, block: blocks.BulletList) -> str:
        items = "".join(f"<li>{marked(item)}</li>\n" for item in block.items)
        return f"<ul>\n{items}</ul>\n" if items else ""

    @_make.register
    def _(self, block: blocks.Table) -> str:
        head = "".join(f'<th scope="col">{_breakable(c.title)}</th>' for c in block.columns)
        body = "".join(self._row(row, block.header_columns) for row in block.rows)
        caption = f"<caption>{_plain(block.summary)}</caption>\n" if block.summary else ""
        table = (
            f"<table>\n{caption}{self._columns(block)}"
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
        )
        if len(block.columns) < SOME_COLUMNS:
            return table
        looks = _class("scrolls", "wide" if len(block.columns) >= MANY_COLUMNS else "")
        name = _plain(block.summary or "Table")
        return f'<div{looks} role="region" aria-label="{name}" tabindex="0">{table}</div>\n'

    def _columns(self, block: blocks.Table) -> str:
        """Each column's share of the width, by a class: no element has a style of its own."""
        whole = sum(column.share for column in block.columns)
        shares = [round(100 * column.share / whole) for column in block.columns]
        self.widths.update(shares)
        columns = "".join(f'<col class="w{share}">' for share in shares)
        return f"<colgroup>{columns}</colgroup>\n"

    def _row(self, row: Iterable[blocks.Cell], heads: int) -> str:
        cells = (
            f'<th scope="row">{_cell(cell)}</th>'
            if cell and place < heads
            else f"<td>{_cell(cell)}</td>"
            for place, cell in enumerate(row)
        )
        return f"<tr>{''.join(cells)}</tr>\n"

    @_make.register
    def _(self, block: blocks.Facts) -> str:
        pairs = "".join(
            f"<div><dt>{_plain(label)}</dt><dd>{marked(text)}</dd></div>\n"
            for label, text in block.pairs
        )
        return f"<dl>\n{pairs}</dl>\n" if pairs else ""

    @_make.register
    def _(self, block: Figure) -> str:
        self._drawings += 1
        return f"<figure>{drawing(block, self._drawings)}</figure>\n"

    @_make.register
    def _(self, block: blocks.Photo) -> str:
        photo = photo_file(self._pictures(block.picture)) if block.picture else None
        if photo is None:
            lost = (*block.caption, *blocks.plain(LOST_PHOTO))
            return f"<p{_class('quiet')}>{marked(lost)}</p>\n"
        image = _image(photo, block.alternative)
        return f"<figure>{image}<figcaption>{marked(block.caption)}</figcaption></figure>\n"

    @_make.register
    def _(self, block: blocks.Box) -> str:
        inside = self.elements(block.blocks)
        looks = _class("box", "strong" if block.strong else "")
        return f"<div{looks}>\n{inside}</div>\n" if inside else ""

    @_make.register
    def _(self, block: blocks.Columns) -> str:
        parts = "".join(
            f"<div>\n{inside}</div>\n" for part in block.parts if (inside := self.elements(part))
        )
        return f"<div{_class('columns')}>\n{parts}</div>\n" if parts else ""

    @_make.register
    def _(self, block: blocks.WritingLine) -> str:
        """Room for a pen: of no use to who listens, but for its labels."""
        whole = sum(share for _, share in block.fields)
        shares = [round(100 * share / whole) for _, share in block.fields]
        self.widths.update(shares)
        fields = " ".join(
            f"<span{_class(f'w{share}')}>{_plain(label)}</span>"
            for share, (label, _) in zip(shares, block.fields, strict=True)
        )
        hidden = "" if any(label for label, _ in block.fields) else ' aria-hidden="true"'
        return f"<p{_class('lines')}{hidden}>{fields}</p>\n"

    @_make.register
    def _(self, block: blocks.Ticks) -> str:
        labels = "".join(f"<li>\u2610\u00a0{_plain(label)}</li>" for label in block.labels)
        return f"<ul{_class('ticks')}>{labels}</ul>\n"

    @_make.register
    def _(self, block: blocks.PageBreak) -> str:
        """A heading begins the new page; where some room is enough, paper keeps it by itself."""
        self._breaks = block.unless_room >= 1
        return ""


def marked(text: Text) -> str:
    """The runs as elements, with every sign that was typed shown as it was typed."""
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    words = _breakable(run.text)
    if run.bold:
        words = f"<b>{words}</b>"
    if run.italic:
        words = f"<i>{words}</i>"
    if address := safe_address(run.link):
        words = f'<a href="{escape(address)}">{words}</a>'
    return words


def _breakable(text: str) -> str:
    """The words, with places where a very long one may be parted: a table's cells need them."""
    parted = _LONG_WORD.sub(r"\g<0>\n", printable_text(text))
    return "<wbr>".join(map(escape, parted.split("\n")))


def _plain(text: str) -> str:
    return escape(printable_text(text))


def _cell(cell: blocks.Cell) -> str:
    if len(cell) == 1:
        return marked(cell[0])
    return "".join(f"<p>{marked(text)}</p>" for text in cell)


def _image(photo: PhotoFile, alternative: str) -> str:
    """The photo within the page itself, as it was kept."""
    content = b64encode(photo.content).decode("ascii")
    return (
        f'<img src="data:{photo.kind};base64,{content}" alt="{_plain(alternative)}" '
        f'width="{photo.width}" height="{photo.height}">'
    )


def _class(*names: str) -> str:
    told = " ".join(name for name in names if name)
    return f' class="{told}"' if told else ""
