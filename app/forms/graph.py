"""Who depends on whom in a form, and the order in which its expressions are worked out.

A task is one expression of one place: whether it is asked, what it is worth, how many rows it has.
A task needs the tasks that make what it reads; from that follow the order and the cycles. An edge
runs the other way, from a place to a task that reads it, and knows how many repeat rows the two
share, so that an answer in one row wakes the tasks of that row and not those of every other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.forms.blueprint import Blueprint, Control, Itemset, Place
from app.forms.reading import Reading
from app.forms.tasks import Aspect, Edge, Graph, Task
from app.forms.xpath import Expression, Reference

_CONSTANTS = {"true()": True, "1": True, "false()": False, "0": False}
# Forms in wide use write null for a blank. It names no place, and what is not there is blank.
_BLANK = ("null",)
_POSITION_FREE = frozenset({"position", "last"})


def build_graph(reading: Reading, blueprint: Blueprint) -> Graph:
    """The graph of a form; cycles and unknown references become mistakes of `reading`."""
    return _Builder(reading, blueprint).build()


class _Builder:
    def __init__(self, reading: Reading, blueprint: Blueprint) -> None:
        self._reading = reading
        self._blueprint = blueprint
        self._graph = Graph()
        self._needs: dict[Task, list[Place]] = {}
        self._told: set[str] = set()
        self._known: set[tuple[Place, Task, int, bool]] = set()

    def build(self) -> Graph:
        graph = self._graph
        for place in self._blueprint.places.values():
            tasks = list(self._tasks_of(place))
            if tasks:
                graph.of_place[place] = tasks
        for tasks in graph.of_place.values():
            for task in tasks:
                self._connect(task)
        graph.tasks = _Order(self._reading, graph, self._needs).sorted()
        below = _below_rows(graph)
        for place in self._blueprint.places.values():
            _index(graph, place, below.get(place, ()))
        return graph

    def _tasks_of(self, place: Place) -> Iterator[Task]:
        bind, control = place.bind, place.control
        found: list[tuple[Aspect, Expression | None]] = [
            (Aspect.COUNT, place.counted),
            (Aspect.RELEVANT, bind.relevant),
            (Aspect.CALCULATE, bind.calculate),
            (Aspect.READONLY, bind.readonly),
            (Aspect.REQUIRED, bind.required),
            (Aspect.CONSTRAINT, bind.constraint),
        ]
        for aspect, expression in found:
            if expression is not None:
                yield _task(place, aspect, expression)
        if control is None:
            return
        outputs = self._blueprint.texts.outputs
        offered = [shown for offer in control.offers for shown in outputs(offer.label)]
        if control.itemset is not None:
            offered.append(control.itemset.nodes)
        if offered:
            yield Task(place, Aspect.CHOICES, tuple(offered))
        shown = (*outputs(control.label), *outputs(control.hint))
        if shown:
            yield Task(place, Aspect.LABEL, shown)

    def _connect(self, task: Task) -> None:
        if task.constant is not None:
            return
        self._needs[task] = []
        for expression in task.expressions:
            for reference in expression.references:
                self._read(task, expression, reference)
        if task.positional and task.place.repeats:
            row = task.place.repeats[-1]
            self._add_edge(row, Edge(task, len(row.repeats), above=True, descent=()))
        if task.aspect is Aspect.CHOICES:
            self._read_choice_parts(task)
        if any("jr:choice-name" in each.uses for each in task.expressions):
            self._read_named_choices(task)

    def _read(self, task: Task, expression: Expression, reference: Reference) -> None:
        if reference.instance:
            self._read_instance(task, reference.instance)
            return
        # An attribute is never worked out: whoever reads one need not wait for its node.
        waits = not any(step.startswith("@") for step in reference.steps)
        for place in self._found(task, expression, reference):
            if waits:
                self._needs[task].append(place)
            self._add_edge(place, _edge(task, expression, reference, place))

    def _read_instance(self, task: Task, name: str) -> None:
        blueprint = self._blueprint
        known = name in blueprint.lists or name in blueprint.externals or name.startswith("vb_")
        if not known:
            self._tell(f"{task.place.path}: there is no list named {name!r}.")
            return
        tasks = self._graph.of_instance.setdefault(name, [])
        if task not in tasks:
            tasks.append(task)

    def _found(self, task: Task, expression: Expression, reference: Reference) -> Iterable[Place]:
        places, where = self._blueprint.places, task.base.path
        path = reference.resolve(where)
        if reference.steps == _BLANK:
            return ()
        if path is None:
            scope = reference.scope(where)
            if scope is not None:
                return [each for each in places.values() if _is_within(each.path, scope)]
        # Whoever reads an attribute is told of it with the node that has it.
        place = places.get((path or "").partition("/@")[0])
        if place is not None:
            return (place,)
        if path != "" and "@" not in (path or ""):
            missing = path or "something above the form"
            self._tell(f"{task.place.path}: {missing}, in {expression.text!r}, is not in the form.")
        return ()

    def _tell(self, message: str) -> None:
        if message not in self._told:
            self._told.add(message)
            self._reading.wrong(message)

    def _add_edge(self, place: Place, edge: Edge) -> None:
        this = (place, edge.task, edge.shared, edge.above)
        if this not in self._known:
            self._known.add(this)
            self._graph.readers.setdefault(place, []).append(edge)

    def _read_choice_parts(self, task: Task) -> None:
        """Choices that are rows of the form change with what is answered in those rows."""
        itemset = task.place.control.itemset if task.place.control else None
        if itemset is None:
            return
        self._read_choice_wordings(task, itemset)
        for place in [each for each in self._needs[task] if each.many]:
            for expression in (itemset.value, itemset.label):
                for reference in expression.references:
                    below = self._blueprint.places.get(reference.resolve(place.path) or "")
                    if below:
                        self._add_edge(below, Edge(task, 0, False, _descent(task.place, 0)))

    def _read_named_choices(self, task: Task) -> None:
        """What a choice is called changes with all that decides which choices are offered, and with
        what their wordings show.
        """
        for question in list(self._needs[task]):
            for reference in self._read_by_choices(question.control):
                if reference.instance:
                    self._read_instance(task, reference.instance)
                    continue
                place = self._blueprint.places.get(reference.resolve(question.path) or "")
                if place:
                    self._add_edge(place, Edge(task, 0, False, _descent(task.place, 0)))

    def _read_by_choices(self, control: Control | None) -> Iterator[Reference]:
        if control is None:
            return
        outputs = self._blueprint.texts.outputs
        read = [shown for offer in control.offers for shown in outputs(offer.label)]
        if control.itemset is not None:
            read += [control.itemset.nodes, *control.itemset.outputs]
        for expression in read:
            yield from expression.references

    def _read_choice_wordings(self, task: Task, itemset: Itemset) -> None:
        for expression in itemset.outputs:
            for reference in expression.references:
                place = self._blueprint.places.get(reference.resolve(task.place.path) or "")
                if place:
                    self._add_edge(place, _edge(task, expression, reference, place))


def _below_rows(graph: Graph) -> dict[Place, list[Edge]]:
    """For each place with rows, the edges from anything in them."""
    found: dict[Place, list[Edge]] = {}
    for place, edges in graph.readers.items():
        for row in place.repeats:
            found.setdefault(row, []).extend(edges)
    return found


def _index(graph: Graph, place: Place, below: Iterable[Edge]) -> None:
    """Put on a place what a session looks up there for every answer."""
    place.tasks = tuple(graph.of_place.get(place, ()))
    place.readers = tuple(e for e in graph.readers.get(place, ()) if not e.above)
    if not place.many:
        return
    level = len(place.repeats)
    place.following = tuple(e for e in graph.readers.get(place, ()) if e.above)
    place.outside = tuple(e for e in below if e.shared < level and not e.above)


def _task(place: Place, aspect: Aspect, expression: Expression) -> Task:
    constant = _CONSTANTS.get(expression.text.strip())
    positional = bool(_POSITION_FREE & expression.uses) and "position(" in expression.text
    if aspect in {Aspect.COUNT, Aspect.CALCULATE, Aspect.CONSTRAINT}:
        constant = None
    return Task(place, aspect, (expression,), constant=constant, positional=positional)


def _edge(task: Task, expression: Expression, reference: Reference, place: Place) -> Edge:
    base = task.base
    if reference.absolute:
        # An absolute path means the row it is asked in, except where it says which row it means.
        loose = "[" in expression.text or "indexed-repeat" in expression.text
        shared = 0 if loose else _common(base.repeats, _rows_above(place))
        return Edge(task, shared, above=False, descent=_descent(task.place, shared))
    depth = base.path.count("/") - _climbed(reference)
    shared = sum(1 for row in base.repeats if row.path.count("/") <= depth)
    above = place in base.repeats and place.path.count("/") == depth
    return Edge(task, shared, above, _descent(task.place, shared))


def _is_within(path: str, scope: str) -> bool:
    return path == scope or path.startswith(f"{scope}/")


def _climbed(reference: Reference) -> int:
    """How many steps up a relative reference begins with."""
    return next((n for n, step in enumerate(reference.steps) if step != ".."), len(reference.steps))


def _rows_above(place: Place) -> tuple[Place, ...]:
    return place.repeats[:-1] if place.many else place.repeats


def _common(ours: tuple[Place, ...], theirs: tuple[Place, ...]) -> int:
    shared = 0
    for our, their in zip(ours, theirs, strict=False):
        if our is not their:
            break
        shared += 1
    return shared


def _descent(place: Place, shared: int) -> tuple[str, ...]:
    """The names from the last shared row down to `place`; from the very top where none is.

    A place in no row is found by its path alone, and needs none.
    """
    if not place.repeats:
        return ()
    top = place.repeats[shared - 1].path if shared else ""
    return tuple(place.path[len(top) + 1 :].split("/")) if place.path != top else ()


class _Order:
    """Sorts tasks so that each comes after what it needs, and names cycles.

    Two sorts of circle are let stand. Rows that are counted from themselves ("another?") settle
    step by step. Questions that hide each other settle in the order of the form, as other clients
    let them.
    """

    def __init__(self, reading: Reading, graph: Graph, needs: dict[Task, list[Place]]) -> None:
        self._reading = reading
        self._graph = graph
        self._needs = needs
        self._makers: dict[Place, list[Task]] = {}
        self._done: dict[Task, bool] = {}
        self._sorted: list[Task] = []

    def sorted(self) -> list[Task]:
        tasks = [task for found in self._graph.of_place.values() for task in found]
        for task in tasks:
            if task.aspect <= Aspect.CALCULATE:
                self._visit(task)
        self._check_own(tasks)
        self._sorted.extend(task for task in tasks if task.aspect > Aspect.CALCULATE)
        for order, task in enumerate(self._sorted):
            task.order = order
        return self._sorted

    def _made_by(self, place: Place) -> list[Task]:
        """The tasks that make what is seen at a place: its value, and whether it counts at all."""
        found = self._makers.get(place)
        if found is None:
            own = self._graph.of_place.get(place, ())
            found = [task for task in own if task.aspect <= Aspect.CALCULATE]
            if place.parent:
                above = self._made_by(place.parent)
                found += [task for task in above if task.aspect is not Aspect.CALCULATE]
            self._makers[place] = found
        return found

    def _needed(self, task: Task) -> Iterator[Task]:
        for place in self._needs.get(task, ()):
            yield from self._made_by(place)

    def _visit(self, start: Task) -> None:
        if start in self._done:
            return
        self._done[start] = False
        trail = [(start, self._needed(start))]
        while trail:
            task, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                trail.pop()
                self._done[task] = True
                self._sorted.append(task)
            elif following not in self._done:
                self._done[following] = False
                trail.append((following, self._needed(following)))
            elif not self._done[following]:
                self._circle([each for each, _ in trail], following)

    def _circle(self, trail: list[Task], again: Task) -> None:
        circle = trail[trail.index(again) :]
        if any(task.aspect is Aspect.COUNT for task in circle):
            return
        if len(circle) > 1 and all(task.aspect is Aspect.RELEVANT for task in circle):
            return
        if len(circle) == 1 and self._reads_other_rows(again):
            return
        names = " needs ".join(str(task) for task in (*circle, again))
        self._reading.wrong(f"These need each other in a circle: {names}.")

    def _reads_other_rows(self, task: Task) -> bool:
        """A running total reads the same place, but in the row before."""
        edges = [e for e in self._graph.readers.get(task.place, ()) if e.task is task]
        return bool(edges) and all(edge.shared < len(task.place.repeats) for edge in edges)

    def _check_own(self, tasks: list[Task]) -> None:
        for task in tasks:
            states = task.aspect in (Aspect.READONLY, Aspect.REQUIRED)
            own = states and task.constant is None
            itself = own and task.place in self._needs.get(task, ()) and not task.place.many
            if itself and not self._reads_other_rows(task):
                self._reading.wrong(f"{task} depends on the answer given there itself.")
