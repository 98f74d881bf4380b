"""The flowables that stock ones do not cover: bookmarked headings, whole rows, boxes, columns.

Nothing here knows blocks; `story` makes every one of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Table

from app.domain.figures import Picture, Shape
from app.reports.pdf.fonts import BOLD, REGULAR, by_face
from app.reports.pdf.structure import Element
from app.reports.pdf.tagged import PAGINATION, Passage, passage_of
from app.reports.style import print_style


class Words(Paragraph):  # type: ignore[misc]  # ReportLab ships no types
    """A paragraph whose lines are broken once for a width: a table asks for its size often."""

    _broken: tuple[float, tuple[float, float]] | None = None
    _passage: Passage | None = None
    _label: Element | None = None

    def belong_to(self, element: Element, label: Element | None = None) -> Words:
        """These words are `element`'s on every page that they reach; their bullet is `label`'s."""
        self._passage = passage_of(element, "".join(frag.text for frag in self.frags))
        self._label = label
        return self

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size at this width; the height that is left plays no part in it."""
        dropped = not hasattr(self, "blPara")  # a split that found no place drops the lines
        if dropped or self._broken is None or self._broken[0] != width:
            self._broken = (width, super().wrap(width, height))
            self._mend_breaks()
        return self._broken[1]

    def _mend_breaks(self) -> None:
        """Let a break inside a long word begin no link.

        ReportLab gives it the word's first link, and the link's place would be the line's end.
        """
        if self.blPara.kind == 1 and self._splitLongWordCount:
            for line in self.blPara.lines:
                *before, last = line.words
                if not last.text:
                    last.link = before[-1].link if before else []

    def split(self, width: float, height: float) -> list[Any]:
        """The parts, which belong to one element; the bullet stays with the first."""
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part._passage = self._passage  # noqa: SLF001 - a part of this very paragraph
        for part in parts[:1]:
            part._label = self._label  # noqa: SLF001 - the same
        return parts

    def draw(self) -> None:
        """The words, each marked as their element's or a link's."""
        self.canv.bullet_of(self._label)
        super().draw()
        self.canv.bullet_of(None)

    def beginText(self, x: float, y: float) -> Any:  # noqa: N802 - ReportLab's name
        """The text object that they are written with."""
        plain = self.blPara.kind == 0
        links = [key for key, _ in getattr(self.blPara, "link", ())] if plain else []
        return self.canv.begin_passage((x, y), self._passage, next(iter(links), None))


class ToldOnce(Words):
    """Words such as a column's title, which are read once however many pages repeat them."""

    def draw(self) -> None:
        """The words; from the second time on they only belong to the page."""
        if self._passage is None or not self._passage.drawn:
            super().draw()
            return
        with self.canv.artifact(PAGINATION):
            super().draw()


class HeadingLine(Words):
    """A heading, bookmarked where it is drawn."""

    bookmark: tuple[str, str, int] | None = None
    """(key, words, level from 0)"""

    def split(self, width: float, height: float) -> list[Any]:
        """The parts; the bookmark stays with the first."""
        parts: list[Any] = super().split(width, height)
        if len(parts) > 1:
            parts[0].bookmark = self.bookmark
        return parts

    def draw(self) -> None:
        """The words, and the entry in the outline."""
        if self.bookmark is not None:
            key, words, level = self.bookmark
            self.canv.bookmarkHorizontal(key, 0, self.height)
            self.canv.addOutlineEntry(words, key, level, closed=False)
        super().draw()


class RoomFor(CondPageBreak):  # type: ignore[misc]  # ReportLab ships no types
    """A page break where less than `height` is left, which takes no space of its own."""

    # Without it the space after the block above and that before the one below would add up.
    _SPACETRANSFER = True


class RowTable(Table):  # type: ignore[misc]  # ReportLab ships no types
    """A table whose rows stay whole wherever a page has room for them."""

    page_room: float = 0.0
    """The height of a whole page's text, in points; 0 keeps every row whole."""
    _measured: tuple[float, tuple[float, float]] | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size at this width, measured once: what follows a heading is asked twice."""
        if self._measured is None or self._measured[0] != width:
            self._measured = (width, super().wrap(width, height))
        return self._measured[1]

    def start_height(self, width: float) -> float:
        """The height of the headings and the first row below them."""
        self.wrap(width, self.page_room)
        heights: list[float] = self._rowHeights
        return sum(heights[: int(self.repeatRows) + 1])

    def split(self, width: float, height: float) -> list[Any]:
        """Between rows; inside a row only where that row is taller than a page."""
        tall = self.page_room and self.start_height(width) > self.page_room
        self.splitInRow = int(bool(tall))
        parts: list[Any] = super().split(width, height)
        for part in parts:
            part.page_room = self.page_room
        return parts


class Stack:
    """Flowables one below another at one width, measured together."""

    def __init__(self, flowables: Sequence[Any], width: float) -> None:
        self.flowables = tuple(flowables)
        self.width = width
        self._tops: list[tuple[float, float]] = []
        self.height = self._measure()

    def _measure(self) -> float:
        depth = gap = 0.0
        for place, flowable in enumerate(self.flowables):
            if place:
                depth += max(gap, flowable.getSpaceBefore())
            height = flowable.wrap(self.width, 1e6)[1]
            self._tops.append((depth, height))
            depth += height
            gap = flowable.getSpaceAfter()
        return depth

    def draw_on(self, canvas: Any, left: float, top: float) -> None:
        """Draw downwards from `top`."""
        for flowable, (depth, height) in zip(self.flowables, self._tops, strict=True):
            flowable.drawOn(canvas, left, top - depth - height)

    def split_at(self, room: float) -> tuple[list[Any], list[Any]]:
        """What fits into `room` and what is left; one flowable may be in both, in parts."""
        for place, (depth, height) in enumerate(self._tops):
            if depth + height > room:
                parts = self.flowables[place].split(self.width, room - depth)
                head = [*self.flowables[:place], *parts[:1]]
                return head, [*(parts[1:] or parts), *self._rest(place, split=bool(parts))]
        return list(self.flowables), []

    def _rest(self, place: int, *, split: bool) -> tuple[Any, ...]:
        return self.flowables[place + 1 :] if split else self.flowables[place:]


class Boxed(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Flowables in a frame, which goes round each part where a page ends inside it."""

    padding = 9.0

    def __init__(self, flowables: Sequence[Any], *, strong: bool, ink: str) -> None:
        super().__init__()
        self.flowables = tuple(flowables)
        self.strong = strong
        self.ink = ink
        self.spaceBefore, self.spaceAfter = 4.0, 6.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, and the height of what is inside."""
        self._stack = Stack(self.flowables, width - 2 * self.padding)
        self.width, self.height = width, self._stack.height + 2 * self.padding
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Any]:
        """Two boxes; none where hardly more than a heading would stay behind."""
        self.wrap(width, height)
        head, rest = self._stack.split_at(height - 2 * self.padding)
        only_heading = all(isinstance(flowable, HeadingLine) for flowable in head)
        if not rest:
            return [self]
        if only_heading:
            return []
        return [Boxed(part, strong=self.strong, ink=self.ink) for part in (head, rest)]

    def draw(self) -> None:
        """The frame, then what is inside."""
        canvas = self.canv
        with canvas.artifact():
            canvas.saveState()
            canvas.setStrokeColor(HexColor(self.ink))
            canvas.setLineWidth(1.4 if self.strong else 0.8)
            canvas.roundRect(0.7, 0.7, self.width - 1.4, self.height - 1.4, 2.2)
            canvas.restoreState()
        self._stack.draw_on(canvas, self.padding, self.height - self.padding)


class Beside(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Stacks side by side, the same width each; never split."""

    gap = 18.0

    def __init__(self, parts: Sequence[Sequence[Any]], width: float) -> None:
        super().__init__()
        self.width = width
        self._step = (width + self.gap) / len(parts)
        self._stacks = [Stack(part, self._step - self.gap) for part in parts]
        self.height = max(stack.height for stack in self._stacks)
        self.spaceAfter = 3.0

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The size it was made for."""
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Any]:
        """Nothing: it goes to the next page whole."""
        return []

    def draw(self) -> None:
        """Each stack from the top."""
        for place, stack in enumerate(self._stacks):
            stack.draw_on(self.canv, place * self._step, self.height)


class Lines(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Ruled room to write on: labels, each with its share of the width and a line after it."""

    tall = 27.0

    def __init__(self, fields: Sequence[tuple[str, float, Element]], size: float, ink: str) -> None:
        super().__init__()
        self.fields, self.size, self.ink = tuple(fields), size, ink

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The whole width, and room for a hand."""
        self.width, self.height = width, self.tall
        return width, self.tall

    def draw(self) -> None:
        """Each label and its line."""
        canvas = self.canv
        shares = sum(share for _, share, _ in self.fields)
        left = 0.0
        for label, share, element in self.fields:
            right = left + (self.width - 10 * (len(self.fields) - 1)) * share / shares
            canvas.setFillColor(HexColor(self.ink))
            start = left + self._label(label, left, element)
            canvas.setStrokeColor(HexColor(self.ink))
            canvas.setLineWidth(0.6)
            canvas.line(start + (3 if label else 0), 3, right, 3)
            left = right + 10

    def _label(self, label: str, left: float, element: Element) -> float:
        if not label:
            return 0.0
        with self.canv.marked(element):
            return draw_text(self.canv, left, 5, label, REGULAR, self.size)


class Drawn(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """A picture of plain shapes, shrunk where the page is narrower."""

    def __init__(self, picture: Picture, element: Element) -> None:
        super().__init__()
        self.picture, self.element = picture, element
        self.spaceBefore = self.spaceAfter = 6.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The picture's size, at most the width there is."""
        self.scale = min(1.0, width / self.picture.width)
        self.width = self.picture.width * self.scale
        self.height = self.picture.height * self.scale
        return self.width, self.height

    def draw(self) -> None:
        """Every shape, from the back to the front."""
        with self.canv.figure(self.element, (0.0, 0.0), (self.width, self.height)):
            self.canv.saveState()
            self.canv.scale(self.scale, self.scale)
            for shape in self.picture.shapes:
                self._shape(shape)
            self.canv.restoreState()

    def _shape(self, shape: Shape) -> None:
        ink = HexColor(print_style().ink)
        y = self.picture.height - shape.y
        if shape.text:
            face = BOLD if shape.bold else REGULAR
            self.canv.setFillColor(ink)
            shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
            left = shape.x - shift * text_width(shape.text, face, shape.size)
            draw_text(self.canv, left, y, shape.text, face, shape.size)
            return
        self.canv.setLineWidth(0.7)
        self.canv.setStrokeColor(ink)
        self.canv.setFillColor(_tone(HexColor(print_style().heading_colour), shape.shade))
        filled, edge = int(shape.shade > 0), int(shape.edge)
        self.canv.rect(
            shape.x, y - shape.height, shape.width, shape.height, fill=filled, stroke=edge
        )


def _tone(colour: Color, share: float) -> Color:
    """`share` of the colour on white."""
    red, green, blue = (1 - share * (1 - part) for part in colour.rgb())
    return Color(red, green, blue)


def text_width(text: str, face: str, size: float) -> float:
    """How wide `text` is, in points, wherever its characters come from."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(sum(stringWidth(piece, other or face, size) for other, piece in by_face(text)))


def draw_text(canvas: Any, x: float, y: float, text: str, face: str, size: float) -> float:
    """Draw `text` on the baseline from `x`; its width in points."""
    left = x
    for other, piece in by_face(text):
        canvas.setFont(other or face, size)
        canvas.drawString(left, y, piece)
        left += canvas.stringWidth(piece, other or face, size)
    return left - x
