"""Documents: a finished record's snapshot in, a tree of blocks out, and from that a PDF.

    document_for(snapshot)  ->  Document  ->  render_pdf(document, pictures)  ->  bytes

`content/` chooses and orders the words, one module per document; `pdf/` alone knows ReportLab and
pikepdf, which are imported when the first PDF is asked for.
"""

from __future__ import annotations

from app.domain.follow_through import Stage, Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import Document, Pictures, no_pictures
from app.reports.naming import file_name_for

__all__ = ["Document", "document_for", "file_name_for", "render_pdf"]


def document_for(
    snapshot: Snapshot,
    *,
    draft: bool = True,
    school_copy: bool = False,
    standing: Standing | None = None,
) -> Document:
    """The document of a finished record: an audit's report, a note of visit, or the record itself.

    A note of visit has an agreed purpose and actions, or the strand of leadership.
    `standing` is where its revision stands; where that is not given, `draft` says whether the
    school has yet to check it. `school_copy` lists focus pupils by code.
    """
    from app.domain.components import is_audit
    from app.reports.content.audit_report import audit_report
    from app.reports.content.note_of_visit import is_note, note_of_visit
    from app.reports.content.record_document import record_document

    told = standing or Standing(Stage.SENT if draft else Stage.FINAL)
    if is_audit(snapshot.form_id):
        return audit_report(snapshot, told, school_copy=school_copy)
    if is_note(snapshot):
        return note_of_visit(snapshot, told, school_copy=school_copy)
    return record_document(snapshot, draft=draft, school_copy=school_copy)


def render_pdf(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The document as a PDF; the same document with the same photos always gives the same bytes.

    `pictures` hands the bytes of a photo by its id, None where they can't be had: that is printed.
    """
    from app.reports.pdf.render import render

    return render(document, pictures)
