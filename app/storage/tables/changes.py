"""The table of the change log: one row for each field that was given a value.

`arrival` numbers the changes in the order in which they came to be as they are here; a change that
is replaced in place gets a fresh one. `replaced_at` is the arrival of the first change here that
names this one among its bases; null means a head. `sealed_in` names the segment that holds the
change; null means that it has not left this laptop and may still be replaced in place, `file` that
it left in a file for a colleague and is in no segment yet. It is blank for what was made elsewhere.
`made_here` tells this laptop's own changes, also those of an earlier life before a restore.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint
from sqlalchemy import text as text_of

from app.storage.tables.columns import flag, metadata, number, text

changes = Table(
    "changes",
    metadata,
    Column("arrival", Integer, primary_key=True, nullable=False),
    text("device"),
    number("seq"),
    text("scope"),
    text("kind"),
    text("id"),
    text("field"),
    text("value"),
    number("stamp_ms"),
    number("stamp_count"),
    text("bases"),
    text("by"),
    flag("made_here"),
    Column("sealed_in", Text),
    Column("replaced_at", Integer),
    UniqueConstraint("device", "seq"),
)

Index("ix_changes_thing", changes.c.kind, changes.c.id, changes.c.field)
Index("ix_changes_waiting", changes.c.arrival, sqlite_where=changes.c.sealed_in.is_(None))
Index(
    "ix_changes_unsent",
    changes.c.scope,
    changes.c.arrival,
    sqlite_where=text_of("sealed_in IS NULL OR sealed_in = 'file'"),
)
LIVE_DELETION = text_of("field = 'deleted' AND value = 'true' AND replaced_at IS NULL")
"""A deletion that nothing replaced, written out as an index has it."""

Index("ix_changes_deletions", changes.c.kind, changes.c.id, sqlite_where=LIVE_DELETION)
Index(
    "ix_changes_heads",
    changes.c.kind,
    changes.c.id,
    changes.c.field,
    sqlite_where=changes.c.replaced_at.is_(None),
)
