"""XPath 1.0 with the functions of OpenRosa, compiled once to closures with its references.

`compile_expression` reads and compiles; what it answers can be evaluated any number of times in a
`Context`, and tells without being run which paths it reads. Nothing here knows of forms, screens or
storage: the tree is `app.forms.tree`, and everything from outside comes in through a `World`.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from app.forms.tree import Node
from app.forms.xpath.code import Code
from app.forms.xpath.compiler import Way, compile_tree
from app.forms.xpath.context import Context, World
from app.forms.xpath.dates import Moment
from app.forms.xpath.errors import XPathError
from app.forms.xpath.nodetests import Names
from app.forms.xpath.parser import parse
from app.forms.xpath.references import Reference, reading_of
from app.forms.xpath.shapes import shaped
from app.forms.xpath.values import Value, to_text

__all__ = [
    "Context",
    "Expression",
    "Moment",
    "Reference",
    "Value",
    "World",
    "XPathError",
    "compile_expression",
    "evaluate",
    "to_text",
]


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A compiled expression.

    `references` are all paths that it reads, `uses` all functions that it calls. `volatile` tells
    that it may answer differently though nothing it reads has changed: it asks for the time, for
    chance, for a new id, or for its own row. `evaluate` answers the value as it is, the others that
    value as one kind. A list of nodes may be the tree's own index: read it, never change or keep
    it. Evaluating raises XPathError only where a value stands in the place of nodes.

    `code` may be shared with other expressions, which have other `ways` in its holes.
    """

    text: str
    references: tuple[Reference, ...]
    uses: frozenset[str]
    volatile: bool
    code: Code = field(repr=False)
    ways: tuple[Callable[[Context], list[Node]], ...] = field(default=(), repr=False)

    def evaluate(self, context: Context) -> Value:
        """The value as it is."""
        context.holes = self.ways
        return self.code.run(context)

    def as_string(self, context: Context) -> str:
        """The value as a text."""
        context.holes = self.ways
        return self.code.text(context)

    def as_number(self, context: Context) -> float:
        """The value as a number."""
        context.holes = self.ways
        return self.code.number(context)

    def as_boolean(self, context: Context) -> bool:
        """The value as true or false."""
        context.holes = self.ways
        return self.code.boolean(context)

    def as_nodes(self, context: Context) -> list[Node]:
        """The nodes that it finds."""
        context.holes = self.ways
        return self.code.nodes(context)


def compile_expression(
    text: str, namespaces: Mapping[str, str] | None = None, *, pinned: bool = False
) -> Expression:
    """Compile `text`; raises XPathError, in plain words and with the position, if it is not sound.

    Without `namespaces` names are understood as forms mean them: a name alone matches in every
    namespace, a prefix is compared as it is written. With a table XPath's own rules hold; its entry
    for "" is a namespace that names without a prefix match as well.

    `pinned` reads absolute paths as OpenRosa clients do: `/visit/lesson/level`, in a bind inside a
    lesson, is that lesson's own level, while `count(/visit/lesson)` still counts all lessons.
    """
    if pinned and namespaces is None:
        return _of_form(text)
    table = None if namespaces is None else tuple(sorted(namespaces.items()))
    return _compiled(text, table, pinned=pinned, late=False)


@lru_cache(maxsize=8_192)
def _of_form(text: str) -> Expression:
    """An expression as forms hold them, by the thousand."""
    known = shaped(text)
    if known is None:
        return _compiled(text, None, pinned=True, late=False)
    shape = known.shape
    return Expression(text, known.references, shape.calls, shape.volatile, shape.code, known.ways)


@lru_cache(maxsize=8_192)
def _compiled(
    text: str, table: tuple[tuple[str, str], ...] | None, *, pinned: bool, late: bool
) -> Expression:
    way = Way(Names(None if table is None else dict(table)), pinned=pinned, late=late)
    try:
        tree = parse(text)
        code, reading = compile_tree(tree, way), reading_of(tree)
    except RecursionError as error:
        raise XPathError("This expression is nested too deeply.") from error
    return Expression(text, reading.references, reading.calls, reading.volatile, code)


def evaluate(
    expression: str,
    node: Node,
    *,
    now: Callable[[], datetime],
    namespaces: Mapping[str, str] | None = None,
    world: World | None = None,
    root: Node | None = None,
) -> Value:
    """Evaluate `expression` once, at `node`, by the rules of XPath 1.0 alone.

    Absolute paths set out from `root`, or else from the top of the node's own tree. An unknown
    function is an error only if it is reached. Raises XPathError.
    """
    table = tuple(sorted((namespaces or {}).items()))
    compiled = _compiled(expression, table, pinned=False, late=True)
    world = world or World(now=now, random=random.SystemRandom(), new_id=lambda: str(uuid.uuid4()))
    return compiled.evaluate(Context(node, world=world, root=root))
