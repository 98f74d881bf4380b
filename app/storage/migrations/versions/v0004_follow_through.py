"""What becomes of finished records, schools' holidays, and how many notes are read for quality."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    """
    CREATE TABLE holidays (
        id TEXT NOT NULL,
        la TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        what TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE record_steps (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        revision INTEGER NOT NULL,
        stage TEXT NOT NULL,
        "on" TEXT NOT NULL,
        at TEXT NOT NULL,
        adviser_id TEXT NOT NULL,
        role TEXT NOT NULL,
        words TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_record_steps_record_id ON record_steps (record_id)",
    "CREATE INDEX ix_record_steps_urn ON record_steps (urn)",
    # A column that is added comes last, and the tables of a new file have it in another place.
    "ALTER TABLE projects RENAME TO earlier_projects",
    """
    CREATE TABLE projects (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        academic_year INTEGER NOT NULL,
        organisation TEXT NOT NULL,
        aim TEXT NOT NULL,
        phases TEXT NOT NULL,
        contact TEXT NOT NULL,
        note_days INTEGER NOT NULL,
        keep_until TEXT,
        quality_one_in INTEGER NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    INSERT INTO projects
    SELECT id, title, academic_year, organisation, aim, phases, contact, note_days, keep_until,
        0, deleted
    FROM earlier_projects
    """,
    "DROP TABLE earlier_projects",
)


def upgrade() -> None:
    """Makes the tables and their indexes; projects keep what they have, and sample no notes."""
    for statement in STATEMENTS:
        op.execute(statement)
