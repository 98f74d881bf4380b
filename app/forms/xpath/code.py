"""A compiled piece of an expression: closures that answer it as each kind of value.

Whoever uses a piece asks for the kind it needs, so a conversion is chosen once, while compiling,
and a comparison of a path with a literal never makes a list of values first.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from app.forms.tree import Node
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError
from app.forms.xpath.values import (
    Value,
    number_of_text,
    text_of_number,
    to_boolean,
    to_nodes,
    to_number,
    to_text,
)

Test = Callable[[Context], bool]


class Sort(Enum):
    """What a piece is known to answer before it is run; ANY where only running it tells."""

    NUMBER = "number"
    TEXT = "text"
    BOOLEAN = "boolean"
    NODES = "nodes"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Code:
    """A compiled piece. `run` answers the value itself, the others that value as one kind.

    `settled` tells that the answer is the same for every node a predicate looks at; `literal` is
    the text where it stands in the expression itself. `hoisted`, where there is one, works out in
    advance what is settled, and answers the test that is left for each node.
    """

    sort: Sort
    run: Callable[[Context], Value]
    text: Callable[[Context], str]
    number: Callable[[Context], float]
    boolean: Callable[[Context], bool]
    nodes: Callable[[Context], list[Node]]
    settled: bool = False
    literal: str | None = None
    hoisted: Callable[[Context], Test] | None = None


def number_code(run: Callable[[Context], float], *, settled: bool = False) -> Code:
    """A piece that answers a number."""

    def text(context: Context) -> str:
        return text_of_number(run(context))

    def boolean(context: Context) -> bool:
        number = run(context)
        return bool(number) and not math.isnan(number)

    return Code(Sort.NUMBER, run, text, run, boolean, _no_nodes, settled)


def text_code(run: Callable[[Context], str], *, settled: bool = False) -> Code:
    """A piece that answers a text."""

    def number(context: Context) -> float:
        return number_of_text(run(context), context)

    def boolean(context: Context) -> bool:
        return bool(run(context))

    return Code(Sort.TEXT, run, run, number, boolean, _no_nodes, settled)


def boolean_code(
    run: Test, *, settled: bool = False, hoisted: Callable[[Context], Test] | None = None
) -> Code:
    """A piece that answers true or false."""

    def text(context: Context) -> str:
        return "true" if run(context) else "false"

    def number(context: Context) -> float:
        return 1.0 if run(context) else 0.0

    return Code(Sort.BOOLEAN, run, text, number, run, _no_nodes, settled, hoisted=hoisted)


def nodes_code(run: Callable[[Context], list[Node]], *, settled: bool = False) -> Code:
    """A piece that answers nodes, in document order and each once."""

    def text(context: Context) -> str:
        found = run(context)
        return found[0].string_value() if found else ""

    def number(context: Context) -> float:
        found = run(context)
        return number_of_text(found[0].string_value(), context) if found else math.nan

    def boolean(context: Context) -> bool:
        return bool(run(context))

    return Code(Sort.NODES, run, text, number, boolean, run, settled)


def any_code(run: Callable[[Context], Value], *, settled: bool = False) -> Code:
    """A piece whose kind shows only when it is run."""

    def text(context: Context) -> str:
        return to_text(run(context))

    def number(context: Context) -> float:
        return to_number(run(context), context)

    def boolean(context: Context) -> bool:
        return to_boolean(run(context))

    def nodes(context: Context) -> list[Node]:
        return to_nodes(run(context))

    return Code(Sort.ANY, run, text, number, boolean, nodes, settled)


def failing_code(error: XPathError) -> Code:
    """A piece that raises `error` when it is reached, and not before."""

    def run(_context: Context) -> Value:
        raise XPathError(str(error))

    return any_code(run)


def _no_nodes(_context: Context) -> list[Node]:
    raise XPathError("A value stands where nodes are needed.")
