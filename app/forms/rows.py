"""Rows of repeats: begun, added, moved, taken out and brought back, by a person or by a count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import NotFoundError, RuleError
from app.forms.blueprint import Place, Seed
from app.forms.instance import Cell
from app.forms.order_keys import DIGITS, key_between
from app.forms.recompute import TOO_MANY, Recompute

MOST_CELLS = 150_000
"""Questions of one record, in all rows, beyond which no more rows are counted out. An audit of a
thousand questions with two hundred lessons has under ten thousand.
"""


@dataclass(slots=True)
class Removed:
    """A row that was taken out, as it was kept: enough to bring it back."""

    anchor: str
    entries: dict[str, str]


class Rows:
    """All that happens to rows. A row is an entry like an answer: its ref and its order key."""

    def __init__(
        self, recompute: Recompute, new_id: Callable[[], str], on_new: Callable[[Cell], None]
    ) -> None:
        self._recompute = recompute
        self._tree = recompute.tree
        self._new_id = new_id
        self._on_new = on_new
        self._removed: dict[str, Removed] = {}
        self._wanted: dict[str, int] = {}
        # While a record is opened again, all rows that it has are kept already.
        self.opening = False
        recompute.count_rows = self.count

    def anchor(self, ref: str) -> Cell:
        """The anchor of a repeat; raises `NotFoundError` where there is none."""
        cell = self._tree.cells.get(ref)
        if cell is None or not cell.spot.many or cell.row:
            raise NotFoundError(f"There are no rows at {ref}.")
        return cell

    def row(self, ref: str) -> tuple[Cell, Cell]:
        """A row and its anchor; raises `NotFoundError` where there is none."""
        cell = self._tree.cells.get(ref)
        if cell is None or not cell.row:
            raise NotFoundError(f"There is no row {ref}.")
        return cell, self.anchor(ref.rpartition("[")[0])

    def begin(self) -> None:
        """Make the rows that the form says a new record, or a new row, begins with."""
        waiting = self._tree.waiting
        while waiting:
            anchor, seed = waiting.pop(0)
            if not anchor.spot.counted:
                self._make(anchor, seed, self._named(), self._key(anchor, None), new=False)

    def stored(self) -> None:
        """Make the rows that are kept, outer ones first, each list in its order."""
        cells = self._tree.cells
        found = [ref for ref in self._tree.entered if ref.endswith("]") and ref not in cells]
        for ref in sorted(found, key=lambda ref: (ref.count("["), self._tree.entered[ref], ref)):
            anchor = cells.get(ref.rpartition("[")[0])
            if anchor is not None and anchor.spot.repeat and not anchor.spot.fixed:
                self._bring(anchor, ref)

    def _bring(self, anchor: Cell, ref: str) -> Cell:
        seed = anchor.spot.seed
        assert seed is not None
        row = ref.rpartition("[")[2].removesuffix("]")
        key = self._tree.entered[ref]
        return self._place(anchor, seed, row, key, defaults=False)

    def add(self, ref: str, after: str | None) -> str:
        """Add a row after another, or last; answers its reference."""
        anchor = self.anchor(ref)
        seed = self._open(anchor).spot.seed
        assert seed is not None
        return self._make(anchor, seed, self._named(), self._key(anchor, after), new=True).ref

    def _open(self, anchor: Cell) -> Cell:
        if anchor.spot.fixed:
            raise RuleError("The form itself says how many rows there are here.")
        return anchor

    def _named(self) -> str:
        return "r" + "".join(letter for letter in self._new_id() if letter in DIGITS)[-12:]

    def _key(self, anchor: Cell, after: str | None) -> str:
        rows = self._tree.rows(anchor)
        place = len(rows)
        if after is not None:
            place = rows.index(self.row(after)[0]) + 1
        return self._key_at(rows, place)

    def _key_at(self, rows: list[Cell], place: int) -> str:
        low = rows[place - 1].key if place > 0 else ""
        high = rows[place].key if place < len(rows) else ""
        return key_between(low, high, self._new_id())

    def _make(self, anchor: Cell, seed: Seed, row: str, key: str, *, new: bool) -> Cell:
        self._tree.entered[f"{anchor.ref}[{row}]"] = key
        cell = self._place(anchor, seed, row, key, defaults=True)
        if new:
            # The first rows of a record are begun one after the other, however many there are.
            self.begin()
            self._recompute.settle()
            self._on_new(cell)
        return cell

    def _place(self, anchor: Cell, seed: Seed, row: str, key: str, *, defaults: bool) -> Cell:
        made = self._tree.add_row(anchor, seed, row, key, defaults=defaults)
        cell = made[0]
        self._recompute.welcome(made)
        self._recompute.rows_changed(anchor, self._tree.rows(anchor).index(cell))
        return cell

    def remove(self, ref: str) -> None:
        """Take a row out; what was entered in it is kept aside for `restore`."""
        cell, anchor = self.row(ref)
        self._open(anchor)
        entered = self._tree.entered
        taken = {at: entered.pop(at) for at in list(entered) if at.startswith(ref)}
        self._removed[ref] = Removed(anchor.ref, taken)
        self._drop(cell, anchor)

    def _drop(self, cell: Cell, anchor: Cell) -> None:
        start = self._tree.rows(anchor).index(cell)
        self._recompute.farewell(self._tree.drop_row(cell))
        self._recompute.rows_changed(anchor, start)

    def restore(self, ref: str) -> None:
        """Bring back a row that was taken out in this session."""
        removed = self._removed.pop(ref, None)
        if removed is None:
            raise NotFoundError(f"The row {ref} was not taken out here.")
        anchor = self.anchor(removed.anchor)
        self._tree.entered.update(removed.entries)
        self._bring(anchor, ref)
        inner = [at for at in removed.entries if at.endswith("]") and at != ref]
        for at in sorted(inner, key=lambda at: (at.count("["), removed.entries[at], at)):
            below = self._tree.cells.get(at.rpartition("[")[0])
            if below is not None and not below.spot.fixed:
                self._bring(below, at)

    def move(self, ref: str, place: int) -> None:
        """Put a row at another place among its like; 0 is first."""
        cell, anchor = self.row(ref)
        self._open(anchor)
        rows = self._tree.rows(anchor)
        was = rows.index(cell)
        others = [each for each in rows if each is not cell]
        place = max(0, min(place, len(others)))
        if place == was:
            return
        cell.key = self._tree.entered[ref] = self._key_at(others, place)
        self._tree.move_row(anchor, cell)
        self._recompute.rows_changed(anchor, min(place, was))

    def count(self, anchor: Cell, wanted: int) -> None:
        """Make as many rows as a count says. Their ids follow from their number, so that they are
        the same on every device and nothing of them needs to be kept.
        """
        under_way = anchor.ref in self._wanted
        self._wanted[anchor.ref] = wanted
        if under_way:
            return  # What a new row sets off may count again: whoever is counting goes on to this.
        try:
            self._count_out(anchor)
        finally:
            del self._wanted[anchor.ref]

    def _count_out(self, anchor: Cell) -> None:
        seed, firsts = anchor.spot.seed, anchor.spot.firsts
        assert seed is not None
        wanted = self._wanted
        while len(rows := self._tree.rows(anchor)) > wanted[anchor.ref]:
            self._drop(rows[-1], anchor)
        kept = self._kept_within(anchor) if len(rows) < wanted[anchor.ref] else {}
        while (number := len(self._tree.rows(anchor)) + 1) <= wanted[anchor.ref]:
            if len(self._tree.cells) > MOST_CELLS:
                self._recompute.faults[anchor.ref] = TOO_MANY
                return
            own = firsts[number - 1] if number <= len(firsts) else seed
            cell = self._place(anchor, own, f"n{number}", f"{number:06d}", defaults=True)
            self._begin_within(kept.get(cell.ref, []))
            self._on_new(cell)

    def _kept_within(self, anchor: Cell) -> dict[str, list[str]]:
        """Kept rows within rows that are counted out, by the counted row: outer ones first."""
        found: dict[str, list[str]] = {}
        if not _holds_rows(anchor.spot):
            return found
        start = f"{anchor.ref}["
        kept = [ref for ref in self._tree.entered if ref.startswith(start) and ref.endswith("]")]
        for ref in sorted(kept, key=lambda ref: (ref.count("["), self._tree.entered[ref], ref)):
            row = start + ref[len(start) :].partition("]")[0] + "]"
            if row != ref:
                found.setdefault(row, []).append(ref)
        return found

    def _begin_within(self, kept: list[str]) -> None:
        """Bring back the rows that are kept within a counted row, or else begin those that the form
        gives it. Their ids follow from their number, too, so that every device begins the same.
        """
        given, self._tree.waiting[:] = list(self._tree.waiting), []
        for ref in kept:
            below = self._tree.cells.get(ref.rpartition("[")[0])
            if below is not None and not below.spot.fixed:
                self._bring(below, ref)
        if kept or self.opening:
            return
        for anchor, seed in given:
            rows = self._tree.rows(anchor)
            row = f"n{len(rows) + 1}"
            key = key_between(rows[-1].key if rows else "", "", row)
            self._make(anchor, seed, row, key, new=False)
            self._begin_within([])


def _holds_rows(place: Place) -> bool:
    return any((below.repeat and not below.fixed) or _holds_rows(below) for below in place.children)
