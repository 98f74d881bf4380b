"""What is to be read aloud of a document, told from its blocks: the words in their order."""

from __future__ import annotations

from functools import singledispatch

from app.domain.figures import Figure
from app.reports import blocks
from app.reports.blocks import no_pictures
from app.reports.pdf.fonts import by_face, printable_text
from app.reports.pdf.story import LOST_PHOTO


def words_to_read(document, pictures=no_pictures):
    """Every word of a document in the order of its blocks; its foot is told once, at the end."""
    told = [text for block in document.blocks for text in told_of(block, pictures)]
    return " ".join([*told, drawn(document.foot)]).split()


def drawn(text):
    """A text as its faces can show it, white space as spaces."""
    return "".join(piece for _, piece in by_face(text)).replace("\N{NO-BREAK SPACE}", " ")


def runs(text):
    """The words of some runs, which may meet in the middle of a word."""
    return "".join(drawn(run.text) for run in text)


def instead(alternative):
    """An alternative text is not drawn, so it keeps the characters that no face has."""
    text = printable_text(alternative).replace("\N{NO-BREAK SPACE}", " ")
    return text if text.strip() else "A picture"


@singledispatch
def told_of(_block, _pictures):
    """The texts of a block in order; a page break has none."""
    return []


@told_of.register
def _(block: blocks.Paragraph, _pictures):
    return [runs(block.text), runs(block.aside)]


@told_of.register
def _(block: blocks.Heading, _pictures):
    return [drawn(block.text)]


@told_of.register
def _(block: blocks.BulletList, _pictures):
    return [f"\u2022 {told}" for item in block.items if (told := runs(item)).strip()]


@told_of.register
def _(block: blocks.Table, _pictures):
    titles = [drawn(column.title) for column in block.columns]
    return [*titles, *(runs(text) for row in block.rows for cell in row for text in cell)]


@told_of.register
def _(block: blocks.Facts, _pictures):
    return [part for label, text in block.pairs for part in (drawn(label), runs(text))]


@told_of.register
def _(block: blocks.Box, pictures):
    return [text for each in block.blocks for text in told_of(each, pictures)]


@told_of.register
def _(block: blocks.Columns, pictures):
    return [text for part in block.parts for each in part for text in told_of(each, pictures)]


@told_of.register
def _(block: blocks.WritingLine, _pictures):
    return [drawn(label) for label, _ in block.fields]


@told_of.register
def _(block: blocks.Ticks, _pictures):
    return [f"\u2610 {drawn(label)}" for label in block.labels]


@told_of.register
def _(block: Figure, _pictures):
    return [instead(block.alternative)]


@told_of.register
def _(block: blocks.Photo, pictures):
    if pictures(block.picture) is None:
        return [runs((*block.caption, *blocks.plain(LOST_PHOTO)))]
    return [instead(block.alternative), runs(block.caption)]
