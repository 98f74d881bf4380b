"""Location paths, compiled: the shapes that forms are made of walk the index of children by name.

A general step works on all nodes reached so far. Sorting them into document order, each once, is
left out where the step cannot have disturbed it; `_Reach` keeps what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from itertools import takewhile

from app.forms.tree import Kind, Node
from app.forms.xpath.axes import AXES, REVERSE, in_document_order
from app.forms.xpath.code import Code, nodes_code
from app.forms.xpath.context import Context
from app.forms.xpath.nodetests import Names, kind_test
from app.forms.xpath.predicates import Selection
from app.forms.xpath.syntax import KindTest, NameTest, Step

Walk = Callable[[Node], list[Node]]

_NONE: list[Node] = []

# The name of a hole in a shape begins with it. No form was ever seen to use it; one that does is
# understood all the same, only not by shapes.
HOLE = "_hole_"


class _Reach(IntEnum):
    """What is known of the nodes reached: one at most; none above another; or just their order."""

    ONE = 0
    PEERS = 1
    ORDERED = 2


def is_named_child(step: Step) -> bool:
    """Whether `step` is a child's plain name and nothing more."""
    return (
        step.axis == "child"
        and isinstance(step.test, NameTest)
        and not step.predicates
        and not step.test.prefix
        and step.test.name != "*"
    )


def is_parent(step: Step) -> bool:
    """Whether `step` is `..` and nothing more."""
    return step.axis == "parent" and step.test == KindTest("node") and not step.predicates


def is_self(step: Step) -> bool:
    """Whether `step` is `.` and nothing more."""
    return step.axis == "self" and step.test == KindTest("node") and not step.predicates


def walk_names(names: Sequence[str]) -> Walk:
    """From a node down through children by name, with the index of each node.

    The answer may be the index's own list: it is read, never kept nor changed.
    """
    if not names:
        return lambda node: [node]
    if len(names) == 1:
        (only,) = names
        return lambda node: node.named.get(only, _NONE)
    first, rest = names[0], tuple(names[1:])

    def walk(node: Node) -> list[Node]:
        here = node.named.get(first, _NONE)
        for name in rest:
            if len(here) == 1:
                here = here[0].named.get(name, _NONE)
            else:
                here = [child for each in here for child in each.named.get(name, _NONE)]
        return here

    return walk


def absolute_code(names: Sequence[str]) -> Code:
    """`/a/b/c`."""
    walk = walk_names(names)

    def nodes(context: Context) -> list[Node]:
        root = context.root
        return walk(context.top() if root is None else root)

    return nodes_code(nodes, settled=True)


def relative_code(ups: int, names: Sequence[str]) -> Code:
    """`../../a/b`, `..`, `a` or `.`."""
    walk = walk_names(names)
    if ups == 1 and len(names) == 1:
        return _sibling_code(names[0])

    def nodes(context: Context) -> list[Node]:
        node = context.node
        for _ in range(ups):
            if node.parent is None:
                return _NONE
            node = node.parent
        return walk(node)

    return nodes_code(nodes)


def _sibling_code(name: str) -> Code:
    def nodes(context: Context) -> list[Node]:
        parent = context.node.parent
        return _NONE if parent is None else parent.named.get(name, _NONE)

    return nodes_code(nodes)


def pinned_code(names: Sequence[str], *, whole: bool = True) -> Code:
    """`/a/row/b` seen from inside a row."""
    return nodes_code(pinned_way(names, whole=whole), settled=True)


def pinned_way(names: Sequence[str], *, whole: bool = True) -> Callable[[Context], list[Node]]:
    """The way of `pinned_code`: steps that the origin shares are the origin's own.

    The last step of a `whole` path is never pinned, so `count(/a/row)` still counts all rows.
    """
    above = tuple(names[:-1] if whole else names)
    walks: dict[int, Walk] = {}
    known: dict[tuple[str, ...], int] = {}

    def nodes(context: Context) -> list[Node]:
        line, own = context.line()
        shared = known.get(own)
        if shared is None:
            shared = _shared(above, own)
            # Known last: another thread may use this way at the same moment.
            walks.setdefault(shared, walk_names(names[shared:]))
            known[own] = shared
        return walks[shared](line[shared])

    return nodes


def _shared(names: Sequence[str], others: Sequence[str]) -> int:
    """How many names two paths share, from the first on."""
    same = (name == other for name, other in zip(names, others, strict=False))
    return sum(takewhile(bool, same))


def hole_code(number: int) -> Code:
    """A path that each expression of a shape has of its own."""
    return nodes_code(lambda context: context.holes[number](context), settled=True)


class General:
    """Any steps at all, from any nodes."""

    def __init__(self, names: Names, steps: Sequence[Step], select: Sequence[Selection]) -> None:
        self._work = [
            (_taker(names, step), chosen, step.axis in REVERSE, step.axis)
            for step, chosen in zip(steps, select, strict=True)
        ]

    def from_nodes(self, context: Context, start: list[Node]) -> list[Node]:
        """The nodes that the steps lead to from `start`, in document order."""
        here = start
        reach = _Reach.ONE if len(start) <= 1 else _Reach.ORDERED
        for take, selection, reverse, axis in self._work:
            if not here:
                return here
            here, reach = _advance(context, here, reach, take, selection, reverse, axis)
        return here


def _advance(
    context: Context,
    here: list[Node],
    reach: _Reach,
    take: Walk,
    selection: Selection,
    reverse: bool,  # noqa: FBT001 - a column of the step's own row
    axis: str,
) -> tuple[list[Node], _Reach]:
    if len(here) == 1:
        found = selection(context, take(here[0]))
        if reverse:
            found = found[::-1]
        return found, _AFTER_ONE.get(axis, _Reach.ORDERED)
    found = [node for each in here for node in selection(context, take(each))]
    after = _AFTER_MANY.get((axis, reach))
    if after is None:
        return in_document_order(found), _Reach.ORDERED
    return found, after


_AFTER_ONE = {
    "self": _Reach.ONE,
    "parent": _Reach.ONE,
    "child": _Reach.PEERS,
    "attribute": _Reach.PEERS,
    "namespace": _Reach.ORDERED,
    "following-sibling": _Reach.PEERS,
    "preceding-sibling": _Reach.PEERS,
}
# Where the nodes still stand in order, each once, after a step from several.
_AFTER_MANY = {
    ("self", _Reach.PEERS): _Reach.PEERS,
    ("self", _Reach.ORDERED): _Reach.ORDERED,
    ("child", _Reach.PEERS): _Reach.PEERS,
    ("attribute", _Reach.PEERS): _Reach.PEERS,
    ("attribute", _Reach.ORDERED): _Reach.PEERS,
    ("descendant", _Reach.PEERS): _Reach.ORDERED,
    ("descendant-or-self", _Reach.PEERS): _Reach.ORDERED,
}


def _taker(names: Names, step: Step) -> Walk:
    axis, test = AXES[step.axis], step.test
    if isinstance(test, KindTest):
        if test.kind == "node":
            return axis
        fits = kind_test(test)
    elif names.plain and step.axis == "child" and not test.prefix and test.name != "*":
        return walk_names([test.name])
    else:
        fits = names.test(test, _PRINCIPAL.get(step.axis, Kind.ELEMENT))
    return lambda node: [each for each in axis(node) if fits(each)]


_PRINCIPAL = {"attribute": Kind.ATTRIBUTE, "namespace": Kind.NAMESPACE}
