"""Which nodes of an axis a step keeps: tests of names, with their namespaces, and of kinds.

Forms write `/data/name` though the elements stand in a default namespace, and every client reads
it so. Without a table of namespaces a name alone therefore matches in any namespace and a prefix is
compared as it is written; with a table the rules of XPath 1.0 (section 2.3) hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.forms.tree import Kind, Node
from app.forms.xpath.errors import XPathError
from app.forms.xpath.syntax import KindTest, NameTest

Test = Callable[[Node], bool]

_KINDS = {
    "text": Kind.TEXT,
    "comment": Kind.COMMENT,
    "processing-instruction": Kind.INSTRUCTION,
}


@dataclass(frozen=True, slots=True)
class Names:
    """How names in an expression are understood; `table` is None for the way of forms."""

    table: Mapping[str, str] | None = None

    @property
    def plain(self) -> bool:
        """Whether a name without a prefix matches in every namespace."""
        return self.table is None

    def test(self, name: NameTest, kind: Kind) -> Test:
        """Whether a node of `kind` bears `name`."""
        fits = self._namespace(name, kind)
        wanted = name.name
        if wanted == "*":
            return lambda node: node.kind is kind and fits(node)
        return lambda node: node.kind is kind and node.name == wanted and fits(node)

    def _namespace(self, name: NameTest, kind: Kind) -> Test:
        prefix = name.prefix
        if not prefix and name.name == "*":
            return _always
        if self.table is None:
            return (lambda node: node.prefix == prefix) if prefix else _always
        if prefix and prefix not in self.table:
            raise XPathError(f"The prefix {prefix!r} is not declared.", name.position)
        uri = self.table[prefix] if prefix else ""
        default = self.table.get("", "") if kind is Kind.ELEMENT and not prefix else uri
        accepted = frozenset({uri, default})
        return lambda node: node.namespace in accepted


def kind_test(test: KindTest) -> Test:
    """Whether a node is of the kind that `test` names."""
    if test.kind == "node":
        return _always
    kind, target = _KINDS[test.kind], test.target
    if target:
        return lambda node: node.kind is kind and node.name == target
    return lambda node: node.kind is kind


def _always(_node: Node) -> bool:
    return True
