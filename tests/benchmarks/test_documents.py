"""How long a ten-page PDF takes beside the same paragraphs and tables straight in platypus.

Warm: `whole` is snapshot to bytes; the floor is handed the same words in the same faces and sizes,
and adds no head, foot, bookmark, frame or metadata.
"""

from __future__ import annotations

from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from reportlab.lib.colors import black
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from app.reports import blocks, document_for, render_pdf
from app.reports.pdf.fonts import REGULAR
from app.reports.pdf.looks import looks
from app.reports.style import print_style
from tests.benchmarks.measuring import clocked, in_turns, ratio
from tests.builders_audits import audit

pytestmark = pytest.mark.benchmark

AIM = 1.5


def floor(document) -> bytes:
    """The same words written straight in platypus."""
    style = print_style()
    target = BytesIO()
    sheet = SimpleDocTemplate(
        target, pagesize=style.page, initialFontName=REGULAR, invariant=1, pageCompression=1
    )
    sheet.leftMargin = sheet.rightMargin = style.margins[1]
    sheet.build([flowable for block in document.blocks for flowable in straight(block)])
    return target.getvalue()


def straight(block) -> list[object]:
    """A block as stock flowables."""
    look, made = looks(), []
    match block:
        case blocks.Paragraph(text=text, voice=voice):
            made = [Paragraph(written(text), look.voices[voice])]
        case blocks.Heading(text=text, level=level):
            made = [Paragraph(escape(text), look.headings[level])]
        case blocks.BulletList(items=items):
            made = [Paragraph(written(item), look.bullet, bulletText="\u2022") for item in items]
        case blocks.Box(blocks=inside):
            made = [flowable for each in inside for flowable in straight(each)]
        case blocks.Facts(pairs=pairs):
            rows = [[label, Paragraph(written(text), look.cell)] for label, text in pairs]
            made = [Table(rows, colWidths=(100, 400), style=LINES)]
        case blocks.Table():
            made = [straight_table(block)]
    return made


LINES = [
    ("FONTNAME", (0, 0), (-1, -1), REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LINEBELOW", (0, 0), (-1, -1), 0.6, black),
]


def written(text) -> str:
    """Runs as ReportLab's markup."""
    return "".join(_run(run) for run in text)


def _run(run) -> str:
    words = escape(run.text)
    words = f"<b>{words}</b>" if run.bold else words
    return f"<i>{words}</i>" if run.italic else words


def straight_table(block) -> Table:
    """A table as a stock one, its heading repeated."""
    shares = sum(column.share for column in block.columns)
    widths = [print_style().width * column.share / shares for column in block.columns]
    look = looks()
    heads = [Paragraph(escape(column.title), look.column) for column in block.columns]
    rows = [
        [[Paragraph(written(text), look.cell) for text in texts] or "" for texts in row]
        for row in block.rows
    ]
    return Table([heads, *rows], colWidths=widths, repeatRows=1, style=LINES)


def test_a_ten_page_document_is_made(tell):
    import pypdfium2

    snapshot = audit()
    document = document_for(snapshot)
    assert len(pypdfium2.PdfDocument(render_pdf(document))) == 10
    taken = in_turns(
        25,
        {
            "floor": lambda: clocked(lambda: floor(document)),
            "whole": lambda: clocked(lambda: render_pdf(document_for(snapshot))),
        },
        unheeded=2,
    )
    tell(
        ratio(
            "A ten-page PDF, against the same words straight in platypus",
            taken["whole"],
            taken["floor"],
            aim=AIM,
        )
    )
