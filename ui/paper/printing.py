"""Printing a document: the system asks for the printer, the pages are drawn off the window."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget
from shiboken6 import isValid

from app.errors import StoppedError, VisitbookError
from app.usecases.documents import Preview
from ui.paper.drawing import image_of
from ui.tasks import Lanes, Progress, Task
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.text import Words

DOTS = 300
"""Pixels to an inch that a page is drawn with: as fine as office printers show."""
_POINTS = 72.0


class PrintError(VisitbookError):
    """The printer took no page, or not all."""


class Printing(QWidget):
    """`Print …`, with how far it is beside it while it runs, and a way to stop it."""

    def __init__(self, lanes: Lanes, preview: Preview) -> None:
        super().__init__()
        self._lanes = lanes
        self._preview = preview
        self._task: Task | None = None
        self.start = Button("Print …", "file-text")
        self.stop = Button("Stop printing", "x", "text")
        self.said = Words("", "caption", "text_muted", wrap=True)
        self._build()
        self._connect()

    def print_to(self, printer: QPrinter) -> None:
        """Print every page, without asking anything."""
        preview = self._preview
        task = self._lanes.slow(lambda progress: print_pages(preview, printer, progress))
        task.progressed.connect(lambda _done, _total, words: self._say(words))
        task.done.connect(lambda _nothing: self._ended("Sent to the printer."))
        task.failed.connect(self._failed)
        self._task = task
        self._show_busy(busy=True)
        task.start()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.start)
        row.addWidget(self.stop)
        row.addWidget(self.said, 1)
        self.stop.hide()

    def _connect(self) -> None:
        self.start.clicked.connect(self._ask)
        self.stop.clicked.connect(lambda: self._task.stop() if self._task else None)

    def _ask(self) -> None:
        printer = a_printer(self._preview)
        dialog = QPrintDialog(printer, self.window())
        dialog.setWindowTitle(f"Print {self._preview.file_name}")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    def _failed(self, error: Exception) -> None:
        stopped = isinstance(error, StoppedError)
        self._ended(
            "Stopped. Pages that were sent may still be printed." if stopped else str(error)
        )

    def _ended(self, words: str) -> None:
        self._task = None
        if isValid(self):  # the window may be closed by now
            self._show_busy(busy=False)
            self._say(words)

    def _say(self, words: str) -> None:
        if isValid(self):
            self.said.setText(words)
            announce(self, words)

    def _show_busy(self, *, busy: bool) -> None:
        self.start.setEnabled(not busy)
        self.stop.setVisible(busy)


def a_printer(preview: Preview) -> QPrinter:
    """The usual printer, set to the document's paper and all of its pages."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(preview.file_name)
    printer.setFullPage(True)
    size = preview.pages[0]
    paper = QPageSize(
        QSizeF(size.width, size.height),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    printer.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF()))
    return printer


def print_pages(preview: Preview, printer: QPrinter, progress: Progress) -> None:
    """Draw the pages that were asked for onto the printer, copies being its own matter.

    Not on the window's thread: Qt allows painting on printers elsewhere.
    """
    first = printer.fromPage() or 1
    last = min(printer.toPage() or len(preview.pages), len(preview.pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise PrintError(
            "The printer took nothing. Nothing is lost: save the PDF, or try another printer."
        )
    try:
        for number in range(first, last + 1):
            progress(number - first, last - first + 1, f"Printing page {number} …")
            if number > first and not printer.newPage():
                raise PrintError(f"The printer stopped before page {number}. Try again from there.")
            _draw(painter, printer, preview, number)
    finally:
        painter.end()


def _draw(painter: QPainter, printer: QPrinter, preview: Preview, number: int) -> None:
    size = preview.pages[number - 1]
    image = image_of(preview, number, round(size.width / _POINTS * DOTS))
    dots = printer.resolution() / _POINTS
    painter.drawImage(QRect(0, 0, round(size.width * dots), round(size.height * dots)), image)
