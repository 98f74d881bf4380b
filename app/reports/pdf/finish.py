"""The one pass after layout: what the file says of itself, in both places a reader may look."""

from __future__ import annotations

import re
from io import BytesIO
from typing import BinaryIO
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf

from app.reports.blocks import Document
from app.reports.pdf.structure import Element
from app.reports.pdf.tree import write_tree
from app.reports.typed import printable_text

PRODUCER = "Visitbook"
VERSION = "1.7"
"""The PDF that PDF/UA-1 builds on."""
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


_WIDE = re.compile(rb"<([0-9A-F]{5,6})>")


def finished(laid_out: BinaryIO, document: Document, tree: Element) -> bytes:
    """The file with its structure, title, language and producer, without author or dates."""
    title = printable_text(document.title)
    result = BytesIO()
    with Pdf.open(laid_out) as pdf:
        for key in list(pdf.docinfo.keys()):
            del pdf.docinfo[key]
        pdf.docinfo["/Title"] = title
        pdf.docinfo["/Producer"] = PRODUCER
        xmp = _XMP.format(
            title=escape(title), language=escape(document.language), producer=PRODUCER
        )
        pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        write_tree(pdf, tree)
        _tell_wide_characters(pdf)
        pdf.save(
            result,
            min_version=VERSION,
            object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    return result.getvalue()


def _tell_wide_characters(pdf: Pdf) -> None:
    """Put a character beyond the first 65,536, such as an emoji, into UTF-16 where fonts tell it.

    ReportLab writes its number, which a reader takes for another character.
    """
    for font in pdf.pages[0].Resources.Font.as_dict().values():
        told = font.ToUnicode.read_bytes()
        if _WIDE.search(told):
            font.ToUnicode.write(_WIDE.sub(_in_utf16, told))


def _in_utf16(found: re.Match[bytes]) -> bytes:
    units = chr(int(found[1], 16)).encode("utf-16-be")
    return b"<" + units.hex().upper().encode() + b">"
