"""Notes that were sent: what tests of their follow-through begin with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.domain.records import Record
from app.parts import App
from app.usecases.documents import ExportedDocument, export_record
from app.usecases.mail import hand_over_document
from tests.builders import a_finished_record

TO = "Headteacher head@alderbrook.example"


def send(app: App, record_id: str, folder: Path) -> ExportedDocument:
    """Make the PDF of a finished record, and keep that it was handed over."""
    document = export_record(app, record_id, folder).value
    hand_over_document(app, document, TO, "e-mail draft")
    return document


def a_sent_note(app: App, folder: Path, on: date | None = None, **more: str) -> Record:
    """A first visit's note, finished and sent."""
    record = a_finished_record(app, on=on, **more)
    send(app, record.id, folder)
    return record
