"""Predicates, compiled: which of the nodes in brackets stay.

What does not depend on the node looked at, such as the other side of `[country = /visit/country]`,
is worked out once for the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.forms.tree import Node
from app.forms.xpath.code import Code, Sort, Test
from app.forms.xpath.context import Context
from app.forms.xpath.values import to_boolean

Selection = Callable[[Context, list[Node]], list[Node]]


def everything(_context: Context, nodes: list[Node]) -> list[Node]:
    """No predicate: all of them."""
    return nodes


def selection_of(predicates: Sequence[Code]) -> Selection:
    """All of `predicates`, one after the other."""
    if not predicates:
        return everything
    parts = [_one(code) for code in predicates]
    if len(parts) == 1:
        return parts[0]

    def select(context: Context, nodes: list[Node]) -> list[Node]:
        for part in parts:
            nodes = part(context, nodes)
        return nodes

    return select


def _one(code: Code) -> Selection:
    if code.sort is Sort.NUMBER:
        return _at(code) if code.settled else _numbered(code)
    if code.sort is Sort.ANY:
        return _either(code)
    return _held(code)


def _at(code: Code) -> Selection:
    def select(context: Context, nodes: list[Node]) -> list[Node]:
        place = code.number(context)
        if not 1 <= place <= len(nodes) or place != int(place):
            return []
        return [nodes[int(place) - 1]]

    return select


def _numbered(code: Code) -> Selection:
    number = code.number
    return _each(lambda inner: number(inner) == inner.position)


def _held(code: Code) -> Selection:
    hoisted = code.hoisted
    if hoisted is None:
        return _each(code.boolean)

    def select(context: Context, nodes: list[Node]) -> list[Node]:
        return _kept(hoisted(context), context, nodes) if nodes else nodes

    return select


def _either(code: Code) -> Selection:
    run = code.run

    def holds(inner: Context) -> bool:
        value = run(inner)
        if isinstance(value, float):
            return value == inner.position
        return to_boolean(value)

    return _each(holds)


def _each(holds: Test) -> Selection:
    def select(context: Context, nodes: list[Node]) -> list[Node]:
        return _kept(holds, context, nodes) if nodes else nodes

    return select


def _kept(holds: Test, context: Context, nodes: list[Node]) -> list[Node]:
    inner = context.within()
    inner.size = len(nodes)
    kept: list[Node] = []
    for inner.position, inner.node in enumerate(nodes, 1):
        if holds(inner):
            kept.append(inner.node)
    return kept
