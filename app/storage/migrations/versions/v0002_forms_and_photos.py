"""Photos, own forms, phrases, learned words, and who does which section of a record."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE form_files (
        id TEXT NOT NULL,
        own_form_id TEXT NOT NULL,
        name TEXT NOT NULL,
        content TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_form_files_own_form_id ON form_files (own_form_id)",
    """
    CREATE TABLE learned_words (
        id TEXT NOT NULL,
        word TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE own_forms (
        id TEXT NOT NULL,
        form_id TEXT NOT NULL,
        version TEXT NOT NULL,
        title TEXT NOT NULL,
        xml TEXT NOT NULL,
        about TEXT NOT NULL,
        withdrawn BOOLEAN NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_own_forms_form_id ON own_forms (form_id)",
    """
    CREATE TABLE photos (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        file_name TEXT NOT NULL,
        "key" TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        size INTEGER NOT NULL,
        caption TEXT NOT NULL,
        private BOOLEAN NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_photos_record_id ON photos (record_id)",
    "CREATE INDEX ix_photos_urn ON photos (urn)",
    """
    CREATE TABLE phrases (
        id TEXT NOT NULL,
        words TEXT NOT NULL,
        abbreviation TEXT NOT NULL,
        heading TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE section_duties (
        id TEXT NOT NULL,
        urn INTEGER NOT NULL,
        record_id TEXT NOT NULL,
        section TEXT NOT NULL,
        adviser_id TEXT NOT NULL,
        deleted BOOLEAN NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    "CREATE INDEX ix_section_duties_record_id ON section_duties (record_id)",
    "CREATE INDEX ix_section_duties_urn ON section_duties (urn)",
)


def upgrade() -> None:
    """Makes the tables and their indexes."""
    for statement in STATEMENTS:
        op.execute(statement)
