"""The answers of one record as a live tree: cells by reference, rows that come, go and move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, MutableMapping
from typing import TYPE_CHECKING, cast

from app.forms.blueprint import Place, Seed
from app.forms.tree import Kind, Node


class Cell(Node):
    """One node of the answers.

    A place with rows also has one cell of its own beside the tree, its anchor: `row` is blank
    there, and rows hang below the anchor's parent. `own` is what the place's own condition says;
    `relevant` also heeds what is above. `tally` is what it counts for in its section.
    """

    __slots__ = (
        "anchors",
        "failing",
        "key",
        "own",
        "own_readonly",
        "ref",
        "required",
        "spot",
        "tally",
        "wrong_type",
    )

    if TYPE_CHECKING:
        # Only cells are ever put below a cell.
        children: list[Cell]  # type: ignore[assignment]  # a form's tree holds cells only
        named: dict[str, list[Cell]]  # type: ignore[assignment]  # as above

    def __init__(self, spot: Place, parent: Node, ref: str, text: str = "", row: str = "") -> None:
        Node.__init__(self, Kind.ELEMENT, spot.name, spot.namespace, spot.prefix, text, row)
        self.spot = spot
        self.parent = parent
        self.ref = ref
        self.key = ""
        self.own = True
        self.relevant = parent.relevant
        self.required = False
        self.own_readonly = False
        self.failing = False
        self.wrong_type = False
        self.tally = 0
        self.anchors: list[Cell] = []

    @property
    def readonly(self) -> bool:
        """Whether the form keeps a person from answering here, or anywhere above."""
        cell: Node | None = self
        while isinstance(cell, Cell):
            if cell.own_readonly:
                return True
            cell = cell.parent
        return False


class AnswerTree:
    """The cells of one record.

    `entered` is what is kept of it: answers as given and rows with their order keys. It is read
    when cells are made, so that answers whose row is not there at present come back with the row.
    """

    def __init__(self, entered: MutableMapping[str, str]) -> None:
        self.entered = entered
        self.document = Node(Kind.DOCUMENT)
        self.cells: dict[str, Cell] = {}
        self.waiting: list[tuple[Cell, Seed]] = []

    def plant(self, seed: Seed, *, fresh: bool) -> list[Cell]:
        """Make all cells that a record begins with; `fresh` ones take the form's own values.

        Rows that the form begins with are put in `waiting`: whoever made the cells names them.
        """
        made: list[Cell] = []
        cell = self._grow(seed, self.document, made, defaults=fresh)
        self.document.append(cell)
        return made

    def _grow(
        self, seed: Seed, parent: Node, made: list[Cell], *, defaults: bool, row: str = ""
    ) -> Cell:
        place = seed.place
        above = parent.ref if isinstance(parent, Cell) else ""
        ref = f"{above}/{place.name}[{row}]" if row else f"{above}/{place.name}"
        cell = Cell(place, parent, ref, row=row)
        self.cells[ref] = cell
        made.append(cell)
        for given in seed.attributes:
            text = self.entered.get(f"{ref}/@{given.name}", given.text)
            cell.set_attribute(given.name, text, given.namespace)
        if seed.children:
            for below in seed.children:
                if below.place.many:
                    self._grow_anchor(below, cell, made, defaults=defaults)
                else:
                    cell.append(self._grow(below, cell, made, defaults=defaults))
        elif not place.children:
            cell.text = self._first_text(cell, seed.text if defaults else "")
        return cell

    def _first_text(self, cell: Cell, default: str) -> str:
        kept = self.entered.get(cell.ref)
        if kept is not None:
            return kept
        if default and cell.spot.bind.calculate is None and not _made_again(cell.spot):
            self.entered[cell.ref] = default
        return default

    def _grow_anchor(self, seed: Seed, parent: Cell, made: list[Cell], *, defaults: bool) -> None:
        place = seed.place
        anchor = Cell(place, parent, f"{parent.ref}/{place.name}")
        self.cells[anchor.ref] = anchor
        parent.anchors.append(anchor)
        made.append(anchor)
        if place.fixed and place.counted is None:
            for number, below in enumerate(seed.rows, start=1):
                row = self._grow(below, parent, made, defaults=defaults, row=f"n{number}")
                parent.append(row)
        elif defaults:
            self.waiting.extend((anchor, below) for below in seed.rows)

    def add_row(
        self, anchor: Cell, seed: Seed, row: str, key: str, *, defaults: bool
    ) -> list[Cell]:
        """Make one row, put it where its key says, and answer every cell that came."""
        parent = anchor.parent
        assert isinstance(parent, Cell)
        made: list[Cell] = []
        cell = self._grow(seed, parent, made, defaults=defaults, row=row)
        cell.key = key
        place = self._place_for(anchor, key, row)
        if place == len(parent.children):
            parent.append(cell)
        else:
            parent.insert(place, cell)
        return made

    def rows(self, anchor: Cell) -> list[Cell]:
        """The rows that stand below an anchor, in order."""
        return rows_of(anchor)

    def _place_for(self, anchor: Cell, key: str, row: str) -> int:
        rows, parent = self.rows(anchor), cast("Cell", anchor.parent)
        before = bisect_right(rows, (key, row), key=lambda each: (each.key, each.row))
        if before:
            return rows[before - 1].place + 1
        if rows:
            return rows[0].place
        number = anchor.spot.number
        earlier = [child.place for child in parent.children if child.spot.number < number]
        return earlier[-1] + 1 if earlier else 0

    def move_row(self, anchor: Cell, cell: Cell) -> None:
        """Put a row where its key now says."""
        parent = cast("Cell", anchor.parent)
        parent.remove(cell)
        parent.insert(self._place_for(anchor, cell.key, cell.row), cell)

    def drop_row(self, cell: Cell) -> list[Cell]:
        """Take one row out and answer every cell that went."""
        gone = list(branch(cell))
        for each in gone:
            del self.cells[each.ref]
        assert cell.parent is not None
        cell.parent.remove(cell)
        return gone

    def reached(self, start: Node, descent: tuple[str, ...]) -> list[Cell]:
        """The cells found by going down these names from one node."""
        here = [cast("Cell", start)]
        for name in descent:
            if len(here) == 1:
                here = here[0].named.get(name, [])
            else:
                here = [child for node in here for child in node.named.get(name, ())]
        return here


def rows_of(anchor: Cell) -> list[Cell]:
    """The rows that stand below an anchor, in order."""
    return cast("Cell", anchor.parent).named.get(anchor.name, [])


def lacks_rows(cell: Cell) -> bool:
    """Whether the form needs a row here that it asks for, and there is none."""
    is_anchor = cell.spot.repeat and not cell.row
    needed = is_anchor and cell.required and cell.relevant and not cell.readonly
    return needed and not rows_of(cell)


def in_counted_row(place: Place) -> bool:
    """Whether a place lies in rows that every device makes for itself."""
    return any(row.counted is not None for row in place.repeats)


def _made_again(place: Place) -> bool:
    """Whether a place lies in a row that is made anew, defaults and all, at every opening."""
    kept = (row for row in reversed(place.repeats) if row.counted is not None or not row.fixed)
    nearest = next(kept, None)
    return nearest is not None and nearest.counted is not None


def branch(cell: Cell) -> Iterator[Cell]:
    """A cell, the anchors below it and all its rows and leaves, in the order of the form."""
    yield cell
    yield from cell.anchors
    for child in cell.children:
        yield from branch(child)
