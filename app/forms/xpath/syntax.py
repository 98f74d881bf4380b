"""The tree that an expression is read into, before it is compiled.

Chains keep `a + b - c` and `a or b or c` flat, so that a long expression is not a deep one.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, `1.5`."""

    value: float


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `position` is where its name stands, from 1."""

    name: str
    arguments: tuple[Expr, ...]
    position: int


@dataclass(frozen=True, slots=True)
class NameTest:
    """`name`, `prefix:name`, `*` or `prefix:*`."""

    prefix: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class KindTest:
    """`node()`, `text()`, `comment()` or `processing-instruction('target')`."""

    kind: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path, with its predicates."""

    axis: str
    test: NameTest | KindTest
    predicates: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path. `start` is what it sets out from: an expression, or None.

    With no `start`, an `absolute` path sets out from the root and any other from the context node.
    `plain` tells of a path of names alone how many steps up it begins with, and the names.
    """

    steps: tuple[Step, ...]
    absolute: bool = False
    start: Expr | None = None
    plain: tuple[int, tuple[str, ...]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression with predicates of its own, `(/a/b)[1]`."""

    primary: Expr
    predicates: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Negate:
    """A minus before a value."""

    operand: Expr


@dataclass(frozen=True, slots=True)
class Union:
    """`a | b`: the nodes of all parts, each once, in document order."""

    parts: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one strength in a row, worked from the left: `a - b + c`."""

    level: int
    first: Expr
    rest: tuple[tuple[str, Expr], ...]


Expr = Number | Literal | Call | Path | Filter | Negate | Union | Chain
