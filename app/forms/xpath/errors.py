"""What can be wrong with an expression, in one sentence that a form writer can act on."""

from __future__ import annotations

from app.errors import InputError


class XPathError(InputError):
    """An expression cannot be used: `position` is the character it fails at, from 1; 0 if unknown.

    Raised while compiling for bad syntax, an unknown function or a wrong number of arguments, and
    while evaluating where a value cannot serve, such as text where nodes are needed.
    """

    def __init__(self, message: str, position: int = 0) -> None:
        where = f" (at character {position})" if position else ""
        super().__init__(message + where)
        self.position = position
