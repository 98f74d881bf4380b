"""The tree that forms live in: one kind of node for answers, for choice lists and for any XML.

The evaluator walks these nodes hundreds of times for one answer, so a node is a small slotted
object with its own index of children by name, and its text is held, not gathered.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum


class Kind(IntEnum):
    """What a node is; the numbers are private to this program."""

    DOCUMENT = 0
    ELEMENT = 1
    ATTRIBUTE = 2
    TEXT = 3
    COMMENT = 4
    INSTRUCTION = 5
    NAMESPACE = 6
    DOCTYPE = 7


class Node:
    """One node. `text` is an answer for a leaf of the form, or the data of a text-like node.

    A leaf element of an instance keeps its answer in `text` and has no text children; a tree read
    from general XML keeps text in TEXT children. `string_value` gives the XPath string value of
    both. A node that is not `relevant` counts as blank there.
    """

    __slots__ = (
        "attributes",
        "children",
        "kind",
        "name",
        "named",
        "namespace",
        "parent",
        "place",
        "prefix",
        "relevant",
        "row",
        "text",
    )

    def __init__(
        self,
        kind: Kind,
        name: str = "",
        namespace: str = "",
        prefix: str = "",
        text: str = "",
        row: str = "",
    ) -> None:
        self.kind = kind
        self.name = name
        self.namespace = namespace
        self.prefix = prefix
        self.text = text
        self.row = row
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.named: dict[str, list[Node]] = {}
        self.attributes: list[Node] = []
        self.relevant = True
        self.place = 0

    def append(self, child: Node) -> Node:
        """Put `child` last and answer it."""
        child.parent = self
        child.place = len(self.children)
        self.children.append(child)
        if child.kind is Kind.ELEMENT:
            self.named.setdefault(child.name, []).append(child)
        return child

    def insert(self, place: int, child: Node) -> Node:
        """Put `child` at `place` among all children and answer it."""
        child.parent = self
        self.children.insert(place, child)
        self._number(place)
        if child.kind is Kind.ELEMENT:
            like = self.named.setdefault(child.name, [])
            like.insert(bisect_left(like, place, key=lambda node: node.place), child)
        return child

    def remove(self, child: Node) -> None:
        """Take `child` out; it keeps what is below it."""
        place = child.place
        del self.children[place]
        child.parent = None
        self._number(place)
        if child.kind is Kind.ELEMENT:
            like = self.named[child.name]
            del like[like.index(child)]

    def _number(self, start: int) -> None:
        # Only what stands behind has moved: rows mostly come and go at the end of many.
        for place in range(start, len(self.children)):
            self.children[place].place = place

    def set_attribute(self, name: str, text: str, namespace: str = "", prefix: str = "") -> Node:
        """Add an attribute node and answer it."""
        node = Node(Kind.ATTRIBUTE, name, namespace, prefix, text)
        node.parent = self
        node.place = len(self.attributes)
        self.attributes.append(node)
        return node

    def attribute(self, name: str, namespace: str = "") -> str | None:
        """The attribute's text, or None where there is none."""
        for node in self.attributes:
            if node.name == name and node.namespace == namespace:
                return node.text
        return None

    def string_value(self) -> str:
        """The XPath string value; blank for a node that is not relevant."""
        if not self.relevant:
            return ""
        if not self.children:
            return self.text
        return "".join(part.text for part in self.walk() if part.kind is Kind.TEXT) or self.text

    def walk(self) -> Iterator[Node]:
        """Every node below this one, in document order, attributes left out."""
        for child in self.children:
            yield child
            if child.children:
                yield from child.walk()

    def root(self) -> Node:
        """The topmost node."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node
