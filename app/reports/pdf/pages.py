"""The sheet: A4 with a running head, a foot, and `page x of y` filled in when y is known."""

from __future__ import annotations

from typing import IO, Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from app.reports.blocks import Document, plain
from app.reports.pdf.flowables import ToldOnce, draw_text, text_width
from app.reports.pdf.fonts import BOLD, REGULAR
from app.reports.pdf.looks import looks
from app.reports.pdf.markup import markup
from app.reports.pdf.structure import Element
from app.reports.pdf.tagged import PAGINATION, TaggedCanvas
from app.reports.style import print_style
from app.reports.typed import printable_text

GAP = 5.0
"""Between the running head or foot and its line, and twice that to the text, in points."""


class NumberedCanvas(TaggedCanvas):
    """A canvas that keeps a place for the page number, filled in once all pages are there."""

    mark = ""
    number_at = (0.0, 0.0)

    def keep_place(self) -> None:
        """Leave room for this page's number; the words come with `save`."""
        self.doForm(f"page-{self.getPageNumber()}")

    def save(self) -> None:
        """Fill in every page number, then write the file."""
        total = self.getPageNumber() - 1
        for number in range(1, total + 1):
            self.beginForm(f"page-{number}", 0, 0, *self._pagesize)
            self._number(f" \u00b7 page {number} of {total}" if self.mark else f"page {number}")
            self.endForm()
        super().save()

    def _number(self, words: str) -> None:
        style = print_style()
        right, y = self.number_at
        left = right - text_width(words, REGULAR, style.foot)
        self.setFillColor(HexColor(style.ink))
        draw_text(self, left, y, words, REGULAR, style.foot)
        mark_width = text_width(self.mark, BOLD, style.foot)
        draw_text(self, left - mark_width, y, self.mark, BOLD, style.foot)


class Sheets(BaseDocTemplate):  # type: ignore[misc]  # ReportLab ships no types
    """Lays a document out; `text_width` and `text_height` are what is left for its story.

    `told` is what of its pages belongs to the structure.
    """

    def __init__(self, target: IO[bytes], document: Document) -> None:
        style = print_style()
        top, _, bottom, left = style.margins
        super().__init__(
            target,
            pagesize=style.page,
            title=printable_text(document.title),
            subject=printable_text(document.subject),
            lang=document.language,
            displayDocTitle=True,
            initialFontName=REGULAR,
            initialFontSize=style.body,
            invariant=1,
            pageCompression=1,
            allowSplitting=1,
        )
        self._mark = printable_text(document.mark)
        widest = text_width(f"{self._mark} \u00b7 page 99 of 99", BOLD, style.foot)
        self._head = Paragraph(markup(document.head), looks().head)
        self._head_height = self._head.wrap(style.width - widest - 2 * GAP, style.page[1])[1]
        foot = markup(plain(document.foot))
        # The first page's foot is read: who holds this and whom to ask stand nowhere else.
        self.told = Element("P")
        self._foot = ToldOnce(foot, looks().foot)
        self._foot.belong_to(self.told)
        self._foot_height = self._foot.wrap(style.width, style.page[1])[1]
        self.text_width = style.width
        lowest = bottom + self._foot_height + 3 * GAP
        self.text_height = style.page[1] - top - self._head_height - 3 * GAP - lowest
        frame = Frame(left, lowest, style.width, self.text_height, 0, 0, 0, 0, id="text")
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._furnish))

    def _furnish(self, canvas: Any, _template: Any) -> None:
        canvas.saveState()
        with canvas.artifact(PAGINATION):
            self._draw_furniture(canvas)
        self._foot.drawOn(canvas, print_style().margins[3], print_style().margins[2])
        canvas.restoreState()

    def _draw_furniture(self, canvas: Any) -> None:
        style = print_style()
        top, right, bottom, left = style.margins
        head_at = style.page[1] - top - self._head_height
        self._head.drawOn(canvas, left, head_at)
        canvas.setStrokeColor(HexColor(style.ink))
        canvas.setLineWidth(0.5)
        for y in (head_at - GAP, bottom + self._foot_height + GAP):
            canvas.line(left, y, style.page[0] - right, y)
        first_line = style.page[1] - top - style.foot * 1.0
        canvas.mark, canvas.number_at = self._mark, (style.page[0] - right, first_line)
        canvas.keep_place()
