"""A document as the bytes of a Word file: the same document always gives the same bytes."""

from __future__ import annotations

from docx.section import Section
from docx.shared import Pt

from app.reports.blocks import Document, Pictures, Run, no_pictures, plain
from app.reports.style import print_style
from app.reports.typed import printable_text
from app.reports.word.markup import NAMESPACES, TAB, Stop, field, paragraph, words
from app.reports.word.package import Package, elements, fill
from app.reports.word.story import Story

GAP = 10.0
"""Between the running head or foot and the text, in points."""


def render(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The whole file: A4, Word's styles, its title and language, no author and no date.

    `pictures` hands the bytes of the photos.
    """
    package = Package(document.language)
    package.call(printable_text(document.title))
    room = _lay_out(package.document.sections[0])
    _furnish(package.document.sections[0], document)
    body = package.document.element.body
    story = Story(package, print_style().width, room, pictures)
    for place, element in enumerate(elements(story.body(document.blocks))):
        body.insert(place, element)
    return package.saved()


def _lay_out(section: Section) -> float:
    """A4 with the margins of the tokens; the height that is left for text, in points.

    Word moves the text by itself where a head or a foot needs more lines than one.
    """
    style = print_style()
    top, right, bottom, left = style.margins
    width, height = style.page
    line = style.foot * style.leading + GAP
    section.page_width, section.page_height = Pt(width), Pt(height)
    section.left_margin, section.right_margin = Pt(left), Pt(right)
    section.header_distance, section.footer_distance = Pt(top), Pt(bottom)
    section.top_margin, section.bottom_margin = Pt(top + line), Pt(bottom + line)
    return height - top - bottom - 2 * line


def _furnish(section: Section, document: Document) -> None:
    """The running head with the mark and the page's number at its right, and the foot."""
    mark = (
        (Run(document.mark, bold=True), Run(" \u00b7 page ")) if document.mark else plain("page ")
    )
    number = words(mark) + field("PAGE") + words(plain(" of ")) + field("NUMPAGES")
    stops = (Stop(print_style().width, "right"),)
    head = paragraph(words(document.head) + TAB + number, "Header", stops=stops)
    foot = paragraph(words(plain(document.foot)), "Footer")
    fill(section.header.part.element, f"<w:hdr {NAMESPACES}>{head}</w:hdr>")
    fill(section.footer.part.element, f"<w:ftr {NAMESPACES}>{foot}</w:ftr>")
