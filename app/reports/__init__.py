"""Documents: a finished record's snapshot in, a tree of blocks out, and from that a file.

    document_for(snapshot)  ->  Document  ->  render_pdf(document, pictures)   ->  bytes
                                              render_html(document, pictures)
                                              render_word(document, pictures)

`content/` chooses and orders the words, one module per document. `pdf/` alone knows ReportLab and
pikepdf, `word/` alone python-docx; each is imported when the first such file is asked for.
"""

from __future__ import annotations

from app.domain.follow_through import Stage, Standing
from app.domain.snapshot import Snapshot
from app.reports.blocks import Document, Pictures, no_pictures
from app.reports.naming import file_name_for

__all__ = [
    "Document",
    "document_for",
    "file_name_for",
    "render_html",
    "render_pdf",
    "render_word",
    "with_password",
]


def document_for(
    snapshot: Snapshot,
    *,
    draft: bool = True,
    school_copy: bool = False,
    standing: Standing | None = None,
) -> Document:
    """The document of a finished record: its form's own, a note of visit, or the record as it is.

    `standing` is where its revision stands; where that is not given, `draft` says whether the
    school has yet to check it. `school_copy` lists focus pupils by code.
    """
    from app.reports.content.choosing import making_of

    told = standing or Standing(Stage.SENT if draft else Stage.FINAL)
    return making_of(snapshot)(snapshot, told, school_copy=school_copy)


def render_pdf(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The document as a PDF; the same document with the same photos always gives the same bytes.

    `pictures` hands the bytes of a photo by its id, None where they can't be had: that is printed.
    """
    from app.reports.pdf.render import render

    return render(document, pictures)


def render_html(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The document as one web page with its photos inside; the same content, the same bytes."""
    from app.reports.html.render import render

    return render(document, pictures)


def render_word(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The document as a Word file (.docx); the same content always gives the same bytes."""
    from app.reports.word.render import render

    return render(document, pictures)


def with_password(pdf: bytes, password: str) -> bytes:
    """The PDF, which opens with `password` alone; screen readers may still read it aloud."""
    from app.reports.pdf import password as protection

    return protection.with_password(pdf, password)
