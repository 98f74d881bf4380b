"""A drawn picture as SVG that stands in the page itself, with the words for who cannot see it."""

from __future__ import annotations

from html import escape

from app.domain.figures import Figure, Shape
from app.reports.typed import printable_text


def drawing(figure: Figure, number: int) -> str:
    """The figure, the `number`th of its page: shapes in the colour of the text around it."""
    picture, name = figure.picture, f"drawing-{number}"
    shapes = "".join(map(_shape, picture.shapes))
    size = f"{_figure(picture.width)} {_figure(picture.height)}"
    words = escape(printable_text(figure.alternative))
    return (
        f'<svg role="img" aria-labelledby="{name}" viewBox="0 0 {size}" '
        f'width="{_figure(picture.width)}pt" height="{_figure(picture.height)}pt">'
        f'<title id="{name}">{words}</title>{shapes}</svg>'
    )


def _shape(shape: Shape) -> str:
    return _words(shape) if shape.text else _rectangle(shape)


def _words(shape: Shape) -> str:
    weight = ' font-weight="600"' if shape.bold else ""
    return (
        f'<text x="{_figure(shape.x)}" y="{_figure(shape.y)}" font-size="{_figure(shape.size)}"'
        f' text-anchor="{shape.anchor}"{weight} fill="currentColor">'
        f"{escape(printable_text(shape.text))}</text>"
    )


def _rectangle(shape: Shape) -> str:
    """A light stroke goes round an empty one too, so that steps can be told in grey."""
    edge = ' stroke="currentColor" stroke-width="0.7"' if shape.edge else ""
    return (
        f'<rect x="{_figure(shape.x)}" y="{_figure(shape.y)}" width="{_figure(shape.width)}"'
        f' height="{_figure(shape.height)}" fill="currentColor"'
        f' fill-opacity="{_figure(shape.shade)}"{edge}/>'
    )


def _figure(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
