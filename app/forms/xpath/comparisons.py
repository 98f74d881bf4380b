"""Comparisons (XPath 1.0, section 3.4): nodes compare if any one of them does.

In one point the clients differ from the recommendation, and forms count on the clients: `<` between
nodes and true or false looks at each node's number, and not at whether there are any nodes.

The shapes that forms are full of, a path against a literal, get closures of their own.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from app.forms.tree import Node
from app.forms.xpath.code import Code, Sort, Test, boolean_code
from app.forms.xpath.context import Context
from app.forms.xpath.dates import Moment
from app.forms.xpath.values import Value, number_of_text, texts_of, to_boolean, to_number, to_text

Holds = Callable[[Any, Any], bool]

_EQUALITY: dict[str, Holds] = {"=": operator.eq, "!=": operator.ne}
_RELATION: dict[str, Holds] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def comparison_code(sign: str, left: Code, right: Code) -> Code:
    """`left sign right`, with what is known of both sides settled beforehand."""
    if right.sort is Sort.NODES and left.sort is not Sort.NODES:
        sign, left, right = _TURNED[sign], right, left
    run = _equality(sign, left, right) if sign in _EQUALITY else _relation(sign, left, right)
    settled = left.settled and right.settled
    hoisted = None if settled or sign != "=" else _hoisted(left, right)
    return boolean_code(run, settled=settled, hoisted=hoisted)


def _equality(sign: str, left: Code, right: Code) -> Callable[[Context], bool]:
    holds = _EQUALITY[sign]
    sorts = {left.sort, right.sort}
    if Sort.ANY in sorts or left.sort is right.sort is Sort.NODES:
        return _found_out(left, right, holds, _equal)
    if Sort.BOOLEAN in sorts:
        return _both(left.boolean, right.boolean, holds)
    if left.sort is Sort.NODES:
        if right.sort is Sort.NUMBER:
            return _any_number(left, right, holds)
        return _any_text(left, right, equal=sign == "=")
    if Sort.NUMBER in sorts:
        return _both(left.number, right.number, holds)
    return _both(left.text, right.text, holds)


def _hoisted(left: Code, right: Code) -> Callable[[Context], Test] | None:
    """The shape of every choice filter, `country = /visit/country`: one side is settled."""
    moving, fixed = (right, left) if left.settled else (left, right)
    if moving.sort is not Sort.NODES or fixed.sort not in {Sort.NODES, Sort.TEXT}:
        return None
    nodes, value = moving.nodes, fixed.run
    if not fixed.settled:
        return None

    def hoisted(context: Context) -> Test:
        wanted = frozenset(texts_of(value(context), asked=False))

        def holds(inner: Context) -> bool:
            for node in nodes(inner):  # noqa: SIM110 - any() would cost as much as the rest
                if node.string_value() in wanted:
                    return True
            return False

        return holds

    return hoisted


def _relation(sign: str, left: Code, right: Code) -> Callable[[Context], bool]:
    holds = _RELATION[sign]
    sorts = {left.sort, right.sort}
    if Sort.ANY in sorts or left.sort is right.sort is Sort.NODES:
        return _found_out(left, right, holds, _related)
    if left.sort is Sort.NODES:
        return _any_number(left, right, holds)
    return _both(left.number, right.number, holds)


def _both(
    left: Callable[[Context], Any], right: Callable[[Context], Any], holds: Holds
) -> Callable[[Context], bool]:
    return lambda context: holds(left(context), right(context))


def _any_text(left: Code, right: Code, *, equal: bool) -> Callable[[Context], bool]:
    nodes, text = left.nodes, right.text

    def run(context: Context) -> bool:
        wanted = text(context)
        for node in nodes(context):  # noqa: SIM110 - any() would cost as much as the rest
            if (node.string_value() == wanted) is equal:
                return True
        return False

    return run


def _any_number(left: Code, right: Code, holds: Holds) -> Callable[[Context], bool]:
    nodes, number = left.nodes, right.number

    def run(context: Context) -> bool:
        found = nodes(context)
        if not found:
            return False
        other = number(context)
        for node in found:  # noqa: SIM110 - any() would cost as much as the rest
            if holds(number_of_text(node.string_value(), context), other):
                return True
        return False

    return run


def _found_out(
    left: Code,
    right: Code,
    holds: Holds,
    compare: Callable[[Value, Value, Holds, Context], bool],
) -> Callable[[Context], bool]:
    return lambda context: compare(left.run(context), right.run(context), holds, context)


def _equal(left: Value, right: Value, holds: Holds, context: Context) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return holds(to_boolean(left), to_boolean(right))
    if isinstance(left, list):
        if isinstance(right, list):
            return _nodes_equal(left, right, holds)
        return any(_equal(node.string_value(), right, holds, context) for node in left)
    if isinstance(right, list):
        return any(_equal(left, node.string_value(), holds, context) for node in right)
    if isinstance(left, (float, Moment)) or isinstance(right, (float, Moment)):
        return holds(to_number(left, context), to_number(right, context))
    return holds(to_text(left), to_text(right))


def _nodes_equal(left: list[Node], right: list[Node], holds: Holds) -> bool:
    ours = {node.string_value() for node in left}
    theirs = {node.string_value() for node in right}
    if holds is operator.eq:
        return not ours.isdisjoint(theirs)
    return bool(ours and theirs) and not (ours == theirs and len(ours) == 1)


def _related(left: Value, right: Value, holds: Holds, context: Context) -> bool:
    ours, theirs = _numbers(left, context), _numbers(right, context)
    if not ours or not theirs:
        return False
    # Some pair holds if the most favourable pair does.
    if holds is operator.lt or holds is operator.le:
        return holds(min(ours), max(theirs))
    return holds(max(ours), min(theirs))


def _numbers(value: Value, context: Context) -> list[float]:
    if isinstance(value, list):
        found = [number_of_text(node.string_value(), context) for node in value]
    else:
        found = [to_number(value, context)]
    return [number for number in found if not math.isnan(number)]
