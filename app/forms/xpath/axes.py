"""The thirteen axes of XPath 1.0 (section 2.2) and the order of the document.

An axis answers nodes in its own order: away from the node it sets out from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.forms.tree import Kind, Node

Axis = Callable[[Node], list[Node]]

# These run towards the beginning of the document.
REVERSE = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """`nodes` in document order, each once."""
    distinct = list({id(node): node for node in nodes}.values())
    if len(distinct) > 1:
        distinct.sort(key=order_of)
    return distinct


def order_of(node: Node) -> list[tuple[int, int]]:
    """A key that sorts nodes of one tree in document order: attributes before children."""
    places: list[tuple[int, int]] = []
    here = node
    while here.parent is not None:
        places.append((0 if here.kind in _BESIDE else 1, here.place))
        here = here.parent
    places.append((0, id(here)))
    places.reverse()
    return places


_BESIDE = frozenset({Kind.ATTRIBUTE, Kind.NAMESPACE})


def _ancestor(node: Node) -> list[Node]:
    found: list[Node] = []
    above = node.parent
    while above is not None:
        found.append(above)
        above = above.parent
    return found


def _attribute(node: Node) -> list[Node]:
    return [one for one in node.attributes if one.kind is Kind.ATTRIBUTE]


def _child(node: Node) -> list[Node]:
    return node.children


def _descendant(node: Node) -> list[Node]:
    return list(node.walk())


def _following(node: Node) -> list[Node]:
    found: list[Node] = []
    if node.kind in _BESIDE and node.parent is not None:
        found.extend(node.parent.walk())
        node = node.parent
    while node.parent is not None:
        for sibling in _following_sibling(node):
            found.append(sibling)
            found.extend(sibling.walk())
        node = node.parent
    return found


def _preceding(node: Node) -> list[Node]:
    found: list[Node] = []
    if node.kind in _BESIDE and node.parent is not None:
        node = node.parent
    while node.parent is not None:
        for sibling in _preceding_sibling(node):
            found.extend(reversed([sibling, *sibling.walk()]))
        node = node.parent
    return found


def _following_sibling(node: Node) -> list[Node]:
    if node.parent is None or node.kind in _BESIDE:
        return []
    return node.parent.children[node.place + 1 :]


def _preceding_sibling(node: Node) -> list[Node]:
    if node.parent is None or node.kind in _BESIDE:
        return []
    return node.parent.children[: node.place][::-1]


def namespaces_in_scope(node: Node) -> list[Node]:
    """The declarations that hold for `node`, the default one first; an undone default is out.

    The `xml` prefix, which always holds, is not declared anywhere and has no node here.
    """
    found: dict[str, Node] = {}
    here: Node | None = node if node.kind is Kind.ELEMENT else None
    while here is not None:
        for declared in here.attributes:
            if declared.kind is Kind.NAMESPACE:
                found.setdefault(declared.name if declared.prefix else "", declared)
        here = here.parent
    return [found[prefix] for prefix in sorted(found) if found[prefix].text]


def _parent(node: Node) -> list[Node]:
    return [] if node.parent is None else [node.parent]


AXES: dict[str, Axis] = {
    "ancestor": _ancestor,
    "ancestor-or-self": lambda node: [node, *_ancestor(node)],
    "attribute": _attribute,
    "child": _child,
    "descendant": _descendant,
    "descendant-or-self": lambda node: [node, *node.walk()],
    "following": _following,
    "following-sibling": _following_sibling,
    "namespace": namespaces_in_scope,
    "parent": _parent,
    "preceding": _preceding,
    "preceding-sibling": _preceding_sibling,
    "self": lambda node: [node],
}
