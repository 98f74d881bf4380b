"""A canvas on which all that is drawn belongs to an element of the structure, or is an artifact.

Marks are flat: what is drawn inside one belongs to it, and opens none of its own. A paragraph's
marks stand inside its text object, so that a link in mid-line can have one. The private names are
ReportLab's (5.1): the tests of tagged documents say when they have changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from app.reports.pdf.structure import Element, Mark, Spot

PAGINATION, LAYOUT = "Pagination", "Layout"
"""Why something is no part of the document: it is on every page, or it is only there to be seen."""
_CLOSE = "EMC"
_PAINTS = re.compile(r"(?:^|\s)(?:[SsFBb]\*?|f\*?|Do|sh|EI|Tj|TJ)(?:\s|$)")
_NEVER_ALONE = re.compile(r"\s(?:Tj|TJ)(?:\s|$)|^\s*\S+\s*$")


class UnmarkedError(ValueError):
    """Words, or half of a path, were drawn outside every mark: no screen reader would tell them."""


@dataclass(slots=True, eq=False)
class Passage:
    """A paragraph as it is read: its parts on several pages, or its line ends, change nothing.

    `spaces` counts the other characters before each space, `drawn` those drawn so far.
    """

    element: Element
    spaces: frozenset[int]
    drawn: int = 0
    links: dict[int, Element] = field(default_factory=dict)

    def link(self, key: int) -> Element:
        """The element of a link by its number in the paragraph."""
        if key not in self.links:
            self.links[key] = self.element.add("Link")
        return self.links[key]


def passage_of(element: Element, text: str) -> Passage:
    """The passage of `text`, whose only white space is spaces, below `element`."""
    words = text.strip(" ").split(" ")
    return Passage(element, frozenset(accumulate(map(len, words[:-1]))))


class PassageText(PDFTextObject):  # type: ignore[misc]  # ReportLab ships no types
    """The text object of a passage: its marks go from the paragraph to its links and back.

    A line's last space, which ReportLab leaves out, is put back: words stay apart when read aloud.
    """

    def __init__(self, canvas: Any, at: tuple[float, float], passage: Passage, link: Any) -> None:
        super().__init__(canvas, *at)
        self._passage = passage
        self._whole = passage.link(link) if link is not None else None
        self._owner: Element | None = None
        self._piece: tuple[int, Element, str] | None = None
        self._link: Element | None = None
        self._due: list[tuple[int, Element]] = []
        self._last = " "

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        self._settle()
        passage = self._passage
        passage.drawn += len(text) - text.count(" ")
        if TStar and passage.drawn in passage.spaces and (text or self._last)[-1] != " ":
            text += " "
        if text:
            owner = self._whole or self._link or passage.element
            self._piece = (len(self._code), owner, text)
            self._last = text[-1]
        super()._textOut(text, TStar)

    def _linkRecord(self, link: tuple[int, str], what: str) -> None:  # noqa: N802 - ReportLab's name
        """Told of a link's start after its first piece is out, of its end before the next one."""
        self._link = self._passage.link(link[0]) if what == "start" else None
        if self._link is None:
            return
        self._due = sorted([*self._due, (link[0], self._link)], key=lambda due: due[0])
        if self._piece is not None:
            self._piece = (self._piece[0], self._link, self._piece[2])
            self._settle()

    def _settle(self) -> None:
        """Mark the newest piece, now that it is known whose it is."""
        if self._piece is None:
            return
        at, owner, text = self._piece
        self._piece = None
        if owner.kind == "Link":
            owner.words += text
        if owner is not self._owner:
            opening = self._canvas.opening(owner)
            self._code[at:at] = [opening] if self._owner is None else [_CLOSE, opening]
            self._owner = owner

    def next_link(self) -> Element | None:
        """The link that the next place to click belongs to: a line's links come in their order."""
        if self._whole is not None:
            return self._whole
        return self._due.pop(0)[1] if self._due else None

    def getCode(self) -> str:  # noqa: N802 - ReportLab's name
        """The operators, with the last mark closed."""
        self._settle()
        if self._owner is not None:
            self._code.append(_CLOSE)
        return str(super().getCode())


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """Knows whose each operator is; refuses a page with words that are nobody's."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._label: Element | None = None
        self._writing: PassageText | None = None
        self._inside = False
        self._marks = 0
        self._stretches: list[tuple[int, int]] = []
        super().__init__(*arguments, **options)

    def opening(self, element: Element) -> str:
        """The operator that opens this page's next mark, which is `element`'s from now on."""
        number, self._marks = self._marks, self._marks + 1
        element.inside.append(Mark(self.getPageNumber() - 1, number))
        return f"/{element.kind} <</MCID {number}>> BDC"

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn belongs to `element`, or to what is open already."""
        with self._open("" if self._inside else self.opening(element)):
            yield

    @contextmanager
    def figure(
        self, element: Element, at: tuple[float, float], size: tuple[float, float]
    ) -> Iterator[None]:
        """What is drawn is a figure with that bottom left corner and that size, in points."""
        (left, bottom), (width, height) = at, size
        corners = (
            *self.absolutePosition(left, bottom),
            *self.absolutePosition(left + width, bottom + height),
        )
        element.box = tuple(round(side, 2) for side in corners)
        with self.marked(element):
            yield

    @contextmanager
    def artifact(self, why: str = LAYOUT) -> Iterator[None]:
        """What is drawn is no part of the document: it is never read aloud."""
        with self._open("" if self._inside else f"/Artifact <</Type /{why}>> BDC"):
            yield

    @contextmanager
    def _open(self, opening: str) -> Iterator[None]:
        if not opening:
            yield
            return
        start, self._inside = len(self._code), True
        self._code.append(opening)
        yield
        self._code.append(_CLOSE)
        self._inside = False
        self._stretches.append((start, len(self._code)))

    def bullet_of(self, label: Element | None) -> None:
        """A bullet that is drawn next belongs to `label`."""
        self._label = label

    def begin_passage(self, at: tuple[float, float], passage: Passage | None, link: Any) -> Any:
        """A text object for a passage, a plain one inside a mark; `link` is the whole passage's."""
        if self._inside or passage is None:
            return self.beginText(*at)
        self._writing = PassageText(self, at, passage, link)
        return self._writing

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803 - ReportLab's names
        """A passage has its own marks; the text before it may be its bullet."""
        label, self._label = self._label, None
        if isinstance(aTextObject, PassageText):
            self._writing = None
            self._stretches.append((len(self._code), len(self._code) + 1))
            super().drawText(aTextObject)
        elif label is not None:
            with self.marked(label):
                super().drawText(aTextObject)
        else:
            super().drawText(aTextObject)

    def _addAnnotation(self, annotation: Any, name: Any = None, addtopage: int = 1) -> None:  # noqa: N802 - ReportLab's name
        element = self._writing.next_link() if self._writing is not None else None
        if element is not None:
            element.inside.append(Spot(self.getPageNumber() - 1, len(self._annotationrefs)))
            super()._addAnnotation(annotation, name, addtopage)
        elif not self._inside:
            raise UnmarkedError("A place to click is on the page without a link around it.")

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Close the page: lines and areas that nobody marked become artifacts."""
        start = 0
        for end, following in [*self._stretches, (len(self._code), 0)]:
            self._code[start:end] = map(_as_artifact, self._code[start:end])
            start = following
        self._stretches, self._marks = [], 0
        super().showPage()


def _as_artifact(operators: str) -> str:
    if not _PAINTS.search(operators):
        return operators
    if _NEVER_ALONE.search(operators):
        raise UnmarkedError("Words, or half of a path, are on the page outside every mark.")
    return f"/Artifact BMC {operators} {_CLOSE}"
