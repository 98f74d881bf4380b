"""Turns the tree of an expression into closures, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from app.forms.tree import Node
from app.forms.xpath.arithmetic import arithmetic_code, negative_code
from app.forms.xpath.axes import in_document_order
from app.forms.xpath.code import (
    Code,
    Test,
    boolean_code,
    failing_code,
    nodes_code,
    number_code,
    text_code,
)
from app.forms.xpath.comparisons import comparison_code
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError
from app.forms.xpath.functions import FUNCTIONS
from app.forms.xpath.nodetests import Names
from app.forms.xpath.parser import LEVELS
from app.forms.xpath.paths import (
    HOLE,
    General,
    absolute_code,
    hole_code,
    is_named_child,
    is_parent,
    is_self,
    pinned_code,
    relative_code,
)
from app.forms.xpath.predicates import selection_of
from app.forms.xpath.syntax import (
    Call,
    Chain,
    Expr,
    Filter,
    Literal,
    NameTest,
    Negate,
    Number,
    Path,
    Step,
    Union,
)

# `a = b = c` is legal and never meant; each more would nest a closure deeper.
MOST_COMPARISONS = 20


@dataclass(frozen=True, slots=True)
class Way:
    """How expressions are understood.

    `pinned`: absolute paths from inside a row of a repeat mean that row. `late`: an unknown
    function is an error only where it is reached. `shape`: a path may be a hole.
    """

    names: Names
    pinned: bool = False
    late: bool = False
    shape: bool = False


def compile_tree(tree: Expr, way: Way) -> Code:
    """The closures for `tree`; raises XPathError for what can be told to be wrong already."""
    return _Compiler(way).code(tree)


@lru_cache(maxsize=16_384)
def _plain_code(ups: int, names: tuple[str, ...], *, pinned: bool) -> Code:
    """The closures of a path of names, which all expressions that hold the path may share."""
    if ups:
        return relative_code(ups, names)
    return pinned_code(names) if pinned else absolute_code(names)


class _Compiler:
    def __init__(self, way: Way) -> None:
        self._way = way

    def code(self, tree: Expr) -> Code:  # noqa: PLR0911 - one answer for each kind of piece
        """Compile any piece."""
        match tree:
            case Path():
                return self._path(tree)
            case Call():
                return self._call(tree)
            case Chain():
                return self._chain(tree)
            case Union():
                return _union([self.code(part) for part in tree.parts])
            case Filter():
                return self._filter(tree)
            case Negate():
                return negative_code(self.code(tree.operand))
            case Number() | Literal():
                return _constant(tree)

    # Paths

    def _path(self, path: Path) -> Code:
        if path.start is not None:
            return self._onward(self.code(path.start), path.steps)
        if self._way.names.plain and (code := self._simple(path)):
            return code
        return self._onward(
            absolute_code(()) if path.absolute else relative_code(0, ()), path.steps
        )

    def _simple(self, path: Path) -> Code | None:
        if path.plain is not None:
            first = path.plain[1][0]
            if self._way.shape and first.startswith(HOLE):
                return hole_code(int(first.removeprefix(HOLE)))
            return _plain_code(*path.plain, pinned=self._way.pinned)
        steps = [step for step in path.steps if not is_self(step)]
        ups = 0
        while not path.absolute and ups < len(steps) and is_parent(steps[ups]):
            ups += 1
        below = steps[ups:]
        if not all(map(is_named_child, below)):
            return self._pinned_start(path, steps)
        names = [step.test.name for step in below if isinstance(step.test, NameTest)]
        if not path.absolute:
            return relative_code(ups, names)
        return pinned_code(names) if self._way.pinned else absolute_code(names)

    def _pinned_start(self, path: Path, steps: Sequence[Step]) -> Code | None:
        if not (self._way.pinned and path.absolute):
            return None
        named = 0
        while named < len(steps) and is_named_child(steps[named]):
            named += 1
        names = [step.test.name for step in steps[:named] if isinstance(step.test, NameTest)]
        return self._onward(pinned_code(names, whole=False), steps[named:])

    def _onward(self, start: Code, steps: Sequence[Step]) -> Code:
        if not steps:
            return start
        chosen = [selection_of([self.code(one) for one in step.predicates]) for step in steps]
        general = General(self._way.names, steps, chosen)
        nodes = start.nodes

        def run(context: Context) -> list[Node]:
            return general.from_nodes(context, nodes(context))

        settled = start.settled and not any(step.predicates for step in steps)
        return nodes_code(run, settled=settled)

    def _filter(self, tree: Filter) -> Code:
        nodes = self.code(tree.primary).nodes
        select = selection_of([self.code(one) for one in tree.predicates])
        return nodes_code(lambda context: select(context, nodes(context)))

    # Calls

    def _call(self, call: Call) -> Code:
        try:
            return self._known_call(call)
        except XPathError as error:
            if self._way.late:
                return failing_code(error)
            raise

    def _known_call(self, call: Call) -> Code:
        function = FUNCTIONS.get(call.name)
        if function is None:
            raise XPathError(f"There is no function called {call.name}().", call.position)
        function.check(call.name, len(call.arguments), call.position)
        arguments = [self._argument(call.name, one) for one in call.arguments]
        try:
            return function.build(arguments)
        except XPathError as error:
            raise XPathError(f"In {call.name}(): {error}", call.position) from error

    def _argument(self, function: str, tree: Expr) -> Code:
        # indexed-repeat says itself which rows are meant, so its paths look at all of them.
        if self._way.pinned and function == "indexed-repeat" and isinstance(tree, Path):
            return _Compiler(Way(self._way.names, late=self._way.late)).code(tree)
        return self.code(tree)

    # Operators

    def _chain(self, chain: Chain) -> Code:
        first = self.code(chain.first)
        rest = [(sign, self.code(operand)) for sign, operand in chain.rest]
        if chain.level == LEVELS["or"]:
            return _either([first, *(code for _, code in rest)])
        if chain.level == LEVELS["and"]:
            return _all([first, *(code for _, code in rest)])
        if chain.level in {LEVELS["="], LEVELS["<"]}:
            return _compared(first, rest)
        return arithmetic_code(first, rest)


@lru_cache(maxsize=1_024)
def _constant(tree: Number | Literal) -> Code:
    if isinstance(tree, Number):
        value = tree.value
        return number_code(lambda _context: value, settled=True)
    text = tree.text
    return replace(text_code(lambda _context: text, settled=True), literal=text)


def _compared(first: Code, rest: Sequence[tuple[str, Code]]) -> Code:
    if len(rest) > MOST_COMPARISONS:
        raise XPathError("Too many comparisons follow one another.")
    for sign, code in rest:
        first = comparison_code(sign, first, code)
    return first


def _either(codes: Sequence[Code]) -> Code:
    tests = [code.boolean for code in codes]
    settled = all(code.settled for code in codes)
    if len(tests) == 2:  # noqa: PLR2004 - two sides, by far the most common
        left, right = tests
        return boolean_code(lambda context: left(context) or right(context), settled=settled)
    return boolean_code(partial(_any_holds, tests), settled=settled)


def _all(codes: Sequence[Code]) -> Code:
    tests = [code.boolean for code in codes]
    settled = all(code.settled for code in codes)
    hoisted = _hoisted(codes) if any(code.hoisted for code in codes) else None
    if len(tests) == 2:  # noqa: PLR2004 - two sides, by far the most common
        left, right = tests
        run: Test = lambda context: left(context) and right(context)  # noqa: E731 - a closure like those beside it
    else:
        run = partial(_all_hold, tests)
    return boolean_code(run, settled=settled, hoisted=hoisted)


def _hoisted(codes: Sequence[Code]) -> Callable[[Context], Test]:
    def hoisted(context: Context) -> Test:
        tests = [code.hoisted(context) if code.hoisted else code.boolean for code in codes]
        return partial(_all_hold, tests)

    return hoisted


def _any_holds(tests: Sequence[Callable[[Context], bool]], context: Context) -> bool:
    return any(test(context) for test in tests)


def _all_hold(tests: Sequence[Callable[[Context], bool]], context: Context) -> bool:
    return all(test(context) for test in tests)


def _union(codes: Sequence[Code]) -> Code:
    parts = [code.nodes for code in codes]

    def run(context: Context) -> list[Node]:
        return in_document_order(node for part in parts for node in part(context))

    return nodes_code(run, settled=all(code.settled for code in codes))
