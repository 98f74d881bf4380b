"""Looks at plain values that were unpacked before they become ours.

They may be forged: a wrong type, or too many of anything, raises ValueError or TypeError.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

T = TypeVar("T")

MOST_CHANGES = 200_000
_TEXT = 64_000_000
_LONGEST_MOMENT = 40
_HEX = re.compile("[0-9a-f]*")


def several(plain: object, most: int, read: Callable[[object], T]) -> tuple[T, ...]:
    """A list of at most so many, each as `read` reads it."""
    return tuple(read(each) for each in listed(plain, most))


def listed(plain: object, most: int) -> list[Any]:
    """A list of at most so many."""
    if not isinstance(plain, list) or len(plain) > most:
        raise TypeError("not a list of that length")
    return plain


def named(plain: object) -> dict[str, Any]:
    """Values under names; a name that is missing is a ValueError at whoever asks for it."""
    if not isinstance(plain, dict):
        raise TypeError("no values under names")
    return _Named(plain)


class _Named(dict[str, Any]):
    def __missing__(self, name: str) -> object:
        raise ValueError(f"there is no {name}")


def text(value: object, longest: int = _TEXT) -> str:
    """A text of at most so many characters."""
    if not isinstance(value, str) or len(value) > longest:
        raise TypeError("not a text")
    return value


def number(value: object, greatest: int | None = None) -> int:
    """A whole number from 0 on."""
    if type(value) is not int or value < 0 or (greatest is not None and value > greatest):
        raise TypeError("not a number")
    return value


def octets(value: object, longest: int, shortest: int = 0) -> bytes:
    """Bytes, so many at least and at most."""
    if not isinstance(value, bytes) or not shortest <= len(value) <= longest:
        raise TypeError("not bytes of that length")
    return value


def digits(value: object, length: int) -> str:
    """Exactly so many hexadecimal digits, lower-case."""
    if not isinstance(value, str) or len(value) != length or not _HEX.fullmatch(value):
        raise TypeError("not hexadecimal digits of that length")
    return value


def moment(value: object) -> datetime:
    """A moment in ISO 8601 with its zone, in UTC."""
    read = datetime.fromisoformat(text(value, _LONGEST_MOMENT))
    if read.tzinfo is None:
        raise ValueError("a moment without its zone")
    try:
        return read.astimezone(UTC)
    except OverflowError as problem:
        raise ValueError("a moment beyond any calendar") from problem
