"""A team's store in PostgreSQL: one table of sealed files, to which members only ever add."""

from __future__ import annotations

import hashlib
import re

from app.errors import BusyError, NameTakenError, NotThereError, RefusedError
from app.sync.names import LARGEST_FILE, PROBES, is_name
from app.sync.stores.guarding import (
    NAME_TAKEN,
    NOT_THERE,
    check_size,
    listable,
    probe_store,
    removable,
    sendable,
    wanted,
)
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
           ORDER BY name
       )
"""
_GET = "SELECT substring(content FOR %(most)s) FROM visitbook.files WHERE name = %(name)s"
_PUT = """
INSERT INTO visitbook.files (name, content) VALUES (%(name)s, %(content)b)
ON CONFLICT (name) DO NOTHING RETURNING true
"""
_SAME = "SELECT sha256(content) = %(hash)b FROM visitbook.files WHERE name = %(name)s"
_REMOVE = "DELETE FROM visitbook.files WHERE name = %(name)s RETURNING true"
_THERE = "SELECT true FROM visitbook.files WHERE name = %(name)s"

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
            _LIST, stream=listable(stream), started=started, since=since
        )
        return Listing(tuple(filter(is_name, names)), f"{now_started}/{xmin}")

    def get(self, name: str) -> bytes:
        """A file's bytes; NotThereError where there is none of that name."""
        rows = self._lines.ask(_GET, name=wanted(name), most=LARGEST_FILE + 1)
        if not rows:
            raise NotThereError(NOT_THERE)
        content = bytes(rows[0][0])
        check_size(len(content))
        return content

    def put_new(self, name: str, content: bytes) -> None:
        """Add a file. The same bytes again are fine; NameTakenError where others are there."""
        if self._lines.ask(_PUT, name=sendable(name, content), content=content):
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
