"""Photos as every document takes them: which bytes are one, how large it may stand, what if not.

Only the head of a file is read here. Pixels are left to whoever draws it, and a file that claims
more of them than any camera takes is no photo.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

LOST_PHOTO = " [A photo belongs here. Its file was not on the laptop that made this document.]"
TALLEST = 0.5
"""The share of a page's height that a photo may take."""
POINTS_PER_PIXEL = 0.75
"""No photo is enlarged beyond 96 pixels to the inch: a small one would only be coarse."""
MOST_PIXELS = 80_000_000
JPEG, PNG = "image/jpeg", "image/png"
_PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_MARK = 0xFF
_BARE_MARKERS = {0x01, *range(0xD0, 0xD9)}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo's bytes as they are kept, `JPEG` or `PNG`, and its size in pixels."""

    content: bytes = field(repr=False)
    kind: str
    width: int
    height: int


def photo_file(content: bytes | None) -> PhotoFile | None:
    """The photo in some bytes; None where there are none, or they are no JPEG or PNG of a size."""
    if not content:
        return None
    if content.startswith(_PNG_HEAD):
        kind, size = PNG, (_number(content, 16, 4), _number(content, 20, 4))
    else:
        kind, size = JPEG, _jpeg_size(content)
    width, height = size
    return PhotoFile(content, kind, width, height) if 0 < width * height <= MOST_PIXELS else None


def size_on_page(width: int, height: int, room: float, page: float) -> tuple[float, float]:
    """How large a photo stands, in points, in a column `room` wide on a page `page` high."""
    scale = min(room / width, page * TALLEST / height, POINTS_PER_PIXEL)
    return width * scale, height * scale


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height as the first frame has them; nothing for what is no JPEG."""
    for marker, at in _segments(content):
        if marker in _FRAMES:
            return _number(content, at + 5, 2), _number(content, at + 3, 2)
    return 0, 0


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Each marker of a JPEG's head with the place of its length, as far as they hold together."""
    if not content.startswith(b"\xff\xd8\xff"):
        return
    at = 2
    while at + 4 <= len(content) and content[at] == _MARK:
        marker = content[at + 1]
        if marker == _MARK:  # padding before a marker
            at += 1
        elif marker in _BARE_MARKERS:
            at += 2
        else:
            yield marker, at + 2
            at += 2 + max(2, _number(content, at + 2, 2))


def _number(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(content[at : at + length], "big")
