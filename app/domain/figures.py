"""Figures as plain values: shapes in points that page and screen draw alike, and their data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a picture, in points from its top left corner.

    A shape with `text` is words on the baseline `y`, `anchor` being start, end or middle; any
    other is a rectangle. `shade` runs from 0 (the ground) to 1 (ink); `edge` draws the outline.
    """

    x: float
    y: float
    width: float = 0.0
    height: float = 0.0
    shade: float = 0.0
    edge: bool = False
    text: str = ""
    size: float = 0.0
    bold: bool = False
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of plain shapes, from the back to the front; sizes in points."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with words for who cannot see it; its data stands as a table beside it."""

    picture: Picture
    alternative: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with how to read it (`key`), and the same data as a table.

    `name` says what the table is; each row has a cell for each heading, the first heads the row.
    """

    name: str
    key: str
    figure: Figure
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
