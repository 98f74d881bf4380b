"""The index of words by which schools of the register are found as one types.

An FTS5 table without content, whose rows are URNs. It is written from the register's table by SQL
alone, within the import's transaction; it can be made anew at any time, so no migration knows it.
FTS5 itself sees to capitals, accents, hyphens and the like, as `words_of` does for what is typed.
"""

from __future__ import annotations

from sqlalchemy import Connection

from app.domain.schools import SchoolStatus

FOUND_BY = ("urn", "name", "la_name", "status", "town", "postcode")
"""The columns of the register that the index depends on."""

SHUT = "shut"
"""What the column of that name holds for a school that is closed."""

_MAKE = """
CREATE VIRTUAL TABLE IF NOT EXISTS register_words USING fts5(
    start, name, place, la, shut, content='', columnsize=0, detail=column,
    prefix='1', tokenize='unicode61 remove_diacritics 2')
"""


_FORGET = "INSERT INTO register_words(register_words) VALUES ('delete-all')"
_FILL = f"""
INSERT INTO register_words(rowid, start, name, place, la, shut)
SELECT urn,
       replace(substr(name, 1, instr(replace(name, '-', ' ') || ' ', ' ') - 1), '''', ''),
       replace(replace(name, '''', ''), '’', ''),
       replace(town || ' ' || postcode, '''', ''),
       hex(la_name),
       iif(status = '{SchoolStatus.CLOSED.value}', '{SHUT}', '')
FROM register_schools ORDER BY urn
"""  # noqa: S608 - names have this apostrophe too; no word here comes from outside


def make_index(connection: Connection) -> None:
    """Make the index anew of all that the register lists.

    In one statement, since FTS5 empties its memory to the file at the end of each: writing the
    whole country so takes a third of the time that a statement for each thousand takes.
    """
    connection.exec_driver_sql(_MAKE)
    connection.exec_driver_sql(_FORGET)
    connection.exec_driver_sql(_FILL)


def la_token(la_name: str) -> str:
    """A local authority as one word that no other has, so that it can be asked for whole."""
    return la_name.encode().hex()
