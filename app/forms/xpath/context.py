"""What an expression is evaluated in: where (a context) and with what from outside (a world)."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from app.forms.tree import Node

Line = tuple[list[Node], tuple[str, ...]]
"""Nodes, each below the one before, and the names of all but the first."""


@dataclass(slots=True)
class Context:
    """One evaluation site; mutable, and cheap to copy.

    `current` is what `current()` answers, `root` what an absolute path sets out from; either
    follows from `node` where it is None. `holes` are the ways that fill the holes in the shape of
    the expression evaluated here, which sets them.
    """

    node: Node
    position: int = 1
    size: int = 1
    current: Node | None = None
    world: World = field(kw_only=True)
    root: Node | None = field(default=None, kw_only=True)
    holes: Sequence[Callable[[Context], list[Node]]] = field(default=(), kw_only=True)
    _line: Line | None = field(default=None, init=False)

    def origin(self) -> Node:
        """The node that the whole expression stands at."""
        return self.current or self.node

    def top(self) -> Node:
        """The node that absolute paths set out from, found once."""
        if self.root is None:
            self.root = (self.current or self.node).root()
        return self.root

    def within(self) -> Context:
        """A context for the predicates of this one; the caller sets node, position and size."""
        origin = self.current or self.node
        inner = Context(self.node, 1, 1, origin, world=self.world, root=self.root, holes=self.holes)
        inner._line = self._line
        return inner

    def line(self) -> Line:
        """The way from the top down to the origin, found once: a form asks for it at every path."""
        if self._line is None:
            nodes = [self.current or self.node]
            while (above := nodes[-1].parent) is not None:
                nodes.append(above)
            nodes.reverse()
            top = self.top()
            here = nodes if nodes[0] is top else [top]
            self._line = (here, tuple(node.name for node in here[1:]))
        return self._line


def _same_value(_context: Context, value: str, _path: str) -> str:
    return value


def _own_text(node: Node) -> str:
    return node.string_value()


def _not_kept(_node: Node, _text: str) -> None:
    pass


def _nothing_pulled(_file: str, _column: str, _key_column: str, _key: str) -> str:
    return ""


def _same_id(text_id: str) -> str:
    return text_id


@dataclass(slots=True, kw_only=True)
class World:
    """What is the same for a whole form: everything that comes from outside the tree.

    `now` answers an aware time; its zone is the zone that dates without one are read in.
    `instances` holds the secondary instances by id, as the node above their root element, so that
    `instance('x')/root/item` works. `choice_label` is given the context, a value and the quoted
    path of the question. `pull` is given a file's name, the column wanted, the key column and the
    key. `translate` answers the text of an id in the language shown. `kept` answers what `once()`
    gave at a node before, blank for nothing yet, and `keep` is told what it gives there now.
    """

    now: Callable[[], datetime]
    random: random.Random
    new_id: Callable[[], str]
    instances: Mapping[str, Node] = field(default_factory=dict)
    choice_label: Callable[[Context, str, str], str] = _same_value
    pull: Callable[[str, str, str, str], str] = _nothing_pulled
    translate: Callable[[str], str] = _same_id
    kept: Callable[[Node], str] = _own_text
    keep: Callable[[Node, str], None] = _not_kept
    namespaces: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)

    def zone(self) -> tzinfo | None:
        """The time zone that the form is filled in in."""
        return self.now().tzinfo
