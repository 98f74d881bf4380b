"""Lists of choices and rows from outside, as trees for expressions, made when asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from app.forms.markup import local_name, namespace_of
from app.forms.tree import Kind, Node


class Lists(Mapping[str, Node]):
    """Secondary instances by id, each as the node above its root element.

    Lists of the form itself never change. Those from outside are given as rows and stand as
    `root/item`; one that was named by the form and never given is empty.
    """

    def __init__(self, own: Mapping[str, Element], outside: Iterable[str]) -> None:
        self._own = own
        self._made: dict[str, Node] = {}
        self._outside: dict[str, Sequence[Mapping[str, str]]] = dict.fromkeys(outside, ())

    def give(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Put these rows in the place of the list's earlier ones."""
        self._outside[name] = tuple(rows)
        self._made.pop(name, None)

    def __getitem__(self, name: str) -> Node:
        found = self._made.get(name)
        if found is None:  # made when it is first read: a list of a whole county takes a second
            found = self._made[name] = self._make(name)
        return found

    def _make(self, name: str) -> Node:
        if name in self._outside:
            return _from_rows(self._outside[name])
        return _from_element(self._own[name])

    def __iter__(self) -> Iterator[str]:
        return iter({**self._own, **self._outside})

    def __len__(self) -> int:
        return len({**self._own, **self._outside})


def _from_element(element: Element) -> Node:
    node = Node(Kind.ELEMENT, local_name(element.tag), namespace_of(element.tag))
    for name, text in element.attrib.items():
        node.set_attribute(local_name(name), text, namespace_of(name))
    for child in element:
        node.append(_from_element(child))
    if not node.children:
        node.text = element.text or ""
    return node


def _from_rows(rows: Iterable[Mapping[str, str]]) -> Node:
    above = Node(Kind.ELEMENT, "instance")
    root = above.append(Node(Kind.ELEMENT, "root"))
    for row in rows:
        item = root.append(Node(Kind.ELEMENT, "item"))
        for name, text in row.items():
            item.append(Node(Kind.ELEMENT, name, text=text))
    return above
