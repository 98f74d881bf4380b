"""A document as the bytes of one web page: the same document always gives the same bytes."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from app.reports.blocks import Document, Paragraph, Pictures, Voice, no_pictures, plain
from app.reports.html.page import Page, marked
from app.reports.html.sheet import style_sheet
from app.reports.typed import printable_text


def render(document: Document, pictures: Pictures = no_pictures) -> bytes:
    """The whole page in UTF-8. `pictures` hands the bytes of the photos."""
    page = Page(pictures, titled=_has_title(document))
    content = page.elements(document.blocks)
    sheet = style_sheet(document, page.widths)
    mark = f'<p class="mark">{marked(plain(document.mark))}</p>' if document.mark else ""
    return (
        f'<!doctype html>\n<html lang="{escape(document.language)}">\n'
        f"<head>\n{_head(document, sheet)}</head>\n<body>\n"
        f"<header><p>{marked(document.head)}</p>{mark}</header>\n"
        f"<main>\n{content}</main>\n"
        f"<footer><p>{marked(plain(document.foot))}</p></footer>\n"
        "</body>\n</html>\n"
    ).encode()


def _head(document: Document, sheet: str) -> str:
    """What the page says of itself, and that nothing but its own sheet and pictures is let in."""
    digest = b64encode(sha256(sheet.encode()).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(printable_text(document.title))}</title>\n"
        f"<style>{sheet}</style>\n"
    )


def _has_title(document: Document) -> bool:
    """Whether the words have a title of their own, which heads all headings."""
    return any(
        isinstance(block, Paragraph) and block.voice is Voice.TITLE for block in document.blocks
    )
