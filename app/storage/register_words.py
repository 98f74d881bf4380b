"""The index of words by which schools of the register are found as one types.

An FTS5 table without content: each import keeps it up, within its transaction, and the rows that
it gives are URNs. It can be made anew from the register at any time, so no migration knows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from app.domain.schools import SchoolStatus
from app.domain.search_words import words_of

SHUT = '"†"'
"""Marks closed schools; no word holds it, since words are letters and digits."""

_MAKE = """
CREATE VIRTUAL TABLE IF NOT EXISTS register_words USING fts5(
    start, name, place, la, shut,
    content='', columnsize=0, detail=column, prefix='1', tokenize='ascii')
"""
_ADD = "INSERT INTO register_words(rowid, start, name, place, la, shut) VALUES (?, ?, ?, ?, ?, ?)"
_TAKE_OUT = """
INSERT INTO register_words(register_words, rowid, start, name, place, la, shut)
VALUES ('delete', ?, ?, ?, ?, ?, ?)
"""

_ALSO = {"st": "saint", "saint": "st"}


Findable = tuple[Any, ...]
"""What a school is found by: the values of FOUND_BY, as the register's table keeps them."""

FOUND_BY = ("urn", "name", "la_name", "status", "town", "postcode")


def make_index(connection: Connection) -> None:
    """Make the index where there is none."""
    connection.exec_driver_sql(_MAKE)


def add_to_index(connection: Connection, schools: Iterable[Findable]) -> None:
    """Index schools that are not in it."""
    _write(connection, _ADD, schools)


def take_from_index(connection: Connection, schools: Iterable[Findable]) -> None:
    """Take schools out, given as they were when they were indexed."""
    _write(connection, _TAKE_OUT, schools)


def _write(connection: Connection, statement: str, schools: Iterable[Findable]) -> None:
    # FTS5 writes out what it holds in memory whenever a row comes before the one just written.
    rows = sorted(map(_indexed, schools))
    if rows:
        connection.exec_driver_sql(statement, rows)


def _indexed(school: Findable) -> tuple[int, str, str, str, str, str]:
    urn, name, la_name, status, town, postcode = school
    words = _plain_words(name)
    for word in _ALSO.keys() & words:
        words.append(_ALSO[word])
    first = words[0] if words else ""
    return (
        urn,
        f"{first} {_ALSO[first]}" if first in _ALSO else first,
        " ".join(words),
        " ".join(_plain_words(f"{town} {postcode}")),
        la_token(la_name),
        "†" if status == _CLOSED else "",
    )


def _plain_words(text: str) -> list[str]:
    """As `words_of`, by a shorter way for text of letters and digits without accents."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower().split()
    return words_of(text)


_CLOSED = SchoolStatus.CLOSED.value


@lru_cache(maxsize=512)
def la_token(la_name: str) -> str:
    """A local authority as one word, so that it can be asked for whole."""
    return "".join(words_of(la_name))
