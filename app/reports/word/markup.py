"""WordprocessingML in small pieces: every word in it is escaped here, and no field is made of one.

Lengths are in points outside and in what Word counts in inside: twentieths of a point for text,
12,700ths for pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from app.reports.blocks import Run, Text
from app.reports.typed import printable_text, safe_address

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
TAB = "<w:r><w:tab/></w:r>"

Links = Callable[[str], str]
"""Keeps an address beside the text and hands the name that the text calls it by."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A tab stop `at` points from the left; `kind` is left or right, `ruled` draws a line to it."""

    at: float
    kind: str = "left"
    ruled: bool = False


def twips(points: float) -> int:
    """Points in twentieths of a point."""
    return round(points * 20)


def quoted(text: str) -> str:
    """`text`, fit to be seen, as the value of an attribute with its quotes."""
    return quoteattr(printable_text(text))


def paragraph(
    runs: str,
    style: str,
    *,
    stops: Iterable[Stop] = (),
    new_page: bool = False,
    keeps: bool = False,
    before: float = 0,
) -> str:
    """A paragraph; it `keeps` with what follows, and stands `before` points below what precedes."""
    tabs = "".join(map(_stop, stops))
    parts = (
        f'<w:pStyle w:val="{style}"/>',
        "<w:keepNext/>" if keeps else "",
        "<w:pageBreakBefore/>" if new_page else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        f'<w:spacing w:before="{twips(before)}"/>' if before else "",
    )
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{runs}</w:p>"


def _stop(stop: Stop) -> str:
    leader = ' w:leader="underscore"' if stop.ruled else ""
    return f'<w:tab w:val="{stop.kind}"{leader} w:pos="{twips(stop.at)}"/>'


def words(text: Text, links: Links | None = None) -> str:
    """The runs; without `links`, one that could be followed is plain words."""
    return "".join(_run(run, links) for run in text)


def _run(run: Run, links: Links | None) -> str:
    address = safe_address(run.link) if links is not None else ""
    look = '<w:rStyle w:val="Hyperlink"/>' if address else ""
    look += ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
    told = f"<w:rPr>{look}</w:rPr>" if look else ""
    made = f'<w:r>{told}<w:t xml:space="preserve">{escape(printable_text(run.text))}</w:t></w:r>'
    if not address or links is None:
        return made
    return f'<w:hyperlink r:id="{links(address)}" w:history="1">{made}</w:hyperlink>'


def field(code: str) -> str:
    """A number that Word works out, `PAGE` or `NUMPAGES`; never anything that was typed."""
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def picture(part: str, number: int, size: tuple[float, float], alternative: str) -> str:
    """The picture that `part` names, in the line, with the words for who cannot see it."""
    extent = " ".join(
        f'{side}="{round(length * 12_700)}"'
        for side, length in zip(("cx", "cy"), size, strict=True)
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Picture {number}" '
        f"descr={quoted(alternative)}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{part}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
