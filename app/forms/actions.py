"""What a form does by itself: `setvalue` on its events, and the values that are preloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from app.forms.blueprint import Action, Blueprint, Place
from app.forms.instance import Cell, in_counted_row
from app.forms.recompute import Recompute
from app.forms.types import shaped
from app.forms.xpath import World, XPathError

FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_ROW = "odk-new-repeat"
CHANGED = "xforms-value-changed"
_DEEPEST = 8

Enter = Callable[[Cell, str], None]


class Actions:
    """Runs the actions of a form. What they set is kept like an answer: it cannot be worked out
    again later.
    """

    def __init__(self, blueprint: Blueprint, recompute: Recompute, enter: Enter) -> None:
        self._actions = blueprint.actions
        self._places = blueprint.places
        self._recompute = recompute
        self._enter = enter
        self._depth = 0
        self._by_owner: dict[Place, list[Action]] = {}
        for action in self._actions:
            if CHANGED in action.events and action.owner is not None:
                self._by_owner.setdefault(action.owner, []).append(action)

    def loaded(self, *, first: bool) -> None:
        """The record was opened, for the first time or again."""
        events = {FIRST_LOAD, LOAD} if first else {LOAD}
        for action in self._actions:
            if action.events & events:
                for cell in self._homes(action):
                    self._run(action, cell, first_only=False)

    def new_row(self, row: Cell) -> None:
        """A row came. In a row that is counted, what was once set or changed stays."""
        for action in self._actions:
            if NEW_ROW in action.events and self._belongs(action, row.spot):
                self._run(action, row, first_only=False, gently=in_counted_row(row.spot))

    def changed(self, cell: Cell) -> None:
        """A person, or another action, gave a new answer."""
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        for action in self._by_owner.get(cell.spot, ()):
            self._run(action, cell, first_only=True)
        self._depth -= 1

    def _belongs(self, action: Action, repeat: Place) -> bool:
        place = action.owner or self._places.get(action.target)
        return place is not None and bool(place.repeats) and place.repeats[-1] is repeat

    def _homes(self, action: Action) -> list[Cell]:
        """The cells that an action stands at; the record itself for one in the model."""
        tree = self._recompute.tree
        owner = action.owner or next(iter(self._places.values()))
        # A copy: what an action sets may bring rows or take them away.
        return list(tree.reached(tree.document, tuple(owner.path[1:].split("/"))))

    def _run(self, action: Action, at: Cell, *, first_only: bool, gently: bool = False) -> None:
        targets = list(self._targets(action, at))
        for cell in targets[:1] if first_only else targets:
            if gently and cell.ref in self._recompute.tree.entered:
                continue
            text = self._worth(action, cell)
            if action.attribute:
                self._recompute.put_attribute(cell, action.attribute, text)
            else:
                zone = self._recompute.world.zone
                self._enter(cell, shaped(cell.spot.bind.type, text, zone))
            self._recompute.settle()

    def _worth(self, action: Action, cell: Cell) -> str:
        if action.value is None:
            return action.literal
        return self._recompute.worth(action.value, self._recompute.context(cell))

    def _targets(self, action: Action, at: Cell) -> Iterator[Cell]:
        if action.pick is not None:
            try:
                nodes = action.pick.as_nodes(self._recompute.context(at))
            except XPathError as error:
                self._recompute.faults[at.ref] = str(error)
                return
            yield from (node for node in nodes if isinstance(node, Cell))
            return
        yield from near(at, self._places[action.target], self._recompute)


def near(cell: Cell, place: Place, recompute: Recompute) -> list[Cell]:
    """The cells of `place` that are in the same rows as `cell`, as far as rows are shared."""
    rows: dict[Place, Cell] = {}
    above: Cell | None = cell
    while isinstance(above, Cell):
        if above.row:
            rows[above.spot] = above
        above = cast("Cell | None", above.parent)
    tree = recompute.tree
    shared = [row for row in place.repeats if row in rows]
    if not shared:
        return tree.reached(tree.document, tuple(place.path[1:].split("/")))
    nearest = shared[-1]
    rest = place.path[len(nearest.path) + 1 :]
    return tree.reached(rows[nearest], tuple(rest.split("/")) if rest else ())


def preload(places: dict[str, Place], recompute: Recompute, world: World, enter: Enter) -> None:
    """Give a new record what its form wants known from the start: times, an id, who fills it in."""
    tree = recompute.tree
    for place in places.values():
        if place.bind.preload:
            text = _preloaded(place, world)
            for cell in [*tree.reached(tree.document, tuple(place.path[1:].split("/")))]:
                if text and not cell.text:
                    enter(cell, text)


def _preloaded(place: Place, world: World) -> str:
    bind = place.bind
    now = world.now()
    if bind.preload == "uid":
        return f"uuid:{world.new_id()}"
    if bind.preload == "date":
        return now.date().isoformat()
    if bind.preload == "timestamp" and bind.preload_parameter == "start":
        return now.isoformat(timespec="milliseconds")
    # Older forms call what is known of a person the context, and write UserName.
    names = {"property": bind.preload_parameter, "context": bind.preload_parameter.lower()}
    return world.properties.get(names.get(bind.preload, ""), "")
