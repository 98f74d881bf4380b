"""Cuts an expression into tokens, by the rules of XPath 1.0 section 3.7 (lexical structure).

Two liberties, which forms in the field rely on: an operator's name may touch the digit after it
(`1 or1`), and a number may have an exponent (`7.9e-12`), as calculated values do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from app.forms.xpath.errors import XPathError

# A form comes from outside: generous for what people write, small enough to stay quick.
LONGEST = 50_000


class TokenKind(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    OPERATOR = "operator"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `position` counts characters from 1."""

    kind: TokenKind
    text: str
    position: int


_SPACE = re.compile(r"[ \t\r\n]+")
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NAME = re.compile(r"[^\W\d][\w.\-·]*(?::(?:[^\W\d][\w.\-·]*|\*))?")
_WORD_OPERATOR = re.compile(r"(?:and|or|div|mod)(?![^\W\d]|[.:])")
_OPERATOR = re.compile(r"!=|<=|>=|[=<>+\-|]")
_MARK = re.compile(r"::|//|\.\.|[()\[\].,@/*]")
_BEFORE_OPERAND = frozenset({"(", "[", ",", "@", "::", "/", "//"})


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, an END token last; raises XPathError where it cannot be cut."""
    if len(text) > LONGEST:
        raise XPathError(f"This expression is longer than {LONGEST:,} characters.")
    found: list[Token] = []
    place = _skip_space(text, 0)
    while place < len(text):
        token, after = _next(text, place, found[-1] if found else None)
        found.append(token)
        place = _skip_space(text, after)
    found.append(Token(TokenKind.END, "", len(text) + 1))
    return found


def _skip_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _next(text: str, place: int, before: Token | None) -> tuple[Token, int]:
    if text[place] in "'\"":
        return _quoted(text, place)
    if _ends_operand(before) and (token := _operator_word(text, place)):
        return token
    for kind, pattern in _SHAPES:
        if match := pattern.match(text, place):
            return Token(kind, match[0], place + 1), match.end()
    raise XPathError(f"The character {text[place]!r} cannot stand here.", place + 1)


_SHAPES = (
    (TokenKind.NUMBER, _NUMBER),
    (TokenKind.NAME, _NAME),
    (TokenKind.OPERATOR, _OPERATOR),
    (TokenKind.MARK, _MARK),
)


def _ends_operand(before: Token | None) -> bool:
    if before is None or before.kind is TokenKind.OPERATOR:
        return False
    return not (before.kind is TokenKind.MARK and before.text in _BEFORE_OPERAND)


def _operator_word(text: str, place: int) -> tuple[Token, int] | None:
    if text[place] == "*":
        return Token(TokenKind.OPERATOR, "*", place + 1), place + 1
    match = _WORD_OPERATOR.match(text, place)
    return (Token(TokenKind.OPERATOR, match[0], place + 1), match.end()) if match else None


def _quoted(text: str, place: int) -> tuple[Token, int]:
    end = text.find(text[place], place + 1)
    if end < 0:
        raise XPathError("A quotation mark is opened here and never closed.", place + 1)
    return Token(TokenKind.TEXT, text[place + 1 : end], place + 1), end + 1
