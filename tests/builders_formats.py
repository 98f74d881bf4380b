"""Documents in every format, and what can be found in each: its words, and all that is in it."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser

import docx
import pikepdf

from app.reports import render_html, render_pdf, render_word
from app.reports.blocks import Document, no_pictures, plain
from tests import builders_documents as b

RENDERERS = {"pdf": render_pdf, "html": render_html, "word": render_word}
FORMATS = tuple(RENDERERS)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = {"meta", "col", "img", "wbr", "br", "hr", "link", "input"}


def document_of(*content, title="Title", head="Head", foot="Foot"):
    """A small document of some blocks."""
    return Document(title, plain(head), "Confidential", foot, content)


def written(kind, document, pictures=no_pictures):
    """The document's bytes in that format."""
    return RENDERERS[kind](document, pictures)


def text_in(kind, content):
    """The words that a reader is shown, in order."""
    if kind == "pdf":
        return b.text_of(content)
    return text_of_page(content) if kind == "html" else text_of_word(content)


def everything_in(kind, content):
    """The words, and every name, property and stream of the file unpacked."""
    if kind == "html":
        return content.decode()
    inside = _parts_of_word(content) if kind == "word" else _streams_of_pdf(content)
    return text_in(kind, content) + inside


def _streams_of_pdf(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        parts = [repr(item) for item in opened.objects]
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        parts += [_unpacked(stream).decode("latin-1") for stream in streams]
    return "".join(parts)


def _unpacked(stream):
    """A photo is in a PDF as it was kept; all else is packed."""
    is_photo = "/DCTDecode" in repr(stream.get("/Filter"))
    return stream.read_raw_bytes() if is_photo else stream.read_bytes()


def _parts_of_word(content):
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        named = [f"{entry.filename}{entry.comment}{entry.extra}" for entry in file.infolist()]
        return "".join(named) + "".join(
            file.read(name).decode("utf-8", "replace") for name in file.namelist()
        )


class Page(HTMLParser):
    """A page taken apart: `elements` are (name, attributes, the names it lies in), in order."""

    def __init__(self, content):
        super().__init__()
        self.elements, self.open, self.words, self.wrong = [], [], [], []
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.words.append((data, tuple(self.open)))

    def named(self, *names):
        """The attributes of the elements of some names."""
        return [attrs for tag, attrs, _ in self.elements if tag in names]

    def words_in(self, name):
        """The words of each part within an element of that name, put together."""
        return "".join(data for data, inside in self.words if name in inside)


def text_of_page(content):
    """The words of a page's body: a line for each of its elements that hold a paragraph."""
    return "".join(data for data, inside in Page(content).words if "body" in inside)


def reopened(content):
    """A Word file as python-docx reads it."""
    return docx.Document(io.BytesIO(content))


def text_of_word(content):
    """The words of a Word file: its head, its body in order, its foot; a line to a paragraph."""
    document = reopened(content)
    section = document.sections[0]
    parts = (section.header.part.element, document.element.body, section.footer.part.element)
    return "\n".join(words_of(one) for part in parts for one in part.iter(f"{W}p"))


def words_of(paragraph):
    """The words of a paragraph's element, a tab as one space."""
    told = (
        (node.text or "") if node.tag == f"{W}t" else " "
        for node in paragraph.iter(f"{W}t", f"{W}tab")
        if node.tag == f"{W}t" or node.getparent().tag == f"{W}r"
    )
    return "".join(told)


def style_of(paragraph):
    """The name that a paragraph's element calls its style by."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")
