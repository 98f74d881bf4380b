"""Working out what an answer changes: a queue of tasks, each done once, in the order of the graph.

The cost of an answer is the number of tasks that read what really changed, so it does not grow
with the form. An expression that fails on the values of the moment counts as saying nothing; the
failure is kept in `faults` and never stops a person from writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from heapq import heappop, heappush
from math import isnan
from typing import cast

from app.forms.blueprint import Place
from app.forms.instance import AnswerTree, Cell
from app.forms.progress import Tallies
from app.forms.recording import Changes
from app.forms.tasks import Aspect, Edge, Graph, Task
from app.forms.tree import Node
from app.forms.types import fits_type, shaped
from app.forms.xpath import Context, Expression, Value, World, XPathError
from app.forms.xpath.values import to_boolean

_COUNTED = frozenset({"boolean", "int", "decimal"})
_NOTHING = frozenset({"", "false"})
_MOST_ROUNDS = 1000
MOST_ROWS = 5_000
"""Rows of one repeat, counted or brought from outside."""
TOO_MANY = "The form counts more rows here than a record can hold. Those beyond are left out."


class Recompute:
    """The live state of one record: cells, the queue, and what changed since it was last asked."""

    def __init__(self, graph: Graph, tree: AnswerTree, world: World, tallies: Tallies) -> None:
        self.tree = tree
        self.world = world
        self.changes = Changes()
        self.faults: dict[str, str] = {}
        self.count_rows: Callable[[Cell, int], None] = lambda _anchor, _count: None
        self._tasks = graph.tasks
        self._tallies = tallies
        self._heap: list[int] = []
        self._pending: dict[int, dict[Cell, None]] = {}
        self._work: dict[Aspect, Callable[[Task, Cell], None]] = {
            Aspect.COUNT: self._count,
            Aspect.RELEVANT: self._ask_relevance,
            Aspect.CALCULATE: self._calculate,
            Aspect.READONLY: self._ask_readonly,
            Aspect.REQUIRED: self._ask_required,
            Aspect.CONSTRAINT: self._constrain,
            Aspect.CHOICES: lambda _task, cell: self.changes.choices.add(cell.ref),
            Aspect.LABEL: lambda _task, cell: self.changes.labels.add(cell.ref),
        }

    # What may be said from outside

    def welcome(self, cells: Iterable[Cell]) -> None:
        """Queue every task of cells that are new."""
        for cell in cells:
            spot = cell.spot
            for task in spot.tasks:
                self._want(task, cell)
            if spot.asked and not spot.many:
                cell.wrong_type = cell.text != "" and not _fits(spot, cell.text)
                self._tallies.count(cell)

    def farewell(self, cells: Iterable[Cell]) -> None:
        """Forget cells that are gone."""
        for cell in cells:
            self._tallies.forget(cell)

    def wake(self, tasks: Iterable[Task]) -> None:
        """Queue tasks everywhere, because something outside the answers changed."""
        for task in tasks:
            for cell in self._everywhere(task.place):
                self._want(task, cell)

    def put(self, cell: Cell, text: str) -> bool:
        """Give a leaf its text and queue what reads it; answers whether that was new."""
        if cell.text == text:
            return False
        cell.text = text
        spot = cell.spot
        if spot.asked:
            wrong = not _fits(spot, text)
            if wrong != cell.wrong_type:
                cell.wrong_type = wrong
                self.changes.problems.add(cell.ref)
            self._tallies.count(cell)
        self._told(cell)
        if spot.bind.constraint is not None:
            self._want_own(cell, Aspect.CONSTRAINT)
        return True

    def put_attribute(self, cell: Cell, name: str, text: str | None) -> None:
        """Give an attribute its text, which is kept, and queue what reads its node; None gives it
        back what the form had there.
        """
        ref = f"{cell.ref}/@{name}"
        for node in cell.attributes:
            if node.name != name:
                continue
            if text is None:
                self.tree.entered.pop(ref, None)
                given = cell.spot.template
                node.text = "" if given is None else given.get(name, "")
            elif node.text != text:
                self.tree.entered[ref] = node.text = text
            self._told(cell)

    def rows_changed(self, anchor: Cell, start: int) -> None:
        """Queue what reads the rows of a repeat, or the position of a row from `start` on."""
        spot = anchor.spot
        self.changes.rows.add(anchor.ref)
        self._recount(anchor)
        for edge in spot.outside:
            self._follow(anchor, edge)
        if spot.following:
            for row in self.tree.rows(anchor)[start:]:
                for edge in spot.following:
                    for cell in self.tree.reached(row, edge.descent):
                        self._want(edge.task, cell)

    def settle(self) -> None:
        """Do everything that is queued, and what that brings with it."""
        rounds: dict[int, int] = {}
        cells = self.tree.cells
        while self._heap:
            order = heappop(self._heap)
            task = self._tasks[order]
            waiting = self._pending.pop(order)
            rounds[order] = rounds.get(order, 0) + 1
            if rounds[order] > _MOST_ROUNDS:
                self.faults[task.place.path] = "This never comes to rest."
                continue
            work = self._work[task.aspect]
            for cell in waiting:
                if cells.get(cell.ref) is cell:
                    work(task, cell)

    def context(self, node: Node) -> Context:
        """Where an expression stands."""
        return Context(node, world=self.world, root=self.tree.document)

    # Finding what reads what

    def _want(self, task: Task, cell: Cell) -> None:
        waiting = self._pending.get(task.order)
        if waiting is None:
            self._pending[task.order] = {cell: None}
            heappush(self._heap, task.order)
        else:
            waiting[cell] = None

    def _want_own(self, cell: Cell, aspect: Aspect) -> None:
        for task in cell.spot.tasks:
            if task.aspect is aspect:
                self._want(task, cell)

    def _told(self, cell: Cell) -> None:
        for edge in cell.spot.readers:
            self._follow(cell, edge)

    def _follow(self, cell: Cell, edge: Edge) -> None:
        task = edge.task
        if not task.place.repeats:
            self._want(task, self.tree.cells[task.place.path])
            return
        start = self._shared_row(cell, edge.shared)
        if not edge.descent:
            self._want(task, cast("Cell", start))
            return
        for found in self.tree.reached(start, edge.descent):
            self._want(task, found)
        if task.place.repeat:
            for anchor in self._anchors(start, edge.descent):
                self._want(task, anchor)

    def _shared_row(self, cell: Cell, shared: int) -> Node:
        """The row that a cell and the task that reads it both stand in."""
        if not shared:
            return self.tree.document
        place = cell.spot.repeats[shared - 1]
        while cell.spot is not place:
            cell = cast("Cell", cell.parent)
        return cell

    def _anchors(self, start: Node, descent: tuple[str, ...]) -> list[Cell]:
        above = self.tree.reached(start, descent[:-1])
        return [each for cell in above for each in cell.anchors if each.name == descent[-1]]

    def _everywhere(self, place: Place) -> list[Cell]:
        names = tuple(place.path[1:].split("/"))
        found = self.tree.reached(self.tree.document, names)
        return [*found, *self._anchors(self.tree.document, names)] if place.repeat else found

    # Doing one task

    def _context_of(self, task: Task, cell: Cell) -> Context:
        context = Context(cell, world=self.world, root=self.tree.document)
        if task.positional and cell.parent is not None:
            peers = cast("Cell", cell.parent).named.get(cell.name, [])
            context.size = len(peers)
            context.position = peers.index(cell) + 1 if cell in peers else 1
        return context

    def _truth(self, task: Task, cell: Cell, *, otherwise: bool) -> bool:
        if task.constant is not None:
            return task.constant
        try:
            return _holds(task.expression.evaluate(self._context_of(task, cell)))
        except XPathError as error:
            self.faults[cell.ref] = str(error)
            return otherwise

    def _count(self, task: Task, cell: Cell) -> None:
        if cell.row:
            return
        node = cell if task.base is cell.spot else cell.parent
        assert node is not None
        try:
            count = task.expression.as_number(self.context(node))
        except XPathError as error:
            self.faults[cell.ref] = str(error)
            return
        if count > MOST_ROWS:
            self.faults[cell.ref] = TOO_MANY
        self.count_rows(cell, 0 if isnan(count) else int(max(0.0, min(count, MOST_ROWS))))

    def _ask_relevance(self, task: Task, cell: Cell) -> None:
        own = self._truth(task, cell, otherwise=True)
        if own != cell.own:
            cell.own = own
            self.inherit(cell)

    def inherit(self, cell: Cell) -> None:
        """Take over from above whether a cell counts, and hand it down."""
        relevant = cell.own and (cell.parent is None or cell.parent.relevant)
        if relevant == cell.relevant:
            return
        cell.relevant = relevant
        spot = cell.spot
        if spot.control is not None:
            (self.changes.shown if relevant else self.changes.hidden).add(cell.ref)
        self._recount(cell)
        self._told(cell)
        for below in cell.anchors:
            self.inherit(below)
        for child in cell.children:
            self.inherit(child)

    def _calculate(self, task: Task, cell: Cell) -> None:
        settled = cell.spot.settled
        if settled and cell.text:
            return
        text = self.worth(task.expression, self._context_of(task, cell))
        text = shaped(cell.spot.bind.type, text, self.world.zone)
        if settled and text:
            self.tree.entered[cell.ref] = text
        if self.put(cell, text):
            self.changes.computed[cell.ref] = text

    def worth(self, expression: Expression, context: Context) -> str:
        """The text that an expression gives; nothing where it gives no number."""
        try:
            text = expression.as_string(context)
        except XPathError as error:
            self.faults[cast("Cell", context.node).ref] = str(error)
            return ""
        return "" if text == "NaN" else text

    def _ask_readonly(self, task: Task, cell: Cell) -> None:
        readonly = self._truth(task, cell, otherwise=False)
        if readonly != cell.own_readonly:
            cell.own_readonly = readonly
            self._note_states(cell)

    def _note_states(self, cell: Cell) -> None:
        if cell.spot.control is not None:
            self.changes.states.add(cell.ref)
        self._recount(cell)
        for below in cell.anchors:
            self._recount(below)
        for child in cell.children:
            self._note_states(child)

    def _ask_required(self, task: Task, cell: Cell) -> None:
        if cell.row and cell.spot.repeat:
            return  # Rows are needed where they would stand, not in each of them.
        required = self._truth(task, cell, otherwise=False)
        if required != cell.required:
            cell.required = required
            self.changes.states.add(cell.ref)
            self._recount(cell)

    def _recount(self, cell: Cell) -> None:
        """Count a question in its section again, or a repeat that a row is needed of."""
        spot = cell.spot
        if spot.asked:
            self._tallies.count(cell)
        elif spot.repeat and spot.bind.required is not None and not cell.row:
            self._tallies.count_rows(cell)

    def _constrain(self, task: Task, cell: Cell) -> None:
        # An empty answer breaks no rule; that it is missing is a matter of being required.
        failing = bool(cell.text) and not self._truth(task, cell, otherwise=True)
        if failing != cell.failing:
            cell.failing = failing
            self.changes.problems.add(cell.ref)


def _fits(spot: Place, text: str) -> bool:
    """Whether an answer is of the kind that is asked for, and within the limits of a range."""
    if not fits_type(spot.bind.type, text):
        return False
    return not text or spot.limits is None or spot.limits.take(text)


def _holds(value: Value) -> bool:
    """Whether a condition holds. One that only names a question asks what is answered there, as
    OpenRosa clients read it, where XPath alone would ask whether the question exists.
    """
    if isinstance(value, bool):
        return value
    if not isinstance(value, list):
        return to_boolean(value)
    if not value or value[0].children:
        return bool(value)
    text = value[0].string_value()
    kind = value[0].spot.bind.type if isinstance(value[0], Cell) else "string"
    return bool(text) and not (kind in _COUNTED and text.strip("+-0. ") in _NOTHING)
