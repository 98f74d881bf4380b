"""Writes a structure tree into a file that was laid out: elements, and whose each mark is."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from app.reports.pdf.structure import Element, Mark, Spot, without_silent

PRINTED = 4
"""The flag of an annotation that is printed."""


def write_tree(pdf: Pdf, root: Element) -> None:
    """Add `root` and all in it to the file; every page's marks and places to click are in it."""
    without_silent(root)
    tree = _Tree(pdf)
    pdf.Root.StructTreeRoot = tree.top
    tree.top.K = tree.write(root, tree.top)
    tree.close()


class _Tree:
    """The objects of one tree: each is made once, in the order of the document."""

    def __init__(self, pdf: Pdf) -> None:
        self._new = pdf.make_indirect
        self.top: Any = self._new(Dictionary(Type=Name.StructTreeRoot))
        self._pages: list[Any] = [page.obj for page in pdf.pages]
        self._marks: list[dict[int, Any]] = [{} for _ in self._pages]
        self._spots: list[Any] = []

    def write(self, element: Element, parent: Any) -> Any:
        """The object of an element, with all that is inside it."""
        written = self._new(Dictionary(Type=Name.StructElem, S=Name(f"/{element.kind}"), P=parent))
        if element.alternative:
            written.Alt = String(element.alternative)
        attributes = _attributes(element)
        if attributes is not None:
            written.A = attributes
        self._write_inside(element, written)
        return written

    def _write_inside(self, element: Element, written: Any) -> None:
        own = next((part.page for part in element.inside if isinstance(part, Mark)), None)
        if own is not None:
            written.Pg = self._pages[own]
        inside = [self._part(part, element, written, own) for part in element.inside]
        if inside:
            written.K = inside[0] if len(inside) == 1 else Array(inside)

    def _part(
        self, part: Element | Mark | Spot, element: Element, written: Any, own: int | None
    ) -> Any:
        if isinstance(part, Element):
            return self.write(part, written)
        if isinstance(part, Spot):
            return self._spot(part, element, written)
        self._marks[part.page][part.number] = written
        if part.page == own:
            return part.number
        return Dictionary(Type=Name.MCR, Pg=self._pages[part.page], MCID=part.number)

    def _spot(self, spot: Spot, element: Element, written: Any) -> Any:
        page = self._pages[spot.page]
        place = page.Annots[spot.number]
        if not place.is_indirect:
            place = page.Annots[spot.number] = self._new(place)
        place.StructParent = len(self._pages) + len(self._spots)
        place.F = PRINTED
        place.Contents = String(" ".join(element.words.split()) or str(place.A.URI))
        self._spots.append(written)
        return Dictionary(Type=Name.OBJR, Obj=place, Pg=page)

    def close(self) -> None:
        """Tell whose each page's marks are, by number, and whose each place to click is."""
        numbers: list[Any] = []
        for at, (page, marks) in enumerate(zip(self._pages, self._marks, strict=True)):
            page.StructParents, page.Tabs = at, Name.S
            owners = Array([marks[number] for number in range(len(marks))])
            numbers += [at, self._new(owners)]
        for at, owner in enumerate(self._spots, start=len(self._pages)):
            numbers += [at, owner]
        self.top.ParentTree = self._new(Dictionary(Nums=Array(numbers)))
        self.top.ParentTreeNextKey = len(self._pages) + len(self._spots)


def _attributes(element: Element) -> Any:
    """What a kind says of itself beyond its place: where a figure is, what a heading heads."""
    if element.box is not None:
        box = Array(list(element.box))
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=box)
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.summary:
        return Dictionary(O=Name.Table, Summary=String(element.summary))
    if element.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}"))
    return None
