"""Paragraph styles for every voice, from the print style; sizes in points."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from app.reports.blocks import Voice
from app.reports.pdf.fonts import BOLD, HEAVY, REGULAR
from app.reports.style import PrintStyle, print_style

BULLET_INDENT = 13.0


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles that the story is set in: one for each voice, level of heading and place."""

    voices: dict[Voice, ParagraphStyle]
    headings: dict[int, ParagraphStyle]
    bullet: ParagraphStyle
    cell: ParagraphStyle
    column: ParagraphStyle
    fact: ParagraphStyle
    aside: ParagraphStyle
    head: ParagraphStyle
    foot: ParagraphStyle


@cache
def looks() -> Looks:
    """The looks of this program's documents."""
    style = print_style()
    body = _body(style)
    return Looks(
        voices=_voices(style, body),
        headings=_headings(style, body),
        bullet=ParagraphStyle(
            "bullet",
            body,
            leftIndent=BULLET_INDENT,
            bulletIndent=1,
            bulletFontName=REGULAR,
            bulletFontSize=style.body + 2,
            spaceAfter=1.5,
        ),
        cell=ParagraphStyle("cell", body, leading=style.body * 1.23, spaceAfter=0),
        column=ParagraphStyle("column", body, fontName=BOLD, spaceAfter=0),
        fact=ParagraphStyle("fact", body, textColor=HexColor(style.quiet), spaceAfter=0),
        aside=ParagraphStyle("aside", body, alignment=2, fontSize=style.body + 0.5, spaceAfter=0),
        head=_furniture("head", style),
        foot=_furniture("foot", style),
    )


def _body(style: PrintStyle) -> ParagraphStyle:
    return ParagraphStyle(
        "body",
        fontName=REGULAR,
        fontSize=style.body,
        leading=style.body * style.leading,
        textColor=HexColor(style.ink),
        spaceAfter=2.5,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


def _voices(style: PrintStyle, body: ParagraphStyle) -> dict[Voice, ParagraphStyle]:
    quiet = HexColor(style.quiet)
    return {
        Voice.BODY: body,
        Voice.QUIET: ParagraphStyle("quiet", body, textColor=quiet),
        Voice.LABEL: ParagraphStyle("label", body, spaceBefore=2, spaceAfter=1),
        Voice.TITLE: ParagraphStyle(
            "title",
            body,
            fontName=HEAVY,
            fontSize=style.title,
            leading=style.title * 1.2,
            textColor=HexColor(style.heading_colour),
            spaceAfter=1,
        ),
        Voice.SUBTITLE: ParagraphStyle(
            "subtitle", body, fontSize=style.body + 0.5, textColor=quiet, spaceAfter=0
        ),
    }


def _headings(style: PrintStyle, body: ParagraphStyle) -> dict[int, ParagraphStyle]:
    colour = HexColor(style.heading_colour)
    sizes = {1: style.heading, 2: style.body + 0.6, 3: style.body}
    return {
        level: ParagraphStyle(
            f"heading {level}",
            body,
            fontName=HEAVY if level == 1 else BOLD,
            fontSize=size,
            leading=size * 1.25,
            textColor=colour,
            spaceBefore=7 if level == 1 else 6,
            spaceAfter=1.5,
        )
        for level, size in sizes.items()
    }


def _furniture(name: str, style: PrintStyle) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=REGULAR,
        fontSize=style.foot,
        leading=style.foot * 1.3,
        textColor=HexColor(style.quiet),
        splitLongWords=1,
    )
