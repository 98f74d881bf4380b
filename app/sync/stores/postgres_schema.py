"""What whoever runs a team's database does there: make the table, let members in and shut them out.

A member has a role of its own. Row-level security lets it add files under its own name, read all
of them, and remove those that it added; nobody may change one. Nothing here tells who a member is,
and no password is sent: a role is made with what proves it (SCRAM), worked out on this side.
"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from typing import LiteralString

import psycopg
from psycopg import sql

from app.sync.names import LARGEST_FILE
from app.sync.stores.postgres_line import Line, line_to, told
from app.sync.stores.urls import PostgresPlace

_TIME_LIMIT = 60.0  # seconds, for all of it
NAMES = (
    r"^v1/(team\.vbt|photos/[0-9a-f]{64}\.bin|probe/[0-9a-f]{32}\.tmp|(roster|[0-9a-f]{32})/"
    r"[0-9a-f]{32}/[0-9]{8}-[0-9a-f]{16}\.(seg|snap))$"
)
"""The names of `app.sync.names`, as PostgreSQL writes patterns."""

_ROLE = re.compile(r"visitbook_[0-9a-z]{1,40}_[0-9a-f]{8}")
_MEMBER = re.compile(r"[0-9a-z]{1,40}")

# INSERT is granted for two columns, so that nobody can say that another wrote it, or when.
# The policies hold for the owner too (FORCE), and there is none for UPDATE.
_SCHEMA: tuple[LiteralString, ...] = (
    "SELECT pg_advisory_xact_lock(hashtextextended('visitbook', 0))",
    "CREATE SCHEMA IF NOT EXISTS visitbook",
    """
    CREATE TABLE IF NOT EXISTS visitbook.files (
        name text COLLATE "C" PRIMARY KEY CONSTRAINT name_is_known CHECK (name ~ {names}),
        content bytea NOT NULL CONSTRAINT size_is_bounded CHECK (octet_length(content) <= {most}),
        writer name NOT NULL DEFAULT current_user,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id()
    )
    """,
    "ALTER TABLE visitbook.files ALTER COLUMN content SET STORAGE EXTERNAL",  # sealed: no gain
    "CREATE INDEX IF NOT EXISTS files_by_xid ON visitbook.files (xid)",
    "REVOKE ALL ON SCHEMA visitbook FROM PUBLIC",
    "REVOKE ALL ON visitbook.files FROM PUBLIC",
    "ALTER TABLE visitbook.files ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE visitbook.files FORCE ROW LEVEL SECURITY",
    "DROP POLICY IF EXISTS read_all ON visitbook.files",
    "CREATE POLICY read_all ON visitbook.files FOR SELECT USING (true)",
    "DROP POLICY IF EXISTS add_as_oneself ON visitbook.files",
    """
    CREATE POLICY add_as_oneself ON visitbook.files FOR INSERT
    WITH CHECK (writer = current_user)
    """,
    "DROP POLICY IF EXISTS remove_own ON visitbook.files",
    "CREATE POLICY remove_own ON visitbook.files FOR DELETE USING (writer = current_user)",
)
_ADMIT: tuple[LiteralString, ...] = (
    """
    CREATE ROLE {role} LOGIN PASSWORD {proof} NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT
    NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 16
    """,
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA visitbook TO {role}",
    "GRANT SELECT, DELETE, INSERT (name, content) ON visitbook.files TO {role}",
)
_IS_THERE = "SELECT true FROM pg_roles WHERE rolname = %(role)s"
_SHUT_OUT: tuple[LiteralString, ...] = (
    "REVOKE ALL ON visitbook.files FROM {role}",  # holds at once, on lines that are open too
    "REVOKE ALL ON SCHEMA visitbook FROM {role}",
    "REVOKE ALL ON DATABASE {database} FROM {role}",
    "DROP ROLE {role}",
)


def make_schema(place: PostgresPlace, admin_secret: str) -> None:
    """Make the table with its rules in a database, or bring the rules up to date.

    `place` is the database with a role that may create there. It may be done again at any time,
    and is done wholly or not at all; raises a TeamStoreError.
    """
    words = {"names": sql.Literal(NAMES), "most": sql.Literal(LARGEST_FILE)}
    with _transaction(place, admin_secret) as line:
        _do(line, _SCHEMA, words)


def admit(place: PostgresPlace, admin_secret: str, member: str) -> tuple[str, str]:
    """Make a role for a member's laptop: its name and its password, which nobody else knows.

    `member` is an adviser's id, so that it can be told later whose role it is.
    """
    if _MEMBER.fullmatch(member) is None:
        raise ValueError("an id of small letters and digits is wanted")
    role = f"visitbook_{member}_{secrets.token_hex(4)}"
    password = secrets.token_urlsafe(24)
    with _transaction(place, admin_secret) as line:
        proof = line.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        _do(line, _ADMIT, {**_names(place, role), "proof": sql.Literal(proof.decode())})
    return role, password


def shut_out(place: PostgresPlace, admin_secret: str, role: str) -> None:
    """Take a member's role away; what it added stays. A role that is gone is no error."""
    if _ROLE.fullmatch(role) is None:
        raise ValueError("only a role that `admit` made is taken away")
    with _transaction(place, admin_secret) as line:
        if line.execute(_IS_THERE, {"role": role}).fetchall():
            _do(line, _SHUT_OUT, _names(place, role))


def shut_out_all(place: PostgresPlace, admin_secret: str, member: str) -> None:
    """Take every role away that was made under this word."""
    if _MEMBER.fullmatch(member) is None:
        raise ValueError("an id of small letters and digits is wanted")
    with _transaction(place, admin_secret) as line:
        begin = f"visitbook_{member}_"
        found = line.execute("SELECT rolname FROM pg_roles").fetchall()
        for (role,) in found:
            if role.startswith(begin) and _ROLE.fullmatch(role):
                _do(line, _SHUT_OUT, _names(place, role))


@contextmanager
def _transaction(place: PostgresPlace, secret: str) -> Iterator[Line]:
    try:
        with closing(line_to(place, secret, _TIME_LIMIT)) as line:
            line.deadline = time.monotonic() + _TIME_LIMIT
            with line.transaction():
                yield line
    except psycopg.Error as error:
        raise told(error) from error


def _names(place: PostgresPlace, role: str) -> dict[str, sql.Composable]:
    return {"role": sql.Identifier(role), "database": sql.Identifier(place.database)}


def _do(line: Line, steps: tuple[LiteralString, ...], words: Mapping[str, sql.Composable]) -> None:
    for step in steps:
        line.execute(sql.SQL(step).format(**words))
