"""A drawn picture as PNG, for a format that can't draw shapes itself."""

from __future__ import annotations

import struct
import zlib

from app.domain.figures import Picture
from app.reports.preview import PagePicture

PIXELS_PER_POINT = 200 / 72
"""200 to the inch: sharp on paper, and small as a file, since such a picture is mostly white."""


def picture_png(picture: Picture) -> bytes:
    """The picture on white. It is drawn by PDFium: call this from one lane only."""
    from app.reports.pdf.figures import figure_pdf
    from app.reports.preview import page_picture

    return _png(page_picture(figure_pdf(picture), 1, round(picture.width * PIXELS_PER_POINT)))


def _png(page: PagePicture) -> bytes:
    head = struct.pack(">IIBBBBB", page.width, page.height, 8, 2, 0, 0, 0)
    lines = b"".join(b"\0" + _line(page, number) for number in range(page.height))
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _line(page: PagePicture, number: int) -> bytes:
    """Three bytes to a pixel of the four that there are."""
    start = number * page.stride
    pixels = page.pixels[start : start + 4 * page.width]
    line = bytearray(3 * page.width)
    for part in range(3):
        line[part::3] = pixels[part::4]
    return bytes(line)


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
