"""A team's store in PostgreSQL: one table of sealed files, to which members only ever add."""

from __future__ import annotations

import hashlib
import re

from app.errors import BusyError, NameTakenError, NotThereError, RefusedError
from app.sync.names import PROBES, is_name
from app.sync.stores import guarding
from app.sync.stores.guarding import (
    NAME_TAKEN,
    NOT_THERE,
    check_size,
    few_enough,
    listable,
    probe_store,
    removable,
    sendable,
    wanted,
)
from app.sync.stores.in_time import SLOWEST
from app.sync.stores.postgres_line import BUSY, REFUSED, Lines
from app.sync.stores.team_store import Listing
from app.sync.stores.urls import PostgresPlace

# A row's `xid` is the transaction that added it. Every transaction below xmin has ended, so its
# rows are in this answer or will never be; the others' come with the next one, however late they
# commit. A server that started anew may have been put back to an older state, so all is asked for.
_LIST = """
SELECT extract(epoch FROM pg_postmaster_start_time())::text,
       pg_snapshot_xmin(pg_current_snapshot())::text,
       ARRAY(
           SELECT name FROM visitbook.files
           WHERE name > %(stream)s || '/' AND name < %(stream)s || '0' -- which follows the stroke
           AND xid >= CASE extract(epoch FROM pg_postmaster_start_time())::text
                      WHEN %(started)s THEN %(since)s ELSE '0' END::xid8
           ORDER BY name LIMIT %(most)s
       )
"""
_GET = """
SELECT substring(content FROM %(start)s FOR %(piece)s), octet_length(content)
FROM visitbook.files WHERE name = %(name)s
"""
_PUT = """
INSERT INTO visitbook.files (name, content) VALUES (%(name)s, %(content)b)
ON CONFLICT (name) DO NOTHING RETURNING true
"""
_SAME = "SELECT sha256(content) = %(hash)b FROM visitbook.files WHERE name = %(name)s"
_REMOVE = "DELETE FROM visitbook.files WHERE name = %(name)s RETURNING true"
_THERE = "SELECT true FROM visitbook.files WHERE name = %(name)s"

_PIECE = 1024 * 1024  # bytes
_MARK = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)/([0-9]{1,20})")


class PostgresStore:
    """The table `visitbook.files` of a database, seen with a member's role."""

    def __init__(self, place: PostgresPlace, secret: str, time_limit: float = 30.0) -> None:
        """`secret` is the role's password; `time_limit` is in seconds, for each answer."""
        self.parallel = 4
        self._place = place
        self._lines = Lines(place, secret, time_limit)

    def __repr__(self) -> str:
        return f"PostgresStore({self._place!r})"

    def prepare(self) -> None:
        """Make sure that the table is there; whoever runs the database makes it."""
        self.list(PROBES)

    def list(self, stream: str, mark: str = "") -> Listing:
        """The files below `stream` that were added since `mark`; some may come again."""
        known = _MARK.fullmatch(mark)
        started, since = known.groups() if known else ("", "0")
        ((now_started, xmin, names),) = self._lines.ask(
            _LIST,
            stream=listable(stream),
            started=started,
            since=since,
            most=guarding.MOST_FILES + 1,
        )
        return Listing(tuple(filter(is_name, few_enough(names))), f"{now_started}/{xmin}")

    def get(self, name: str) -> bytes:
        """A file's bytes; NotThereError where there is none of that name."""
        wanted(name)
        content, size = bytearray(), 1
        while len(content) < size:  # in pieces, each of which has its own time
            piece, size = self._piece(name, len(content))
            check_size(size)
            content += piece
        return bytes(content)

    def put_new(self, name: str, content: bytes) -> None:
        """Add a file. The same bytes again are fine; NameTakenError where others are there."""
        sendable(name, content)
        if self._lines.ask(_PUT, extra_time=len(content) / SLOWEST, name=name, content=content):
            return
        rows = self._lines.ask(_SAME, name=name, hash=hashlib.sha256(content).digest())
        if not rows:  # somebody took it away between the two
            raise BusyError(BUSY)
        if rows != [(True,)]:
            raise NameTakenError(NAME_TAKEN)

    def remove(self, name: str) -> None:
        """Take a file away that this member added; none of that name is no error."""
        if not self._lines.ask(_REMOVE, name=removable(name)) and self._lines.ask(
            _THERE, name=name
        ):
            raise RefusedError(REFUSED)

    def probe(self) -> None:
        """Make sure that this is a store one can write in: add, list, read back, remove."""
        probe_store(self)

    def _piece(self, name: str, start: int) -> tuple[bytes, int]:
        """What follows of a file after `start` bytes, some of it at least; and its whole size."""
        rows = self._lines.ask(_GET, name=name, start=start + 1, piece=_PIECE)
        if not rows:
            raise NotThereError(NOT_THERE)
        ((piece, size),) = rows
        if not piece:
            raise NotThereError(NOT_THERE)
        return bytes(piece), size
