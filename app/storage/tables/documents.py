"""Tables of documents that were produced, and of their handing over."""

from __future__ import annotations

from sqlalchemy import Column, Table

from app.storage.tables.columns import Moment, hidden, identity, metadata, number, text

documents = Table(
    "documents",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    text("kind"),
    text("file_name"),
    text("sha256"),
    Column("at", Moment, nullable=False),
    number("revision"),
    hidden(),
)

handovers = Table(
    "handovers",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    text("document_id", index=True),
    text("recipients"),
    text("how"),
    Column("at", Moment, nullable=False),
    hidden(),
)
