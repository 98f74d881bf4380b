"""Reads an expression into its tree: XPath 1.0 grammar, sections 2 and 3 of the recommendation."""

from __future__ import annotations

from functools import lru_cache

from app.forms.xpath.errors import XPathError
from app.forms.xpath.lexer import Token, TokenKind, tokens_of
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

# Brackets within brackets; the deepest hand-written form seen nests under forty.
DEEPEST = 60

LEVELS = {
    "or": 0,
    "and": 1,
    "=": 2,
    "!=": 2,
    "<": 3,
    "<=": 3,
    ">": 3,
    ">=": 3,
    "+": 4,
    "-": 4,
    "*": 5,
    "div": 5,
    "mod": 5,
}
AXES = frozenset(
    {
        "ancestor",
        "ancestor-or-self",
        "attribute",
        "child",
        "descendant",
        "descendant-or-self",
        "following",
        "following-sibling",
        "namespace",
        "parent",
        "preceding",
        "preceding-sibling",
        "self",
    }
)
NODE_KINDS = frozenset({"node", "text", "comment", "processing-instruction"})

_ANY_NODE = KindTest("node")
_SELF = Step("self", _ANY_NODE)
_PARENT = Step("parent", _ANY_NODE)
_BELOW = Step("descendant-or-self", _ANY_NODE)


def parse(text: str) -> Expr:
    """The tree of `text`; raises XPathError with the position of the first thing out of place."""
    if not text.strip():
        raise XPathError("The expression is empty.")
    return tree_of(tokens_of(text))


def tree_of(tokens: list[Token]) -> Expr:
    """The tree of a whole expression that was cut into `tokens`; raises as `parse` does."""
    parser = _Parser(tokens)
    tree = parser.expression()
    parser.finish()
    return tree


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    # Moving on

    @property
    def _token(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _sees(self, text: str) -> bool:
        return self._tokens[self._place].sign == text

    def _sees_next(self, text: str) -> bool:
        # Asked after a name only, and a name is never the last token.
        return self._tokens[self._place + 1].sign == text

    def _accept(self, text: str) -> bool:
        if self._tokens[self._place].sign == text:
            self._place += 1
            return True
        return False

    def _expect(self, text: str) -> None:
        if not self._accept(text):
            raise self._wrong(f"expected {text!r}")

    def _wrong(self, expected: str) -> XPathError:
        token = self._token
        found = "the expression ends" if token.kind is TokenKind.END else f"{token.text!r} stands"
        return XPathError(f"Here {found}; {expected}.", token.position)

    def finish(self) -> None:
        """Refuse anything left over."""
        if self._token.kind is not TokenKind.END:
            raise self._wrong("expected an operator or the end")

    # Operators

    def expression(self, least: int = 0) -> Expr:
        """An expression of operators that bind at least as strongly as `least`."""
        self._depth += 1
        if self._depth > 2 * DEEPEST:
            raise XPathError("This expression is nested too deeply.", self._token.position)
        left = self._unary()
        while (level := self._level()) >= least:
            left = self._chain(level, left)
        self._depth -= 1
        return left

    def _chain(self, level: int, first: Expr) -> Chain:
        rest: list[tuple[str, Expr]] = []
        while self._level() == level:
            operator = self._take().text
            rest.append((operator, self.expression(level + 1)))
        return Chain(level, first, tuple(rest))

    def _level(self) -> int:
        token = self._tokens[self._place]
        return LEVELS.get(token.text, -1) if token.kind is TokenKind.OPERATOR else -1

    def _unary(self) -> Expr:
        negative = False
        signed = False
        while self._accept("-"):
            negative = not negative
            signed = True
        operand = self._union()
        if not signed:
            return operand
        return Negate(operand) if negative else Negate(Negate(operand))

    def _union(self) -> Expr:
        first = self._path()
        if not self._sees("|"):
            return first
        parts = [first]
        while self._accept("|"):
            parts.append(self._path())
        return Union(tuple(parts))

    # Paths

    def _path(self) -> Expr:
        if self._token.kind is TokenKind.PATH:
            return _plain_path(self._take().text)
        if self._sees("/") or self._sees("//"):
            return self._absolute()
        if self._starts_step():
            return Path(tuple(self._relative()))
        return self._filtered()

    def _absolute(self) -> Path:
        if self._accept("//"):
            return Path((_BELOW, *self._relative()), absolute=True)
        self._take()
        steps = self._relative() if self._starts_step() else []
        return Path(tuple(steps), absolute=True)

    def _filtered(self) -> Expr:
        primary = self._primary()
        predicates = self._predicates()
        start = Filter(primary, predicates) if predicates else primary
        if self._accept("//"):
            return Path((_BELOW, *self._relative()), start=start)
        if self._accept("/"):
            return Path(tuple(self._relative()), start=start)
        return start

    def _starts_step(self) -> bool:
        token = self._token
        if token.kind is TokenKind.NAME:
            return token.text in NODE_KINDS or not self._sees_next("(")
        return token.kind is TokenKind.MARK and token.text in {".", "..", "@", "*"}

    def _relative(self) -> list[Step]:
        steps = [self._step()]
        while self._sees("/") or self._sees("//"):
            if self._take().text == "//":
                steps.append(_BELOW)
            steps.append(self._step())
        return steps

    def _step(self) -> Step:
        if self._accept("."):
            return self._short(_SELF)
        if self._accept(".."):
            return self._short(_PARENT)
        axis = self._axis()
        return Step(axis, self._test(), self._predicates())

    def _short(self, step: Step) -> Step:
        # XPath 1.0 allows none here; forms hold `.[...]` and `..[...]`, so they are understood.
        predicates = self._predicates()
        return Step(step.axis, step.test, predicates) if predicates else step

    def _axis(self) -> str:
        if self._accept("@"):
            return "attribute"
        if not (self._token.kind is TokenKind.NAME and self._sees_next("::")):
            return "child"
        token = self._take()
        if token.text not in AXES:
            raise XPathError(f"There is no axis called {token.text!r}.", token.position)
        self._take()
        return token.text

    def _test(self) -> NameTest | KindTest:
        token = self._token
        if self._accept("*"):
            return NameTest("", "*", token.position)
        if token.kind is not TokenKind.NAME:
            raise self._wrong("expected a name or a value")
        self._take()
        if token.text in NODE_KINDS and self._accept("("):
            return self._kind_test(token.text)
        prefix, colon, name = token.text.partition(":")
        return NameTest(prefix if colon else "", name if colon else prefix, token.position)

    def _kind_test(self, kind: str) -> KindTest:
        target = ""
        if kind == "processing-instruction" and self._token.kind is TokenKind.TEXT:
            target = self._take().text
        self._expect(")")
        return KindTest(kind, target)

    def _predicates(self) -> tuple[Expr, ...]:
        found: list[Expr] = []
        while self._accept("["):
            found.append(self.expression())
            self._expect("]")
        return tuple(found)

    # Values

    def _primary(self) -> Expr:
        token = self._token
        if token.kind is TokenKind.NUMBER:
            return Number(float(self._take().text))
        if token.kind is TokenKind.TEXT:
            return Literal(self._take().text)
        if token.kind is TokenKind.NAME:
            return self._call()
        if not self._accept("("):
            raise self._wrong("expected a name or a value")
        inner = self.expression()
        self._expect(")")
        return inner

    def _call(self) -> Call:
        name = self._take()
        self._expect("(")
        arguments: list[Expr] = []
        if not self._sees(")"):
            arguments.append(self.expression())
            while self._accept(","):
                arguments.append(self.expression())
        self._expect(")")
        return Call(name.text, tuple(arguments), name.position)


@lru_cache(maxsize=8_192)
def _plain_path(text: str) -> Path:
    """The path of a PATH token; a form names each of its places again and again."""
    parts = text.split("/")
    ups = parts.count("..")
    names = tuple(parts[ups:] if ups else parts[1:])
    steps = (*[_PARENT] * ups, *(Step("child", NameTest("", name, 0)) for name in names))
    return Path(steps, absolute=not ups, plain=(ups, names))
