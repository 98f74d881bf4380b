"""Expressions of one shape: they are compiled once, and differ only in the paths that they name.

A form of a thousand questions is written in a few dozen sentences: `/a/b != ''`, `/a/b >= 3`. So an
absolute path is taken for a hole in its sentence. What is left, the shape, is cut, parsed and
compiled once; each expression adds the paths that stand in its holes, which a `Context` carries to
the closures. A shape is used only where the lexer itself finds a whole path at every hole and no
reference leads on from one; any other expression is compiled by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from app.forms.tree import Node
from app.forms.xpath.code import Code
from app.forms.xpath.compiler import Way, compile_tree
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError
from app.forms.xpath.lexer import LONGEST, NAMES, NO_MORE_OF_PATH, TokenKind, tokens_of
from app.forms.xpath.nodetests import Names
from app.forms.xpath.parser import tree_of
from app.forms.xpath.paths import HOLE, pinned_way
from app.forms.xpath.references import Reference, reading_of

# A text in quotes stays as it is. A path does not begin after what would make it part of another.
_PIECES = re.compile(
    rf"""('[^']*'|"[^"]*"|(?<![\w.\-·)\]*:/])/(?>{NAMES}){NO_MORE_OF_PATH})""",
)
# These look at how their paths are written, and not only at where they lead.
_PARTICULAR = frozenset({"indexed-repeat"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What expressions of one shape share. A number in `reads` is that of a hole."""

    code: Code
    reads: tuple[Reference | int, ...]
    calls: frozenset[str]
    volatile: bool


@dataclass(frozen=True, slots=True)
class Shaped:
    """A shape, and what one expression of it has in the holes.

    `references` are all that it reads, each once, in the order found; `ways` lead to the nodes of
    each hole.
    """

    shape: Shape
    references: tuple[Reference, ...]
    ways: tuple[Callable[[Context], list[Node]], ...]


def shaped(text: str) -> Shaped | None:
    """`text` by its shape; None where it has to be compiled by itself."""
    if len(text) > LONGEST or HOLE in text:
        return None
    parts = _PIECES.split(text)
    paths: list[str] = []
    for place in range(1, len(parts), 2):
        if parts[place][0] == "/":
            parts[place], path = f"/{HOLE}{len(paths)}", parts[place]
            paths.append(path)
    shape = _shape("".join(parts), len(paths))
    if shape is None:
        return None
    filled = [_filled(path) for path in paths]
    reads = (filled[each][0] if isinstance(each, int) else each for each in shape.reads)
    return Shaped(shape, tuple(dict.fromkeys(reads)), tuple(way for _, way in filled))


@lru_cache(maxsize=2_048)
def _shape(text: str, holes: int) -> Shape | None:
    try:
        tokens = tokens_of(text)
        tree = tree_of(tokens)
        code = compile_tree(tree, Way(Names(), pinned=True, shape=True))
        reading = reading_of(tree)
    except (XPathError, RecursionError):
        return None  # Compiled by itself, it tells what is wrong, and where.
    found = [token.text for token in tokens if token.kind is TokenKind.PATH and HOLE in token.text]
    reads = [_hole(reference) for reference in reading.references]
    sound = len(found) == holes and None not in reads and _PARTICULAR.isdisjoint(reading.calls)
    if not sound:
        return None
    whole = tuple(each for each in reads if each is not None)
    return Shape(code, whole, reading.calls, reading.volatile)


def _hole(reference: Reference) -> Reference | int | None:
    """The number of the hole that a reference is; itself for another; None if it only holds one."""
    if not any(step.startswith(HOLE) for step in reference.steps):
        return reference
    name = reference.steps[0]
    alone = reference == Reference((name,), absolute=True)
    return int(name.removeprefix(HOLE)) if alone else None


@lru_cache(maxsize=16_384)
def _filled(path: str) -> tuple[Reference, Callable[[Context], list[Node]]]:
    """A path as the graph knows it, and the way to its nodes."""
    names = tuple(path[1:].split("/"))
    return Reference(names, absolute=True), pinned_way(names)
