"""The paths that an expression reads, told without running it: what a session recomputes by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.forms.xpath.errors import XPathError
from app.forms.xpath.parser import parse
from app.forms.xpath.syntax import (
    Call,
    Chain,
    Expr,
    Filter,
    KindTest,
    Literal,
    NameTest,
    Negate,
    Number,
    Path,
    Step,
    Union,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """One path that an expression reads, schematic: without rows and predicates.

    `steps` holds names, `..`, `*` and `@name`; one that is not `absolute` sets out from the node
    that the expression stands at. `instance` is the id of a secondary instance, blank for the
    answers. `any_descendant` tells that from the end of `steps` on the path may lead anywhere
    below, or (where `anywhere`) anywhere at all.
    """

    steps: tuple[str, ...]
    absolute: bool
    instance: str = ""
    any_descendant: bool = False
    anywhere: bool = False

    def resolve(self, base_path: str) -> str | None:
        """The absolute path read by an expression at `base_path`, as `/form/rep/x`.

        None where it cannot be told: below some node, by a wildcard, or above the root. A path
        into a secondary instance resolves within that instance.
        """
        if self.any_descendant or self.anywhere or "*" in self.steps:
            return None
        return self.scope(base_path)

    def scope(self, base_path: str) -> str | None:
        """The nearest path that holds everything read; blank for the whole form, None for none."""
        if self.anywhere:
            return ""
        parts = [] if self.absolute else [part for part in base_path.split("/") if part]
        for step in self.steps:
            if step == "*":
                break
            if step != "..":
                parts.append(step)
            elif parts:
                parts.pop()
            else:
                return None
        return "/" + "/".join(parts) if parts else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression reads and calls."""

    references: tuple[Reference, ...]
    calls: frozenset[str]
    volatile: bool


# What may answer differently next time though no answer changed.
VOLATILE = frozenset({"now", "today", "random", "uuid", "randomize", "once"})
_HERE = Reference((), absolute=False)
_ANYWHERE = Reference((), absolute=True, any_descendant=True, anywhere=True)


def reading_of(tree: Expr) -> Reading:
    """What `tree` reads: each reference once, in the order found."""
    reader = _Reader()
    reader.read(tree, _HERE)
    return Reading(tuple(dict.fromkeys(reader.found)), frozenset(reader.calls), reader.volatile)


@lru_cache(maxsize=16_384)
def _plain_reference(ups: int, names: tuple[str, ...], *, absolute: bool) -> Reference:
    return Reference((*[".."] * ups, *names), absolute)


class _Reader:
    """Walks a tree with the path that it stands at, since predicates stand at another."""

    def __init__(self) -> None:
        self.found: list[Reference] = []
        self.calls: set[str] = set()
        self.volatile = False

    def read(self, tree: Expr, base: Reference) -> list[Reference]:
        """Note what `tree` reads; answer the paths of the nodes that it answers itself."""
        match tree:
            case Path():
                return self._path(tree, base)
            case Call():
                return self._call(tree, base)
            case Filter():
                ends = self.read(tree.primary, base)
                self._predicates(tree.predicates, ends)
                return ends
            case Union():
                return [end for part in tree.parts for end in self.read(part, base)]
            case Chain() | Negate():
                for operand in _operands(tree):
                    self.read(operand, base)
            case Number() | Literal():
                pass
        return []

    def _path(self, path: Path, base: Reference) -> list[Reference]:
        if path.plain is not None and (path.absolute or base is _HERE):
            end = _plain_reference(*path.plain, absolute=path.absolute)
            self.found.append(end)
            return [end]
        if path.start is not None:
            before = len(self.found)
            ends = self.read(path.start, base) or [_ANYWHERE]
            # The way itself is not read: only where it leads.
            self.found[before:] = [one for one in self.found[before:] if one not in ends]
        else:
            ends = [Reference((), absolute=True)] if path.absolute else [base]
        for step in path.steps:
            ends = [_stepped(end, step) for end in ends]
            self._predicates(step.predicates, ends)
        self.found.extend(ends)
        return ends

    def _predicates(self, predicates: Sequence[Expr], ends: list[Reference]) -> None:
        for predicate in predicates:
            for end in ends or [_ANYWHERE]:
                self.read(predicate, end)

    def _call(self, call: Call, base: Reference) -> list[Reference]:
        self.calls.add(call.name)
        moved = call.name == "position" and bool(call.arguments)
        self.volatile |= call.name in VOLATILE or moved
        before = len(self.found)
        ends = [self.read(argument, base) for argument in call.arguments]
        if moved:
            # Where a node stands is asked, not what is answered there.
            self.found[before:] = [one for one in self.found[before:] if one != _HERE]
        ended = _ENDS.get(call.name)
        return ended(self, call, ends) if ended else []

    def _instance(self, call: Call, _ends: list[list[Reference]]) -> list[Reference]:
        name = call.arguments[0] if call.arguments else None
        if isinstance(name, Literal):
            return [Reference((), absolute=True, instance=name.text)]
        return [_ANYWHERE]

    def _current(self, _call: Call, _ends: list[list[Reference]]) -> list[Reference]:
        self.found.append(_HERE)
        return [_HERE]

    def _first(self, _call: Call, ends: list[list[Reference]]) -> list[Reference]:
        return ends[0] if ends else []

    def _all(self, _call: Call, ends: list[list[Reference]]) -> list[Reference]:
        return [end for each in ends[-2:] for end in each]

    def _choice_name(self, call: Call, _ends: list[list[Reference]]) -> list[Reference]:
        quoted = call.arguments[-1] if call.arguments else None
        if isinstance(quoted, Literal):
            try:
                self.read(parse(quoted.text), _HERE)
            except XPathError:
                self.found.append(_ANYWHERE)
        return []

    def _by_id(self, _call: Call, _ends: list[list[Reference]]) -> list[Reference]:
        self.found.append(_ANYWHERE)
        return [_ANYWHERE]


_ENDS: dict[str, Callable[[_Reader, Call, list[list[Reference]]], list[Reference]]] = {
    "instance": _Reader._instance,  # noqa: SLF001 - a table of the class's own methods
    "current": _Reader._current,  # noqa: SLF001 - its own
    "randomize": _Reader._first,  # noqa: SLF001 - its own
    "indexed-repeat": _Reader._first,  # noqa: SLF001 - its own
    "if": _Reader._all,  # noqa: SLF001 - its own
    "coalesce": _Reader._all,  # noqa: SLF001 - its own
    "once": _Reader._all,  # noqa: SLF001 - its own
    "jr:choice-name": _Reader._choice_name,  # noqa: SLF001 - its own
    "id": _Reader._by_id,  # noqa: SLF001 - its own
}


def _operands(tree: Chain | Negate) -> Iterator[Expr]:
    if isinstance(tree, Negate):
        yield tree.operand
        return
    yield tree.first
    for _, operand in tree.rest:
        yield operand


def _stepped(end: Reference, step: Step) -> Reference:
    if end.anywhere or (end.any_descendant and step.axis not in _DOWN):
        return _ANYWHERE
    if end.any_descendant or (name := _name_of(step)) == "":
        return end
    if name is None:
        return _spread(end, step)
    return Reference((*end.steps, name), end.absolute, end.instance)


_DOWN = frozenset({"child", "descendant", "descendant-or-self", "self", "attribute"})


def _name_of(step: Step) -> str | None:
    """The step as it stands in a reference; blank if it stays where it is, None if unclear."""
    test = step.test
    if isinstance(test, KindTest):
        if test.kind == "node":
            return {"self": "", "parent": ".."}.get(step.axis)
        # The text below an element is that element's answer.
        return "" if step.axis == "child" else None
    if step.axis == "child":
        return test.name
    if step.axis == "attribute":
        return f"@{test.name}"
    return "" if step.axis == "self" else ".." if step.axis == "parent" else None


def _spread(end: Reference, step: Step) -> Reference:
    if step.axis in _DOWN:
        return Reference(end.steps, end.absolute, end.instance, any_descendant=True)
    if step.axis in {"following-sibling", "preceding-sibling"} and isinstance(step.test, NameTest):
        return Reference((*end.steps, "..", step.test.name), end.absolute, end.instance)
    return _ANYWHERE
