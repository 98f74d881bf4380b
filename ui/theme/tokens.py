"""The style tokens (resources/themes/tokens.toml) as values: colours by role, lengths, type.

Colours are `#RRGGBB`. Lengths are device-independent pixels at 96 dots per inch; type is in
points. Nothing here needs Qt, so that contrast can be checked without a screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from app.paths import resource_path


class Scheme(StrEnum):
    """The three sets of colours."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


_LINEAR_BELOW = 0.04045  # sRGB's own limit between its straight and its curved part


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale: size in points, weight (400 to 700), line height as a factor."""

    pt: float
    weight: int
    line: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """Everything that the file says, by name."""

    colours: Mapping[Scheme, Mapping[str, str]]
    contrasts: Mapping[Scheme, Mapping[str, float]]
    edges: Mapping[Scheme, Mapping[str, float]]
    space: Mapping[str, int]
    size: Mapping[str, int]
    radius: Mapping[str, int]
    line: Mapping[str, int]
    type: Mapping[str, TypeStyle]
    family: str
    fallback: tuple[str, ...]
    font_files: tuple[str, ...]
    text_sizes: tuple[int, ...]


@cache
def tokens() -> Tokens:
    """The tokens that ship with the program, read once."""
    raw = tomllib.loads(resource_path("themes", "tokens.toml").read_text("utf-8"))
    return _tokens(raw)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _tokens(raw: Mapping[str, Any]) -> Tokens:
    typeface = raw["type"]
    return Tokens(
        colours={scheme: raw["colour"][scheme] for scheme in Scheme},
        contrasts={scheme: raw["contrast"][scheme] for scheme in Scheme},
        edges={scheme: raw["contrast_non_text"][scheme] for scheme in Scheme},
        space={name: value for name, value in raw["space"].items() if name != "step"},
        size=raw["size"],
        radius=raw["radius"],
        line=raw["line"],
        type=_scale(typeface["scale"]),
        family=typeface["family"],
        fallback=tuple(typeface["fallback"]),
        font_files=tuple(typeface["files"]),
        text_sizes=tuple(typeface["scale"]["text_size_choices_percent"]),
    )


def _scale(raw: Mapping[str, Any]) -> Mapping[str, TypeStyle]:
    steps = {name: values for name, values in raw.items() if isinstance(values, dict)}
    return {
        name: TypeStyle(pt=values["pt"], weight=values["weight"], line=values["line"])
        for name, values in steps.items()
    }


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
