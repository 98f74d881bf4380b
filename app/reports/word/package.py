"""The parts of a Word file round its body: emptied of what python-docx's own template says."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as KINDS
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.image import ImagePart

from app.reports.pictures import JPEG
from app.reports.style import print_style
from app.reports.word.markup import NAMESPACES
from app.reports.word.styles import numbering_xml, settings_xml, styles_xml

LONGEST_TITLE = 255
"""The most letters that a file's properties take."""
_KEPT = {KINDS.STYLES, KINDS.SETTINGS, KINDS.NUMBERING}
_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o644 << 16


class Package:
    """A Word file in the making; it keeps the links and pictures that its text refers to."""

    def __init__(self, language: str) -> None:
        self.document = docx.Document()
        self._images: dict[bytes, str] = {}
        _empty(self.document)
        style = print_style()
        fill(self.document.styles.element, styles_xml(style, language))
        fill(self.document.part.numbering_part.element, numbering_xml())
        fill(self.document.settings.element, settings_xml(language))

    def link(self, address: str) -> str:
        """Keep an address that can be followed."""
        return self.document.part.relate_to(address, KINDS.HYPERLINK, is_external=True)

    def image(self, content: bytes, kind: str) -> str:
        """Keep a picture as it is; the same one is kept once."""
        if content not in self._images:
            ending = "jpg" if kind == JPEG else "png"
            place = PackURI(f"/word/media/image{len(self._images) + 1}.{ending}")
            part = ImagePart(place, kind, content)
            self._images[content] = self.document.part.relate_to(part, KINDS.IMAGE)
        return self._images[content]

    def call(self, title: str) -> None:
        """Say what the file is called, and nothing else of it: no author, no day."""
        core = self.document.part.package.part_related_by(KINDS.CORE_PROPERTIES)
        assert isinstance(core, XmlPart)
        for told in list(core.element):
            core.element.remove(told)
        long = len(title) > LONGEST_TITLE
        self.document.core_properties.title = (
            f"{title[: LONGEST_TITLE - 1]}\u2026" if long else title
        )

    def saved(self) -> bytes:
        """The bytes, the same ones for the same parts whenever they are written."""
        written = BytesIO()
        self.document.save(written)
        return _undated(written)


def fill(element: BaseOxmlElement, content: str) -> None:
    """Put what the outermost element of `content` holds in place of what `element` holds."""
    for old in list(element):
        element.remove(old)
    element.extend(list(parse_xml(content)))


def elements(content: str) -> list[BaseOxmlElement]:
    """The elements that a piece of WordprocessingML is made of."""
    return list(parse_xml(f"<w:body {NAMESPACES}>{content}</w:body>"))


def _empty(document: WordDocument) -> None:
    """Drop the parts of the template that say who made it, how it looked, and with what."""
    document.element.body.sectPr.attrib.clear()  # numbers of the sessions that it was edited in
    part, package = document.part, document.part.package
    for key, kept in list(part.rels.items()):
        if kept.reltype not in _KEPT:
            del part.rels[key]
    for key, kept in list(package.rels.items()):
        if kept.reltype not in {KINDS.OFFICE_DOCUMENT, KINDS.CORE_PROPERTIES}:
            del package.rels[key]


def _undated(written: BytesIO) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _DAY_ONE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            new.writestr(entry, old.read(name))
    return whole.getvalue()
