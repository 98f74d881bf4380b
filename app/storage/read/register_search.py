"""Finds schools of the imported register as one types, and reads single ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from app.domain.register import RegisterMatches, school_of
from app.domain.schools import RegisterSchool, SchoolStatus, Urn
from app.domain.search_words import words_of
from app.storage.reader import Reader
from app.storage.register_rows import schools_where
from app.storage.register_words import SHUT, la_token

_CANDIDATES = 400
"""How many schools are weighed against each other: more than a list shows, yet quickly done."""

_MOST_WORDS, _LONGEST_WORD, _SHORT_WORD = 12, 40, 3
_URN_DIGITS, _FEWEST_DIGITS = 6, 3
_WIDEST = 9
_POSTCODE = re.compile(r"([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{0,2})")
_MATCH = "SELECT rowid FROM register_words WHERE register_words MATCH ? ORDER BY rowid LIMIT ?"
_BETWEEN = "SELECT urn FROM register_schools WHERE urn BETWEEN ? AND ? LIMIT ?"
_CLOSED = SchoolStatus.CLOSED.value
_LATER = {SchoolStatus.PROPOSED.value: 1, _CLOSED: 2}


def search_register(
    reader: Reader,
    text: str,
    *,
    limit: int = 50,
    la: str | None = None,
    include_closed: bool = True,
) -> RegisterMatches:
    """The schools that fit what was typed, open ones first, the best first among them.

    Each word may be the beginning of a word of the name, town, postcode or local authority, or of
    the URN. `la` keeps to one local authority, by name. Blank text finds schools only with `la`.
    """
    words = words_of(text)[:_MOST_WORDS]
    if not (words or la) or not _is_there(reader.connection):
        return RegisterMatches()
    search = _Search(reader.connection, words, la, include_closed=include_closed)
    urns = search.best(limit + 1)
    return RegisterMatches(_schools(reader.connection, urns[:limit]), more=len(urns) > limit)


def register_school(reader: Reader, urn: int) -> RegisterSchool | None:
    """The school that the register lists under `urn`, or None."""
    found = _schools(reader.connection, [urn])
    return found[0] if found else None


def register_la_of(reader: Reader, code: str) -> str:
    """The name of the local authority with that code, blank where no listed school has it."""
    wanted = "SELECT la_name FROM register_schools WHERE la_code = ? LIMIT 1"
    found = reader.connection.exec_driver_sql(wanted, (code,)).scalar_one_or_none()
    return str(found or "")


def register_size(reader: Reader) -> int:
    """How many schools have been imported."""
    counted = reader.connection.exec_driver_sql("SELECT count(*) FROM register_schools")
    return int(counted.scalar_one())


def register_las(reader: Reader) -> tuple[str, ...]:
    """The names of the local authorities that the register knows, in order."""
    return tuple(_authorities(reader.connection))


class _Candidate(NamedTuple):
    """A school with what its place in the list depends on."""

    urn: int
    name: str
    la_name: str
    status: str
    postcode: str


class _Search:
    """One search: it asks narrow questions first, and wider ones while there is room."""

    def __init__(
        self, connection: Connection, words: list[str], la: str | None, *, include_closed: bool
    ) -> None:
        self._connection = connection
        self._words = [word[:_LONGEST_WORD] for word in words]
        self._la = la_token(la) if la else ""
        self._include_closed = include_closed
        self._found: dict[int, int] = {}  # how wide the question was that found each URN

    def best(self, count: int) -> list[int]:
        """The URNs of the best schools, at most `count`."""
        self._ask_for_urns()
        self._ask(f"NOT shut: {SHUT}", room=_CANDIDATES)
        if self._include_closed:
            self._ask(f"AND shut: {SHUT}", room=count)
        return [school.urn for school in sorted(self._candidates(), key=self._rank)[:count]]

    def _ask_for_urns(self) -> None:
        """Take the words that are URNs, or how one begins where nothing else is typed."""
        fewest = _FEWEST_DIGITS if len(self._words) == 1 else _URN_DIGITS
        for word in self._words:
            if word.isascii() and word.isdigit() and fewest <= len(word) <= _URN_DIGITS:
                low, high = int(word.ljust(_URN_DIGITS, "0")), int(word.ljust(_URN_DIGITS, "9"))
                rows = self._connection.exec_driver_sql(_BETWEEN, (low, high, _CANDIDATES))
                self._found.update(dict.fromkeys(rows.scalars(), _WIDEST))

    def _ask(self, closed_or_not: str, *, room: int) -> None:
        wanted = f"AND la: {_quoted(self._la)} {closed_or_not}" if self._la else closed_or_not
        for width, question in enumerate(self._questions()):
            if len(self._found) >= room:
                return
            rows = self._connection.exec_driver_sql(_MATCH, (f"({question}) {wanted}", _CANDIDATES))
            self._found = dict.fromkeys(rows.scalars(), width) | self._found

    def _questions(self) -> Iterator[str]:
        """From narrow to wide: the name begins so, the name holds the words, any column does."""
        if not self._words:
            yield f"la: {_quoted(self._la)}"
            return
        held = " AND ".join(_one_of(_beginnings(word)) for word in self._words)
        yield f"start: {_one_of(_beginnings(self._words[0]))} AND name: ({held})"
        yield f"name: ({held})"
        authorities = [(la_token(name), words_of(name)) for name in _authorities(self._connection)]
        yield " AND ".join(_anywhere(word, authorities) for word in self._words)
        loosely = [_loosely(word) for word in self._words if word != "and"]  # often written &
        if loosely:
            yield " AND ".join(loosely)

    def _candidates(self) -> Iterator[_Candidate]:
        columns = ", ".join(_Candidate._fields)
        for row in self._connection.exec_driver_sql(schools_where(self._found, columns)):
            school = _Candidate._make(row)
            shown = self._include_closed or school.status != _CLOSED
            if shown and self._la in {"", la_token(school.la_name)}:
                yield school

    def _rank(self, school: _Candidate) -> tuple[object, ...]:
        """Its own URN before all, then open before closed, then how well it fits, then the name."""
        name = words_of(school.name)
        is_it = str(school.urn) in self._words
        whole = name == self._words or words_of(school.postcode) == self._words
        begins = name[: len(self._words) - 1] == self._words[:-1]
        width = self._found[school.urn]
        return (
            not is_it,
            _LATER.get(school.status, 0),
            not whole,
            width,
            not begins,
            name,
            school.urn,
        )


def _beginnings(word: str) -> list[str]:
    """Words that begin as typed; st and saint, begun or whole, stand for each other."""
    ways = [f"{_quoted(word)}*"]
    if word == "st":
        ways.append('"saint"*')
    elif len(word) > len("st") and "saint".startswith(word):
        ways.append('"st"')
    return ways


def _anywhere(word: str, authorities: Sequence[tuple[str, list[str]]]) -> str:
    """The word begins one of the name, place or authority, or is a postcode without its space."""
    ways = [f"{{name place}}: {_one_of(_beginnings(word))}"]
    tokens = [
        _quoted(token)
        for token, words in authorities
        if any(other.startswith(word) for other in words)
    ]
    if tokens:
        ways.append(f"la: {_one_of(tokens)}")
    postcode = _POSTCODE.fullmatch(word)
    if postcode:
        area, rest = postcode.groups()
        ways.append(f"place: ({_quoted(area)} AND {_quoted(rest)}*)")
    return _one_of(ways)


def _loosely(word: str) -> str:
    """The word whole or without its s: jamess, from James's, finds James' and James too."""
    ways = _beginnings(word)
    if len(word) > _SHORT_WORD and word.endswith("s"):
        ways.append(_quoted(word[:-1]))
    return f"{{name place}}: {_one_of(ways)}"


def _one_of(ways: Sequence[str]) -> str:
    return f"({' OR '.join(ways)})"


def _quoted(word: str) -> str:
    return f'"{word}"'


def _schools(connection: Connection, urns: Sequence[int]) -> tuple[RegisterSchool, ...]:
    """The schools of these URNs, in their order; an unknown one is left out."""
    schools = map(school_of, connection.exec_driver_sql(schools_where(urns)))
    by_urn = {school.urn: school for school in schools}
    return tuple(by_urn[Urn(urn)] for urn in urns if urn in by_urn)


def _authorities(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("SELECT name FROM register_authorities ORDER BY name")
    return list(rows.scalars())


def _is_there(connection: Connection) -> bool:
    """Whether the index of words has been made, which the first import does."""
    query = "SELECT count(*) FROM sqlite_master WHERE name = 'register_words'"
    return bool(connection.exec_driver_sql(query).scalar_one())
