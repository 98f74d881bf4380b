"""The tab of the documents that were made, and to whom they were handed over."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import Qt, Signal

from app.domain.calendar import in_words
from app.usecases.school_page import DocumentLine, SchoolPage
from ui.screens.schools.doing import Doing
from ui.screens.schools.table_tab import TableTab
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Chip, Column

EMPTY = (
    "No documents yet. A record’s own is made when it is finished; others, such as a briefing, "
    "you can make here. They go to a folder you choose."
)
OF_NO_RECORD = "This document is of the school as a whole, not of one record"
_FORMATS = {".pdf": "PDF", ".docx": "Word", ".html": "Web page"}
NOTE = "The files are where you put them; Visitbook keeps that they were made, and for whom."


class DocumentsTab(TableTab[DocumentLine]):
    """Documents, the newest first. `make_asked` wants another one."""

    make_asked = Signal()

    def __init__(self, doing: Doing) -> None:
        columns: tuple[Column[DocumentLine], ...] = (
            Column("Document", lambda line: line.document.file_name, strong=True),
            Column("Format", lambda line: _format(line.document.file_name)),
            Column("Record", lambda line: line.record.reference if line.record else ""),
            Column("Made", lambda line: in_words(line.document.at.date())),
            Column("Handed over to", lambda line: line.handed[0].recipients if line.handed else ""),
            Column("", lambda line: _chip(line)[1], chip=_chip),
        )
        super().__init__("Documents", columns, widest=(0, 4))
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a name's end tells them apart
        self._doing = doing
        self.make = self.add_button(Button("Make a document", "file-text"), self.make_asked.emit)
        self.open = self.add_row_button(
            Button("Open its record", "arrow-right"), self._open, _why_not
        )
        self.open_with(self._open)

    def show_page(self, page: SchoolPage) -> None:
        """Show the documents of this school."""
        self.set_note(NOTE if page.documents else "")
        self.show_rows(page.documents, EMPTY)

    def _open(self, line: DocumentLine) -> None:
        if not _why_not(line):
            self._doing.record_asked.emit(line.document.record_id)


def _why_not(line: DocumentLine) -> str:
    """Why a document's record can't be opened, blank where it can."""
    return "" if line.document.record_id else OF_NO_RECORD


def _format(file_name: str) -> str:
    """What a file is, by its ending: `PDF`, `Word`, `Web page`, else the ending itself."""
    ending = PurePath(file_name).suffix.lower()
    return _FORMATS.get(ending, ending.removeprefix(".").upper())


def _chip(line: DocumentLine) -> Chip:
    """When it was last handed over; nobody has to be handed one that is of no record."""
    if line.handed:
        last = line.handed[0]
        return "done", f"{last.how.capitalize()}, {in_words(last.at.date())}"
    return ("due", "Not handed over") if line.document.record_id else ("neutral", "Made")
