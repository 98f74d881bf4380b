"""Word's own styles for every voice, from the print style, so that a reader can change them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from app.reports.style import PrintStyle
from app.reports.word.markup import NAMESPACES, twips
from app.reports.word.tables import BOX, STRONG_BOX, TABLE

FACE = "Calibri"
"""A face that comes with Word on every system; a document can't bring its own along openly."""
FACTS_AT = 84.0
"""Where facts stand, right of their labels, in points."""
PADDING = 8.0
"""Between a box's frame and what is in it, in points."""
BULLET_INDENT = 13.0
CELL_GAP = 6.0


def styles_xml(style: PrintStyle, language: str) -> str:
    """The whole part with the styles, and what holds where none is named."""
    return (
        f"<w:styles {NAMESPACES}>{_defaults(style, language)}"
        f"{''.join(_paragraphs(style))}{_others(style)}{''.join(_tables(style))}</w:styles>"
    )


def numbering_xml() -> str:
    """The part with the one kind of list there is."""
    indent = f'<w:ind w:left="{twips(BULLET_INDENT)}" w:hanging="{twips(BULLET_INDENT)}"/>'
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="\u2022"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def settings_xml(language: str) -> str:
    """The part with the settings: today's Word, and nothing of whoever made the file."""
    place = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACES}><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{place}" w:val="15"/></w:compat>'
        f"<w:themeFontLang w:val={quoteattr(language)}/>"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _defaults(style: PrintStyle, language: str) -> str:
    fonts = " ".join(f'w:{kind}="{FACE}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f"{_type(style.body, style.ink)}<w:lang w:val={quoteattr(language)} "
        f'w:eastAsia={quoteattr(language)} w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="{twips(3)}" w:line="252" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraphs(style: PrintStyle) -> Iterator[str]:
    quiet, colour, body = style.quiet, style.heading_colour, style.body
    yield '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">' + _named("Normal")
    yield _paragraph("Title", "Title", _space(0, 1), "<w:b/>" + _type(style.title, colour))
    yield _paragraph("Subtitle", "Subtitle", _space(0, 3), _type(body + 0.5, quiet))
    for level, size in enumerate((style.heading, body + 0.6, body), start=1):
        keep = f'<w:keepNext/><w:keepLines/>{_space(8, 2)}<w:outlineLvl w:val="{level - 1}"/>'
        look = "<w:b/>" + _type(size, colour)
        yield _paragraph(f"Heading{level}", f"heading {level}", keep, look)
    bullet = '<w:numPr><w:numId w:val="1"/></w:numPr>' + _space(0, 2)
    yield _paragraph("ListBullet", "List Bullet", bullet)
    yield _paragraph("Caption", "caption", _space(2, 8))
    yield _paragraph("Quiet", "Visitbook Quiet", "", _type(body, quiet))
    yield _paragraph("Label", "Visitbook Label", "<w:keepNext/>" + _space(2, 1))
    yield _paragraph("Facts", "Visitbook Facts", _facts(style))
    yield _paragraph("TableText", "Visitbook Table Text", _space(1, 1))
    yield _paragraph("TableHeading", "Visitbook Table Heading", "<w:keepNext/>" + _space(1, 1))
    yield _paragraph("Gap", "Visitbook Gap", '<w:spacing w:after="0" w:line="120"/>')
    furniture = _type(style.foot, quiet)
    yield _paragraph("Header", "header", _edge("bottom", 6, style.ink) + _space(0, 8), furniture)
    yield _paragraph("Footer", "footer", _edge("top", 6, style.ink) + _space(8, 0), furniture)


def _facts(style: PrintStyle) -> str:
    """Lines above and below them all: Word joins the edges of paragraphs that are alike."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="9" w:space="3" w:color="{_hex(style.ink)}"/>'
        for side in ("top", "bottom")
    )
    at = twips(FACTS_AT)
    return (
        f'<w:pBdr>{edges}</w:pBdr><w:tabs><w:tab w:val="left" w:pos="{at}"/></w:tabs>'
        f'{_space(0, 1)}<w:ind w:left="{at}" w:hanging="{at}"/>'
    )


def _others(style: PrintStyle) -> str:
    link = f'<w:rPr><w:color w:val="{_hex(style.heading_colour)}"/><w:u w:val="single"/></w:rPr>'
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        f"{_named('Default Paragraph Font')}"
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f"{link}</w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">' + _named("No List")
    )


def _tables(style: PrintStyle) -> Iterator[str]:
    ink, rule = _hex(style.ink), _hex(style.rule)
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_margins(0, 0)}</w:tblPr></w:style>"
    )
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="5" w:space="0" w:color="{rule}"/>'
        for side in ("bottom", "insideH")
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="9" w:space="0" w:color="{ink}"/>'
        "</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    yield _table(TABLE, "Visitbook Table", lines, _margins(0, CELL_GAP), head)
    for key, name, size in ((BOX, "Visitbook Box", 6), (STRONG_BOX, "Visitbook Strong Box", 12)):
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{ink}"/>'
            for side in ("top", "left", "bottom", "right")
        )
        yield _table(key, name, edges, _margins(PADDING, PADDING, PADDING / 2))


def _table(key: str, name: str, borders: str, margins: str, more: str = "") -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"{margins}</w:tblPr>{more}</w:style>"
    )


def _margins(left: float, right: float, beyond: float = 0) -> str:
    sides = (("top", beyond), ("left", left), ("bottom", beyond), ("right", right))
    inside = "".join(f'<w:{side} w:w="{twips(wide)}" w:type="dxa"/>' for side, wide in sides)
    return f"<w:tblCellMar>{inside}</w:tblCellMar>"


def _paragraph(key: str, name: str, lines: str, look: str = "") -> str:
    own = "" if not name.startswith("Visitbook") else ' w:customStyle="1"'
    marks = f"<w:pPr>{lines}</w:pPr>" if lines else ""
    letters = f"<w:rPr>{look}</w:rPr>" if look else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{marks}{letters}</w:style>'
    )


def _named(name: str) -> str:
    return f'<w:name w:val="{name}"/></w:style>'


def _type(size: float, colour: str) -> str:
    half = round(size * 2)
    return f'<w:color w:val="{_hex(colour)}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _space(before: float, after: float) -> str:
    return f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"/>'


def _edge(side: str, size: int, colour: str) -> str:
    line = f'<w:{side} w:val="single" w:sz="{size}" w:space="4" w:color="{_hex(colour)}"/>'
    return f"<w:pBdr>{line}</w:pBdr>"


def _hex(colour: str) -> str:
    return colour.removeprefix("#")
