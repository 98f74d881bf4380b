"""Numbers of things, as people say them."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 answer`, `2 answers`, `1,204 answers`; give the `plural` where it takes more than an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
