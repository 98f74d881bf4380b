"""A document goes to a printer, page by page, and can be stopped."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from app.usecases.documents import Preview, blank_document
from ui.paper.printing import Printing, a_printer, print_pages
from ui.tasks import Lanes


@pytest.fixture
def preview():
    from app.reports.preview import page_sizes

    pdf = blank_document()
    return Preview(pdf, "a note.pdf", page_sizes(pdf))


@pytest.fixture
def lanes():
    failures = []
    made = Lanes(failures.append)
    yield made
    made.close()
    assert failures == []


@pytest.fixture
def printer(preview, tmp_path):
    """A printer that prints into a file."""
    made = a_printer(preview)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "printed.pdf"))
    return made


def printed(tmp_path):
    return pypdfium2.PdfDocument((tmp_path / "printed.pdf").read_bytes())


def test_every_page_is_printed_as_large_as_it_is(qtbot, lanes, preview, printer, tmp_path):
    shown = Printing(lanes, preview)
    qtbot.addWidget(shown)
    shown.print_to(printer)
    qtbot.waitUntil(shown.start.isEnabled)
    assert shown.said.text() == "Sent to the printer."
    paper = printed(tmp_path)
    assert len(paper) == len(preview.pages)
    assert paper.get_page_size(0) == pytest.approx((595.3, 841.9), abs=2)
    ink = paper[0].render(scale=1).to_pil().convert("L")
    assert ink.getextrema()[0] < 80
    paper.close()


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_takes_nothing_is_told_of(qtbot, lanes, preview, printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    shown = Printing(lanes, preview)
    qtbot.addWidget(shown)
    shown.print_to(printer)
    qtbot.waitUntil(shown.start.isEnabled)
    assert "Nothing is lost" in shown.said.text()


def test_printing_stops_between_pages(preview, printer):
    class Stopped(Exception):  # noqa: N818 - it stands for the person's wish
        pass

    def progress(*_how_far):
        raise Stopped

    with pytest.raises(Stopped):
        print_pages(preview, printer, progress)
