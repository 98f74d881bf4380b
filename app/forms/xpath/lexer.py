"""Cuts an expression into tokens, by the rules of XPath 1.0 section 3.7 (lexical structure).

Two liberties, which forms in the field rely on: an operator's name may touch the digit after it
(`1 or1`), and a number may have an exponent (`7.9e-12`), as calculated values do.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from app.forms.xpath.errors import XPathError

# A form comes from outside: generous for what people write, small enough to stay quick.
LONGEST = 50_000


class TokenKind(Enum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    PATH = "path"
    OPERATOR = "operator"
    MARK = "mark"
    END = "end"


class Token(NamedTuple):
    """One token; `position` counts characters from 1.

    `sign` is the text of a mark or an operator and blank for anything else: what a parser asks for
    most, so it is settled once.
    """

    kind: TokenKind
    text: str
    position: int
    sign: str = ""


_WORD_OPERATOR = re.compile(r"(?:and|or|div|mod)(?![^\W\d]|[.:])")
_BEFORE_OPERAND = frozenset({"(", "[", ",", "@", "::", "/", "//"})
_BEFORE_PATH = frozenset({"(", "[", ","})
# What forms are made of: `/a/b/c` or `../../a/b`, whole, where nothing more belongs to it.
NAMES = r"[^\W\d][\w.\-·]*(?:/[^\W\d][\w.\-·]*)*"
NO_MORE_OF_PATH = r"(?![ \t\r\n]*[:(\[/])"
_PATH = re.compile(rf"[ \t\r\n]*(?P<path>(?>(?:\.\./)+|/)(?>{NAMES})){NO_MORE_OF_PATH}")
_SHAPE = re.compile(
    r"[ \t\r\n]*(?:"
    r"(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[^\W\d][\w.\-·]*(?::(?:[^\W\d][\w.\-·]*|\*))?)"
    r"|(?P<operator>!=|<=|>=|[=<>+\-|])"
    r"|(?P<mark>::|//|\.\.|[()\[\].,@/*])"
    r"|'(?P<single>[^']*)'"
    r'|"(?P<double>[^"]*)"'
    r"|(?P<end>\Z)"
    r"|(?P<wrong>[\s\S]))"
)
_KINDS = {
    "number": TokenKind.NUMBER,
    "name": TokenKind.NAME,
    "operator": TokenKind.OPERATOR,
    "mark": TokenKind.MARK,
    "single": TokenKind.TEXT,
    "double": TokenKind.TEXT,
}


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, an END token last; raises XPathError where it cannot be cut."""
    if len(text) > LONGEST:
        raise XPathError(f"This expression is longer than {LONGEST:,} characters.")
    found: list[Token] = []
    place, operand, fresh = 0, False, True
    while match := (fresh and _PATH.match(text, place)) or _SHAPE.match(text, place):
        if match.lastgroup == "end":
            break
        if match.lastgroup == "path":
            found.append(Token(TokenKind.PATH, match["path"], match.start("path") + 1))
            place, operand, fresh = match.end(), True, False
            continue
        token, place = _token(text, match, operand=operand)
        found.append(token)
        kind, sign = token.kind, token.sign
        operand = not sign or (kind is TokenKind.MARK and sign not in _BEFORE_OPERAND)
        fresh = kind is TokenKind.OPERATOR or sign in _BEFORE_PATH
    found.append(Token(TokenKind.END, "", len(text) + 1))
    return found


def _token(text: str, match: re.Match[str], *, operand: bool) -> tuple[Token, int]:
    """The token found; after an operand a name or a star may be an operator."""
    group = match.lastgroup or "wrong"
    start = match.start(group)
    if group == "wrong":
        raise _stray(text[start], start + 1)
    kind, found = _KINDS[group], match[group]
    if operand and (found == "*" or kind is TokenKind.NAME):
        word = "*" if found == "*" else _word(text, start)
        if word:
            return Token(TokenKind.OPERATOR, word, start + 1, word), start + len(word)
    if kind is TokenKind.TEXT:
        return Token(kind, found, start), match.end()
    sign = found if kind is TokenKind.MARK or kind is TokenKind.OPERATOR else ""
    return Token(kind, found, start + 1, sign), match.end()


def _word(text: str, start: int) -> str:
    match = _WORD_OPERATOR.match(text, start)
    return match[0] if match else ""


def _stray(letter: str, position: int) -> XPathError:
    if letter in "'\"":
        return XPathError("A quotation mark is opened here and never closed.", position)
    return XPathError(f"The character {letter!r} cannot stand here.", position)
