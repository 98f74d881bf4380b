"""Documents: a finished record's snapshot in, a tree of blocks out, and from that a PDF.

    document_for(snapshot)  ->  Document  ->  render_pdf(document, pictures)  ->  bytes

`content/` chooses and orders the words, one module per document; `pdf/` alone knows ReportLab and
pikepdf, which are imported when the first PDF is asked for.
"""

from __future__ import annotations

from app.domain.snapshot import Snapshot
from app.reports.blocks import Document, Pictures, no_pictures
from app.reports.naming import file_name_for

__all__ = ["Document", "document_for", "file_name_for", "render_pdf", "with_password"]


def document_for(snapshot: Snapshot, *, draft: bool = True, school_copy: bool = False) -> Document:
    """The document of a finished record: an audit's report, a note of visit, or the record itself.

    A note of visit has an agreed purpose and actions, or the strand of leadership.
    `draft` says that the school has not yet checked it; `school_copy` lists focus pupils by code.
    """
    from app.domain.components import is_audit
    from app.reports.content.audit_report import audit_report
    from app.reports.content.note_of_visit import is_note, note_of_visit
    from app.reports.content.record_document import record_document

    if is_audit(snapshot.form_id):
        make = audit_report
    else:
        make = note_of_visit if is_note(snapshot) else record_document
    return make(snapshot, draft=draft, school_copy=school_copy)


def render_pdf(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The document as a PDF; the same document with the same photos always gives the same bytes.

    `pictures` hands the bytes of a photo by its id, None where they can't be had: that is printed.
    """
    from app.reports.pdf.render import render

    return render(document, pictures)


def with_password(pdf: bytes, password: str) -> bytes:
    """The PDF, which opens with `password` alone; screen readers may still read it aloud."""
    from app.reports.pdf import password as protection

    return protection.with_password(pdf, password)
