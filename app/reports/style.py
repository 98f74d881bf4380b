"""The look of documents: type, colours and margins, from the tokens that the screens use too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.paths import resource_path

POINTS_PER_MM = 72 / 25.4
A4_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """Sizes in points, colours as `#RRGGBB`, `margins` as top, right, bottom, left."""

    body: float
    heading: float
    title: float
    foot: float
    ink: str
    quiet: str
    heading_colour: str
    rule: str
    tint: str
    margins: tuple[float, float, float, float]
    leading: float = 1.29

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the sheet."""
        width, height = A4_MM
        return width * POINTS_PER_MM, height * POINTS_PER_MM

    @property
    def width(self) -> float:
        """The width between the margins."""
        return self.page[0] - self.margins[1] - self.margins[3]


@dataclass(frozen=True, slots=True)
class PageColours:
    """The colours of a document that is read on a screen, as `#RRGGBB`."""

    page: str
    ink: str
    quiet: str
    heading: str
    rule: str
    tint: str
    link: str
    focus: str


@cache
def print_style() -> PrintStyle:
    """The style as `resources/themes/tokens.toml` has it."""
    tokens = _tokens()
    look, light = tokens["print"], tokens["colour"]["light"]
    top, right, bottom, left = (mm * POINTS_PER_MM for mm in look["margin_mm"])
    return PrintStyle(
        body=look["body_pt"],
        heading=look["heading_pt"],
        title=look["title_pt"],
        foot=look["footer_pt"],
        ink=look["ink"],
        quiet=light["neutral"],
        heading_colour=look["heading"],
        rule=look["rule"],
        tint=light["sunken"],
        margins=(top, right, bottom, left),
    )


@cache
def light_colours() -> PageColours:
    """As on paper, with what only a screen has beside it."""
    style, light = print_style(), _tokens()["colour"]["light"]
    return PageColours(
        page=light["surface"],
        ink=style.ink,
        quiet=style.quiet,
        heading=style.heading_colour,
        rule=style.rule,
        tint=style.tint,
        link=light["link"],
        focus=light["focus"],
    )


@cache
def dark_colours() -> PageColours:
    """For whoever asked the system for dark pages."""
    dark = _tokens()["colour"]["dark"]
    return PageColours(
        page=dark["surface"],
        ink=dark["text"],
        quiet=dark["neutral"],
        heading=dark["link"],
        rule=dark["border_strong"],
        tint=dark["neutral_bg"],
        link=dark["link"],
        focus=dark["focus"],
    )


@cache
def families() -> tuple[str, ...]:
    """The families of type, the first of them being that of the PDF."""
    names = _tokens()["type"]
    return (names["family"], *names["fallback"])


@cache
def _tokens() -> dict[str, Any]:
    path = resource_path("themes", "tokens.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
