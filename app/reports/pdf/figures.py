"""One drawn picture as a PDF of its own, for whoever wants it as pixels."""

from __future__ import annotations

from io import BytesIO

from app.domain.figures import Picture
from app.reports.pdf.flowables import Drawn
from app.reports.pdf.fonts import REGULAR, register_fonts
from app.reports.pdf.structure import Element
from app.reports.pdf.tagged import TaggedCanvas


def figure_pdf(picture: Picture) -> bytes:
    """A single page, just as large as the picture."""
    register_fonts()
    written = BytesIO()
    size = (picture.width, picture.height)
    canvas = TaggedCanvas(written, pagesize=size, invariant=1, initialFontName=REGULAR)
    drawn = Drawn(picture, Element("Figure"))
    drawn.wrap(*size)
    drawn.drawOn(canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    return written.getvalue()
