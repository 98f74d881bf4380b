"""A PDF's pages as pictures, to look at before anything is sent.

PDFium is not safe in two threads at once: call these from one lane only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import Any

MOST_PIXELS = 6000
"""The widest picture that is drawn: 200 MB; a screen shows less."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page's size in points (1/72 inch)."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as pixels: four bytes each (red, green, blue, unused), `stride` bytes to a line."""

    number: int
    width: int
    height: int
    stride: int
    pixels: bytes = field(repr=False)


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The sizes of a PDF's pages, in order."""
    with _opened(pdf) as document:
        return tuple(PageSize(*document.get_page_size(at)) for at in range(len(document)))


def page_picture(pdf: bytes, number: int, width: int) -> PagePicture:
    """Page `number` (from 1) as a picture `width` pixels wide, rounded up to whole pixels."""
    with _opened(pdf) as document, closing(document[number - 1]) as page:
        scale = min(max(width, 1), MOST_PIXELS) / page.get_width()
        with closing(page.render(scale=scale, prefer_bgrx=True, rev_byteorder=True)) as bitmap:
            return PagePicture(
                number, bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
            )


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # a native library of 7 MB that only a preview needs

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        yield document
