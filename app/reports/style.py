"""The look on paper: type, colours and margins, from the tokens that the screens use too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from app.paths import resource_path

POINTS_PER_MM = 72 / 25.4
A4_MM = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class PrintStyle:
    """Sizes in points, colours as `#RRGGBB`, `margins` as top, right, bottom, left.

    `shades` are the fills for the levels of a scale, light to dark; they differ in grey too.
    """

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


@cache
def print_style() -> PrintStyle:
    """The style as `resources/themes/tokens.toml` has it."""
    path = resource_path("themes", "tokens.toml")
    tokens = tomllib.loads(path.read_text(encoding="utf-8"))
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
