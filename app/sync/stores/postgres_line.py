"""Lines to a PostgreSQL server: encrypted, each answer in a bounded time, each refusal in words."""

from __future__ import annotations

import math
import re
import time
import weakref
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen, QueryNoTemplate

from app.errors import (
    BusyError,
    FullError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.stores.in_time import Errand
from app.sync.stores.trusted_certificates import certificates_file
from app.sync.stores.urls import PostgresPlace

OLDEST_SERVER = 130_000  # PostgreSQL 13, the first that has xid8

OFFLINE = (
    "The team’s database cannot be reached, or does not answer in time. What is on this laptop is "
    "safe; it is tried again later."
)
BUSY = (
    "The team’s database has too much to do just now. What is on this laptop is safe; it is tried "
    "again later."
)
FULL = (
    "The team’s database has no room left. What is on this laptop is safe; ask whoever runs the "
    "database to make room."
)
REFUSED = (
    "The team’s database did not accept the user or the password, or does not allow this. What is "
    "on this laptop is safe; ask who manages the team for a new invitation."
)
NOT_TRUSTED = (
    "The team’s database could not prove who it is over an encrypted line, so no password was sent "
    "to it. What is on this laptop is safe; ask whoever runs the database."
)
WRONG = (
    "There is no place for a team in this database. Nothing was changed: check the address, or ask "
    "whoever runs the database to set it up for Visitbook."
)
TOO_OLD = (
    "This database is older than PostgreSQL 13, which a team’s store needs. Nothing was changed: "
    "ask whoever runs it to bring it up to date."
)
FAILED = (
    "The team’s database could not do this. What is on this laptop is safe; tell whoever runs the "
    "database that its code was"
)

Values = Mapping[str, object]
Rows = list[tuple[Any, ...]]
_Answer = TypeVar("_Answer")


class Line(psycopg.Connection[tuple[Any, ...]]):
    """A connection that waits for answers until `deadline` (as time.monotonic) and no longer."""

    deadline: float = math.inf

    def wait(
        self, gen: PQGen[_Answer], interval: float = 0.1, timeout: float | None = None
    ) -> _Answer:
        """Wait for an answer, as psycopg does; OperationalError after the deadline."""
        left = max(self.deadline - time.monotonic(), 0.0)
        return super().wait(gen, interval, left if timeout is None else min(left, timeout))


class Lines:
    """Lines to one database: opened when one is needed, and kept for the next question."""

    def __init__(self, place: PostgresPlace, secret: str, time_limit: float) -> None:
        self._place, self._secret, self._time_limit = place, secret, time_limit
        self._idle: list[Line] = []
        weakref.finalize(self, _close, self._idle)

    def ask(self, question: QueryNoTemplate, *, extra_time: float = 0.0, **values: object) -> Rows:
        """The rows that answer one statement, which is a transaction by itself.

        `extra_time` is how many seconds more it may take than others, since a lot is sent with it.
        A line that the server has ended since the last question is replaced by a fresh one.
        """
        deadline = time.monotonic() + self._time_limit + extra_time
        try:
            return self._asked(deadline, question, values)
        except psycopg.Error as error:
            raise told(error) from error
        except TimeoutError as error:
            raise OfflineError(OFFLINE) from error

    def _asked(self, deadline: float, question: QueryNoTemplate, values: Values) -> Rows:
        try:
            line = self._idle.pop()
        except IndexError:
            return self._ask(self._opened(), deadline, question, values)
        try:
            return self._ask(line, deadline, question, values)
        except psycopg.OperationalError:
            if not line.closed or time.monotonic() >= deadline:
                raise
        return self._ask(self._opened(), deadline, question, values)

    def _opened(self) -> Line:
        """A fresh line; finding the server's address is beyond psycopg's limit, and so guarded."""
        errand = Errand(lambda _: line_to(self._place, self._secret, self._time_limit))
        return errand.go(self._time_limit)

    def _ask(self, line: Line, deadline: float, question: QueryNoTemplate, values: Values) -> Rows:
        line.deadline = deadline
        try:
            cursor = line.execute(question, values, binary=True)
            rows = cursor.fetchall() if cursor.description else []
        except BaseException as error:
            if isinstance(error, psycopg.Error) and error.sqlstate and not line.closed:
                self._idle.append(line)  # the server said no, and waits for the next question
            else:
                line.close()
            raise
        self._idle.append(line)
        return rows


def line_to(place: PostgresPlace, secret: str, time_limit: float) -> Line:
    """A line to a database on which `secret` was accepted; psycopg's errors, or WrongStoreError."""
    parameters = _parameters(place, secret, time_limit)
    line = Line.connect(autocommit=True, prepare_threshold=None, **parameters)
    if line.info.server_version < OLDEST_SERVER:
        line.close()
        raise WrongStoreError(TOO_OLD)
    return line


def told(error: psycopg.Error) -> TeamStoreError:
    """What went wrong, as the error that a person is shown; none of the server's words are in it.

    While a line is being opened no code of the server's is known, so its words are looked at; where
    they are in another language, an answer after the password was given is taken for a refusal.
    """
    if error.sqlstate is None:
        return _told_by_words(error)
    for known in (error.sqlstate, error.sqlstate[:2]):
        if known in _BY_CODE:
            kind, sentence = _BY_CODE[known]
            return kind(sentence)
    return TeamStoreError(f"{FAILED} {error.sqlstate}.")


def _told_by_words(error: psycopg.Error) -> TeamStoreError:
    words = str(error)
    for pattern, kind, sentence in _BY_WORDS:
        if pattern.search(words):
            return kind(sentence)
    if "FATAL:" in words and error.pgconn is not None and error.pgconn.used_password:
        return RefusedError(REFUSED)
    return OfflineError(OFFLINE)


def _parameters(place: PostgresPlace, secret: str, time_limit: float) -> dict[str, Any]:
    """How a line is opened, in libpq's words."""
    milliseconds = max(int(time_limit * 1000), 1)
    mode = place.options.get("sslmode", "verify-full")
    parameters: dict[str, Any] = {
        **place.options,
        "host": place.host,
        "port": place.port,
        "dbname": place.database,
        "user": place.user,
        "password": secret,
        "sslmode": mode,
        # Neither side learns the password, and a server that does not have it is found out.
        "require_auth": "scram-sha-256",
        "gssencmode": "disable",
        "application_name": "visitbook",
        "client_encoding": "UTF8",
        "connect_timeout": max(math.ceil(time_limit), 2),
        "tcp_user_timeout": milliseconds,
        "keepalives": 1,
        "keepalives_idle": 10,  # seconds, as the next
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "options": f"-c statement_timeout={milliseconds}",
    }
    if mode in {"require", "verify-ca"}:  # the password's proof is then bound to this very line
        parameters["channel_binding"] = "require"
    if place.options.get("sslrootcert") == "system":
        parameters["sslrootcert"] = certificates_file() or "system"
    return parameters


def _close(lines: list[Line]) -> None:
    while lines:
        lines.pop().close()


_Kind = type[TeamStoreError]
_BY_CODE: Mapping[str, tuple[_Kind, str]] = MappingProxyType(
    {
        "28": (RefusedError, REFUSED),
        "42501": (RefusedError, REFUSED),
        "23514": (RefusedError, REFUSED),  # a CHECK of the table
        "53100": (FullError, FULL),
        "53": (BusyError, BUSY),  # too many connections, no memory
        "40": (BusyError, BUSY),  # a transaction to be tried again
        "55": (BusyError, BUSY),  # something is locked
        "57P03": (BusyError, BUSY),  # starting up, or shutting down
        "25006": (BusyError, BUSY),  # a stand-by, until it takes over
        "57": (OfflineError, OFFLINE),  # took too long, or was shut down
        "08": (OfflineError, OFFLINE),
        "3D000": (WrongStoreError, WRONG),  # no such database
        "3F000": (WrongStoreError, WRONG),  # no such schema
        "42P01": (WrongStoreError, WRONG),  # no such table
        "42703": (WrongStoreError, WRONG),  # no such column
    }
)
_BY_WORDS: tuple[tuple[re.Pattern[str], _Kind, str], ...] = (
    (
        re.compile(
            "too many (clients|connections)|connection slots|(start|shutt)ing up|shutting down|"
            "recovery|not (yet |currently )?accepting connections"
        ),
        BusyError,
        BUSY,
    ),
    (
        re.compile(
            "certificate|does not support SSL|channel binding|authentication method|SSL error: "
        ),
        RefusedError,
        NOT_TRUSTED,
    ),
    (re.compile('database ".*" does not exist'), WrongStoreError, WRONG),
    (
        re.compile(
            "password authentication failed|no password supplied|pg_hba|not permitted|"
            "permission denied|is not allowed"
        ),
        RefusedError,
        REFUSED,
    ),
)
