"""The mail account of this laptop, and the messages on their way."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    """
    CREATE TABLE mail_account (
        only INTEGER NOT NULL,
        server TEXT NOT NULL,
        port INTEGER NOT NULL,
        security TEXT NOT NULL,
        user_name TEXT NOT NULL,
        sender TEXT NOT NULL,
        password TEXT NOT NULL,
        trouble TEXT NOT NULL,
        PRIMARY KEY (only)
    )
    """,
    """
    CREATE TABLE outbox (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        document_id TEXT NOT NULL,
        recipients TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        file_name TEXT NOT NULL,
        message_id TEXT NOT NULL,
        queued_at TEXT NOT NULL,
        next_attempt TEXT NOT NULL,
        protected BOOLEAN NOT NULL,
        state TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        first_tried TEXT,
        said TEXT NOT NULL,
        refused TEXT NOT NULL,
        sent_at TEXT,
        claimed_by TEXT NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_outbox_record_id ON outbox (record_id)",
)


def upgrade() -> None:
    """Makes the tables and their index."""
    for statement in STATEMENTS:
        op.execute(statement)
