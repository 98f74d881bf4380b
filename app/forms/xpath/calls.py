"""The function calls that stand in an expression, found without running it."""

from __future__ import annotations

from collections.abc import Iterator

from app.forms.xpath.parser import parse
from app.forms.xpath.syntax import Call, Chain, Expr, Filter, Negate, Path, Union


def calls_in(text: str) -> Iterator[Call]:
    """Every call in the expression `text`; raises XPathError where it cannot be read."""
    waiting: list[Expr] = [parse(text)]
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, Call):
            yield tree
        waiting.extend(_parts(tree))


def _parts(tree: Expr) -> Iterator[Expr]:
    match tree:
        case Call():
            yield from tree.arguments
        case Chain():
            yield tree.first
            yield from (operand for _, operand in tree.rest)
        case Negate():
            yield tree.operand
        case Union():
            yield from tree.parts
        case Filter():
            yield tree.primary
            yield from tree.predicates
        case Path():
            yield from (() if tree.start is None else (tree.start,))
            yield from (each for step in tree.steps for each in step.predicates)


def once_is_the_value(text: str) -> bool:
    """Whether each `once()` in the expression, where it is reached, is all that it answers."""
    ends, waiting = set[int](), [parse(text)]
    while waiting:
        tree = waiting.pop()
        if isinstance(tree, Call):
            if tree.name == "once":
                ends.add(tree.position)
            waiting.extend(_ways_out(tree))
    return all(call.position in ends for call in calls_in(text) if call.name == "once")


def _ways_out(call: Call) -> tuple[Expr, ...]:
    """The arguments of which one, as it stands, is what the call answers."""
    if call.name == "if":
        return call.arguments[1:]
    return call.arguments if call.name == "coalesce" else ()
