"""What this laptop keeps of its team: keys of scopes, streams, segments, and past syncs."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """
    CREATE TABLE team (
        only INTEGER NOT NULL,
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        founding BLOB NOT NULL,
        store_secret TEXT NOT NULL,
        team_secret BLOB NOT NULL,
        laptop_keys BLOB NOT NULL,
        device_nonce BLOB NOT NULL,
        joined_at TEXT NOT NULL,
        PRIMARY KEY (only)
    )
    """,
    """
    CREATE TABLE scope_keys (
        scope TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        id TEXT NOT NULL,
        "key" BLOB NOT NULL,
        PRIMARY KEY (scope, epoch, id)
    )
    """,
    """
    CREATE TABLE known_segments (
        tag TEXT NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (tag, device, seq, hash)
    )
    """,
    """
    CREATE TABLE own_segments (
        name TEXT NOT NULL,
        scope TEXT NOT NULL,
        changes INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        sent_at TEXT,
        content BLOB NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE roster_segments (
        name TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE refused_segments (
        name TEXT NOT NULL,
        fault TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE syncs (
        id TEXT NOT NULL,
        began TEXT NOT NULL,
        ended TEXT NOT NULL,
        sent INTEGER NOT NULL,
        received INTEGER NOT NULL,
        clashes INTEGER NOT NULL,
        trouble TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_syncs_began ON syncs (began)",
    """
    CREATE INDEX ix_changes_unsent ON changes (scope, arrival)
    WHERE sealed_in IS NULL OR sealed_in = 'file'
    """,
    """
    CREATE INDEX ix_changes_deletions ON changes (kind, id)
    WHERE field = 'deleted' AND value = 'true' AND replaced_at IS NULL
    """,
    """
    CREATE INDEX ix_changes_heads ON changes (kind, id, field) WHERE replaced_at IS NULL
    """,
)


def upgrade() -> None:
    """Makes the tables; this laptop is in no team yet."""
    for statement in STATEMENTS:
        op.execute(statement)
