"""How a function is declared: what it is given, what it answers, and how a call is compiled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.forms.xpath.code import (
    Code,
    Sort,
    any_code,
    boolean_code,
    nodes_code,
    number_code,
    text_code,
)
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError

Build = Callable[[Sequence[Code]], Code]
Run = Callable[[Context], Any]


@dataclass(frozen=True, slots=True)
class Function:
    """A function that expressions may call; `most` is None where any number may follow."""

    least: int
    most: int | None
    build: Build

    def check(self, name: str, count: int, position: int) -> None:
        """Raise XPathError unless `count` arguments will do."""
        if self.least <= count and (self.most is None or count <= self.most):
            return
        raise XPathError(f"{name}() needs {self._needs()}; {count} given.", position)

    def _needs(self) -> str:
        if self.most is None:
            return f"at least {self.least} values"
        if self.least == self.most:
            return f"{self.least} values" if self.least != 1 else "1 value"
        return f"{self.least} to {self.most} values"


_MAKERS: dict[str, Callable[..., Code]] = {
    "text": text_code,
    "number": number_code,
    "boolean": boolean_code,
    "nodes": nodes_code,
    "any": any_code,
}


def function(signature: str, run: Callable[..., Any], *, steady: bool = False) -> Function:
    """Declare `run` by a signature such as `text, number? -> text`.

    A parameter is `text`, `number`, `boolean`, `nodes` or `any`; `?` marks one that may be left
    out, `*` or `+` the last one where it may be given any number of times, `.` one for which the
    context node stands in. A first parameter `context` is the context itself, not an argument; a
    function that takes it may answer differently for each node, unless it is `steady`.
    """
    given, _, result = signature.partition("->")
    names = [name.strip() for name in given.split(",") if name.strip()]
    wants_context = bool(names) and names[0] == "context"
    names = names[1:] if wants_context else names
    make = _MAKERS[result.strip()]

    def build(arguments: Sequence[Code]) -> Code:
        runs = [_as_kind(code, kind) for code, kind in _matched(names, arguments)]
        settled = (steady or not wants_context) and all(code.settled for code in arguments)
        settled = settled and not (names and names[-1].endswith(".") and not arguments)
        return make(_applied(run, runs, wants_context=wants_context), settled=settled)

    return Function(_least(names), _most(names), build)


def special(least: int, most: int | None, build: Build) -> Function:
    """A function that chooses its own closures."""
    return Function(least, most, build)


def _least(names: Sequence[str]) -> int:
    return sum(1 for name in names if name[-1] not in "?*.")


def _most(names: Sequence[str]) -> int | None:
    return None if names and names[-1][-1] in "*+" else len(names)


def _matched(names: Sequence[str], arguments: Sequence[Code]) -> list[tuple[Code, str]]:
    kinds = [name.rstrip("?*+.") for name in names]
    given = list(arguments)
    if names and names[-1].endswith(".") and len(given) < len(names):
        given.append(_HERE)
    if len(given) > len(kinds):
        kinds += [kinds[-1]] * (len(given) - len(kinds))
    return list(zip(given, kinds, strict=False))


_HERE = nodes_code(lambda context: [context.node])


def _as_kind(code: Code, kind: str) -> Run:
    if kind == "nodes":
        if code.sort not in {Sort.NODES, Sort.ANY}:
            raise XPathError("A value stands where nodes are needed.")
        return code.nodes
    if kind == "any":
        return code.run
    return {"text": code.text, "number": code.number, "boolean": code.boolean}[kind]


def _applied(run: Callable[..., Any], runs: Sequence[Run], *, wants_context: bool) -> Run:
    if wants_context:
        return lambda context: run(context, *[one(context) for one in runs])
    if not runs:
        return lambda _context: run()
    if len(runs) == 1:
        (only,) = runs
        return lambda context: run(only(context))
    if len(runs) == 2:  # noqa: PLR2004 - unpacked by hand, for speed
        first, second = runs
        return lambda context: run(first(context), second(context))
    return lambda context: run(*[one(context) for one in runs])
