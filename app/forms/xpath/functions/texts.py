"""Functions of text: those of XPath 1.0 (section 4.2) and what OpenRosa adds."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re
from collections.abc import Callable, Sequence

from app.forms.xpath.code import Code, boolean_code
from app.forms.xpath.context import Context
from app.forms.xpath.errors import XPathError
from app.forms.xpath.functions.patterns import pattern_of
from app.forms.xpath.functions.signature import Function, function, special
from app.forms.xpath.values import Value, texts_of


def _concat(*values: Value) -> str:
    return "".join(text for value in values for text in texts_of(value))


def _join(glue: str, *values: Value) -> str:
    return glue.join(text for value in values for text in texts_of(value))


def _substring(text: str, start: float, length: float | None = None) -> str:
    first = _rounded(start)
    end = math.inf if length is None else first + _rounded(length)
    if math.isnan(first) or math.isnan(end):
        return ""
    begin = max(first, 1) - 1
    stop = min(end - 1, len(text))
    return text[int(begin) : int(stop)] if begin < stop else ""


def _rounded(number: float) -> float:
    # Half towards plus infinity: XPath 1.0's own rounding, which substring() is defined by.
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _substr(text: str, start: float, end: float = math.inf) -> str:
    # From zero, the end left out, negatives from the end (ODK XForms specification, substr).
    if math.isnan(start) or math.isnan(end):
        return ""
    return text[_place(start, len(text)) : _place(end, len(text))]


def _place(place: float, length: int) -> int:
    if place < 0:
        place += length
    return int(min(max(place, 0), length))


def _before(text: str, mark: str) -> str:
    return text.partition(mark)[0] if mark and mark in text else ""


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


def _squeezed(text: str) -> str:
    # Only the white space of XML: a form feed is a character like others.
    for space in "\t\r\n":
        text = text.replace(space, " ")
    return " ".join(word for word in text.split(" ") if word)


def _translated(text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text.translate(table)


_ALGORITHMS: dict[str, Callable[[bytes], bytes]] = {
    # Forms name these to tell records apart, not to keep secrets.
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).digest(),
    "SHA-1": lambda data: hashlib.sha1(data, usedforsecurity=False).digest(),
    "SHA-256": lambda data: hashlib.sha256(data).digest(),
    "SHA-384": lambda data: hashlib.sha384(data).digest(),
    "SHA-512": lambda data: hashlib.sha512(data).digest(),
}


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    # Clients on Java also take the names without the hyphen.
    work = _ALGORITHMS.get(re.sub("^SHA-?", "SHA-", algorithm.upper()))
    if work is None:
        raise XPathError(f"digest() knows no algorithm {algorithm!r}: use one of {_known()}.")
    summed = work(text.encode())
    if encoding.lower() == "hex":
        return summed.hex()
    if encoding.lower() == "base64":
        return base64.b64encode(summed).decode()
    raise XPathError(f"digest() knows no encoding {encoding!r}: use 'hex' or 'base64'.")


def _known() -> str:
    return ", ".join(_ALGORITHMS)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _found(text: str, pattern: str) -> bool:
    # A pattern that is still blank, such as an answer to come, is found in nothing.
    return pattern_of(pattern).found(text) if pattern else not text


def _regex(arguments: Sequence[Code]) -> Code:
    value, pattern = arguments
    text, wanted = value.text, pattern.text
    if pattern.literal:
        known = pattern_of(pattern.literal)
        return boolean_code(lambda context: known.found(text(context)), settled=value.settled)

    def run(context: Context) -> bool:
        return _found(text(context), wanted(context))

    return boolean_code(run, settled=value.settled and pattern.settled)


FUNCTIONS: dict[str, Function] = {
    "string": function("text. -> text", lambda text: text),
    "concat": function("any* -> text", _concat),
    "join": function("text, any* -> text", _join),
    "contains": function("text, text -> boolean", lambda text, part: part in text),
    "starts-with": function("text, text -> boolean", str.startswith),
    "ends-with": function("text, text -> boolean", str.endswith),
    "substring": function("text, number, number? -> text", _substring),
    "substr": function("text, number, number? -> text", _substr),
    "substring-before": function("text, text -> text", _before),
    "substring-after": function("text, text -> text", _after),
    "string-length": function("text. -> number", lambda text: float(len(text))),
    "normalize-space": function("text. -> text", _squeezed),
    "translate": function("text, text, text -> text", _translated),
    "digest": function("text, text, text? -> text", _digest),
    "base64-decode": function("text -> text", _decoded),
    "regex": special(2, 2, _regex),
}
