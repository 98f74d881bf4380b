"""A photo on the page: as wide as its column, at most half a page high, never without its caption.

ReportLab puts a JPEG into the file as it is, so what is printed is what was kept.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from app.reports.pdf.structure import Element
from app.reports.pictures import photo_file, size_on_page
from app.reports.style import print_style

_GAP = 4.0
rl_config.useA85 = 0  # writing a photo as text would make it a quarter larger


class Photograph(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A photo with its caption beneath it, together on one page."""

    def __init__(self, picture: ImageReader, element: Element, caption: Any, room: float) -> None:
        super().__init__()
        self.picture = picture
        self.element = element
        self.caption = caption
        self.room = room
        self.spaceBefore, self.spaceAfter = 6.0, 8.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The size of both at this width."""
        across, down = self.picture.getSize()
        self.size = size_on_page(across, down, width, self.room)
        self._beneath = self.caption.wrap(width, self.room)[1]
        self.width, self.height = width, self.size[1] + _GAP + self._beneath
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Any]:
        """Nothing: it goes to the next page whole."""
        return []

    def draw(self) -> None:
        """The photo with a thin edge, since paper is as white as some walls; then the caption."""
        foot = self._beneath + _GAP
        with self.canv.figure(self.element, (0.0, foot), self.size):
            self.canv.drawImage(self.picture, 0, foot, *self.size)
        self.canv.setStrokeColor(HexColor(print_style().rule))
        self.canv.setLineWidth(0.5)
        self.canv.rect(0, foot, *self.size, fill=0, stroke=1)
        self.caption.drawOn(self.canv, 0, 0)


def readable(content: bytes | None) -> ImageReader | None:
    """The picture in some bytes, None where there are none or they are no picture."""
    if content is None or photo_file(content) is None:
        return None
    try:
        picture = ImageReader(BytesIO(content))
        across, down = picture.getSize()
    except Exception:  # noqa: BLE001 - a picture that can't be drawn is said, whatever is wrong with it
        return None
    return picture if across and down else None
