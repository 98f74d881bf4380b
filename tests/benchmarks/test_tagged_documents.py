"""What it costs to tag a document, beside the same flowables drawn without a mark.

Warm, document to bytes, in turns. The floor is what the program would do if it told no screen
reader anything: the same story, sheets and faces, no passage, no mark, an empty tree.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from io import BytesIO
from unittest.mock import patch

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from app.reports import document_for, render_pdf
from app.reports.charts import Bar, ProfileRow, profile_figure
from app.reports.pdf.finish import finished
from app.reports.pdf.flowables import Words
from app.reports.pdf.pages import NumberedCanvas, Sheets
from app.reports.pdf.story import Story
from app.reports.pdf.structure import Element
from tests import builders_documents as b
from tests.benchmarks.measuring import clocked, in_turns, ratio
from tests.builders_audits import a_whole_audit
from tests.builders_pictures import a_photo
from tests.builders_tagged_documents import image

pytestmark = pytest.mark.benchmark

AIM = 1.4
NOTE_AIM, AUDIT_AIM = 250, 700
"""Milliseconds in which a person still feels that a page is there at once, or soon."""
PHOTO = a_photo(2000, 1500)


class Unmarked(NumberedCanvas):
    """The sheets' canvas as it would be without structure."""

    drawText = Canvas.drawText  # noqa: N815 - ReportLab's names
    showPage = Canvas.showPage  # noqa: N815 - ReportLab's names
    _addAnnotation = Canvas._addAnnotation  # noqa: N815 - ReportLab's names

    def begin_passage(self, at, _passage, _link):
        """A plain text object."""
        return self.beginText(*at)

    def nothing(self, *_arguments):
        """No mark."""
        return nullcontext()

    marked = figure = artifact = bullet_of = nothing


def untagged(document, pictures) -> bytes:
    """The document drawn without a mark."""
    target = BytesIO()
    with patch.object(Words, "belong_to", lambda words, *_: words):
        sheets = Sheets(target, document)
        story = Story(sheets.text_width, sheets.text_height, pictures)
        sheets.build(story.flow(document.blocks), canvasmaker=Unmarked)
    target.seek(0)
    return finished(target, document, Element("Document"))


def a_note():
    """A note of visit of three pages with a chart and two photos."""
    taken = (image("wall", "Towers of tens"), image("books", "Two lines of practice"))
    few = b.visit(earlier=(), pupils=(), actions=(b.action(1),))
    kept = tuple(each for each in few.sections if each.name not in {"leadership", "threads"})
    short = replace(few, sections=kept)
    document = document_for(b.with_section(short, b.group("teaching", *taken)))
    bars = (Bar("KS1", 2, "Developing"), Bar("KS2", 3, "Secure"))
    chart = profile_figure((ProfileRow("Leadership", "9 of 9 looked at", bars),))
    return replace(document, blocks=(*document.blocks, chart))


def a_report():
    """A whole audit's report, of five phases and every prompt, in twelve pages."""
    return document_for(a_whole_audit())


@pytest.mark.parametrize(
    ("name", "make", "pages", "aim"),
    [
        ("A note of visit of three pages with a chart and two photos", a_note, 3, NOTE_AIM),
        ("An audit's report of twelve pages", a_report, 12, AUDIT_AIM),
    ],
)
def test_a_document_is_tagged(tell, name, make, pages, aim):
    document = make()

    def photo(_name):
        return PHOTO

    assert len(pypdfium2.PdfDocument(render_pdf(document, photo))) == pages
    assert len(pypdfium2.PdfDocument(untagged(document, photo))) == pages
    taken = in_turns(
        25,
        {
            "floor": lambda: clocked(lambda: untagged(document, photo)),
            "ours": lambda: clocked(lambda: render_pdf(document, photo)),
        },
        unheeded=2,
    )
    row = ratio(f"{name}, against it untagged", taken["ours"], taken["floor"], aim=AIM)
    tell(replace(row, aim=f"{row.aim}, ≤ {aim} ms"))
