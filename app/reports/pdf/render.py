"""A document as the bytes of a PDF: the same document always gives the same bytes."""

from __future__ import annotations

from io import BytesIO

from app.reports.blocks import Document, Pictures, no_pictures
from app.reports.pdf.finish import finished
from app.reports.pdf.fonts import register_fonts
from app.reports.pdf.pages import NumberedCanvas, Sheets
from app.reports.pdf.story import Story


def render(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The whole PDF/UA-1 file: A4, embedded fonts, bookmarks, no author and no date.

    `pictures` hands the bytes of the photos.
    """
    register_fonts()
    laid_out = BytesIO()
    sheets = Sheets(laid_out, document)
    story = Story(sheets.text_width, sheets.text_height, pictures)
    flow = story.flow(document.blocks)
    story.tree.inside.append(sheets.told)
    sheets.build(flow, canvasmaker=NumberedCanvas)
    laid_out.seek(0)
    return finished(laid_out, document, story.tree)
