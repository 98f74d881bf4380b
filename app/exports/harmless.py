"""Text that no spreadsheet takes for a formula.

A cell that begins with = + - or @ is worked out when a CSV file is opened, and what it works out
can fetch pages or start programs. A leading apostrophe keeps it text, as it does when it is typed.
Spaces before it do not help: some programs pass them over, and full-width letters count as well.

Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re

_SKIPPED = r"['\s\x00-\x20\x7f\u00a0\u200b-\u200f\u2028-\u202f\u2060\u3000\ufeff]"
_DANGEROUS = re.compile(
    rf"{_SKIPPED}*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe63\ufe62\ufe66\ufe6b]"
)
_LEADING = re.compile(r"'*[\t\r\n]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
APOSTROPHE = "'"
REPLACEMENT = "\ufffd"
"""Stands for a control character, which no spreadsheet can hold."""


def harmless(text: str) -> str:
    """`text` with an apostrophe before it where it would be taken for a formula.

    So that the apostrophe can be told from one that was typed, one more is put where there are
    some: `as_entered` takes it away again.
    """
    return f"{APOSTROPHE}{text}" if is_dangerous(text) else text


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet may take the text for a formula, or would but for its apostrophes."""
    return bool(_DANGEROUS.match(text) or _LEADING.match(text))


def as_entered(cell: str) -> str:
    """What was entered, from what `harmless` made of it."""
    inside = cell.removeprefix(APOSTROPHE)
    return inside if inside != cell and is_dangerous(inside) else cell


def printable(text: str) -> str:
    """`text` with one kind of line end, and a sign in place of each control character."""
    return _CONTROL.sub(REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))
