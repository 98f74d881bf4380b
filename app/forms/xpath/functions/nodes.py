"""Functions of nodes: those of XPath 1.0 (section 4.1) and what OpenRosa adds."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

from app.forms.tree import Kind, Node
from app.forms.xpath.code import Code, Sort, nodes_code, number_code
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError
from app.forms.xpath.functions.signature import Function, function, special
from app.forms.xpath.values import Value, texts_of, to_text

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


def _count(nodes: list[Node]) -> float:
    return float(sum(1 for node in nodes if node.relevant))


def _count_non_empty(nodes: list[Node]) -> float:
    return float(sum(1 for node in nodes if node.string_value()))


def _position(arguments: Sequence[Code]) -> Code:
    if not arguments:
        return number_code(lambda context: float(context.position))
    (code,) = arguments
    if code.sort not in {Sort.NODES, Sort.ANY}:
        raise XPathError("A value stands where a node is needed.")
    nodes = code.nodes

    def run(context: Context) -> float:
        found = nodes(context)
        return _row(found[0]) if found else math.nan

    return number_code(run)


def _row(node: Node) -> float:
    """Which of its neighbours of the same name `node` is, from 1."""
    if node.parent is None or node.kind is not Kind.ELEMENT:
        return 1.0
    like = node.parent.named.get(node.name, [])
    # What stands for a repeat as a whole is none of its rows.
    return like.index(node) + 1.0 if node in like else 1.0


def _current(context: Context) -> list[Node]:
    return [context.origin()]


def _name(nodes: list[Node]) -> str:
    node = nodes[0] if nodes else None
    if node is None or node.kind is Kind.NAMESPACE:
        return _local(nodes)
    return f"{node.prefix}:{node.name}" if node.prefix else node.name


def _local(nodes: list[Node]) -> str:
    if not nodes:
        return ""
    node = nodes[0]
    if node.kind is Kind.NAMESPACE:
        return node.name if node.prefix else ""
    return node.name


def _namespace(nodes: list[Node]) -> str:
    return nodes[0].namespace if nodes and nodes[0].kind is not Kind.NAMESPACE else ""


def _by_id(context: Context, value: Value) -> list[Node]:
    wanted = {word for text in texts_of(value, asked=False) for word in text.split()}
    found: list[Node] = []
    for node in context.node.root().walk():
        key = node.attribute("id") or node.attribute("id", XML_NAMESPACE)
        if key in wanted:
            wanted.discard(key)
            found.append(node)
    return found


def _lang(context: Context, wanted: str) -> bool:
    node: Node | None = context.node
    while node is not None:
        said = node.attribute("lang", XML_NAMESPACE)
        if said is not None:
            return f"{said.lower()}-".startswith(f"{wanted.lower()}-")
        node = node.parent
    return False


def _indexed_repeat(arguments: Sequence[Code]) -> Code:
    """The target's nodes in one row of a repeat, and in one row of a repeat within that.

    The pairs of repeat and index may come in any order (ODK XForms specification).
    """
    if len(arguments) % 2 == 0:
        raise XPathError("After the question come pairs: a repeat, and the number of its row.")
    target = arguments[0].nodes
    pairs = [
        (repeat.nodes, index.number)
        for repeat, index in zip(arguments[1::2], arguments[2::2], strict=True)
    ]

    def run(context: Context) -> list[Node]:
        rows = [(nodes(context), index(context)) for nodes, index in pairs]
        chosen = _chosen_row(rows)
        return [node for node in target(context) if chosen is not None and _is_in(node, chosen)]

    return nodes_code(run)


def _chosen_row(rows: list[tuple[list[Node], float]]) -> Node | None:
    chosen: Node | None = None
    if not all(nodes for nodes, _ in rows):
        return None
    for nodes, index in sorted(rows, key=lambda row: _depth(row[0][0])):
        inside = [node for node in nodes if chosen is None or _is_in(node, chosen)]
        if math.isnan(index) or not 1 <= index <= len(inside):
            return None
        chosen = inside[int(index) - 1]
    return chosen


def _depth(node: Node) -> int:
    depth, above = 0, node.parent
    while above is not None:
        depth, above = depth + 1, above.parent
    return depth


def _is_in(node: Node, row: Node) -> bool:
    here: Node | None = node
    while here is not None:
        if here is row:
            return True
        here = here.parent
    return False


# The generator of Park and Miller, which all clients share, so that one seed gives one order.
_MODULUS, _MULTIPLIER = 2_147_483_647, 16_807


def _randomize(context: Context, nodes: list[Node], seed: Value | None = None) -> list[Node]:
    if seed is None:
        chance = list(nodes)
        context.world.random.shuffle(chance)
        return chance
    state = _state(_seed(to_text(seed)))
    shuffled: list[Node] = []
    # The other clients build the order up from the first node, and so must this.
    for place, node in enumerate(nodes):
        state = state * _MULTIPLIER % _MODULUS
        other = int((state - 1) / (_MODULUS - 1) * (place + 1))
        shuffled.append(node)
        shuffled[place], shuffled[other] = shuffled[other], node
    return shuffled


def _seed(text: str) -> int:
    if not text.strip():
        return 0
    try:
        number = float(text)
    except ValueError:
        digest = hashlib.sha256(text.encode()).digest()
        return int.from_bytes(digest[:8], "big", signed=True)
    return int(number) if math.isfinite(number) else 0


def _state(seed: int) -> int:
    # The sign of a remainder follows the seed, as it does in the other clients' languages.
    state = int(math.fmod(float(seed), _MODULUS))
    return state + _MODULUS - 1 if state <= 0 else state


FUNCTIONS: dict[str, Function] = {
    "count": function("nodes -> number", _count),
    "count-non-empty": function("nodes -> number", _count_non_empty),
    "position": special(0, 1, _position),
    "last": function("context -> number", lambda context: float(context.size)),
    "current": function("context -> nodes", _current, steady=True),
    "name": function("nodes. -> text", _name),
    "local-name": function("nodes. -> text", _local),
    "namespace-uri": function("nodes. -> text", _namespace),
    "id": function("context, any -> nodes", _by_id),
    "lang": function("context, text -> boolean", _lang),
    "indexed-repeat": special(3, None, _indexed_repeat),
    "randomize": function("context, nodes, any? -> nodes", _randomize),
}
