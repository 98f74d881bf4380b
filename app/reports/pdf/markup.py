"""Runs of text as the small markup that ReportLab's paragraphs read, with nothing left raw."""

from __future__ import annotations

from xml.sax.saxutils import escape

from app.reports.blocks import Run, Text
from app.reports.pdf.fonts import by_face
from app.reports.typed import printable_text, safe_address


def markup(text: Text) -> str:
    """The runs as markup; a link to anything but http(s) or mailto stays plain words.

    So does one without words, which nobody could see or be told of.
    """
    return "".join(map(_run, text))


def _run(run: Run) -> str:
    words = "".join(_piece(face, piece) for face, piece in by_face(run.text))
    if run.bold:
        words = f"<b>{words}</b>"
    if run.italic:
        words = f"<i>{words}</i>"
    address = safe_address(run.link)
    if address and printable_text(run.text).strip():
        words = f'<a href="{escape(address)}">{words}</a>'
    return words


def _piece(face: str, piece: str) -> str:
    inside = escape(piece)
    return f'<font name="{face}">{inside}</font>' if face else inside
