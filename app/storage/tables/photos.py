"""The table of photos; the pictures themselves are sealed files beside the database."""

from __future__ import annotations

from sqlalchemy import Table

from app.storage.tables.columns import flag, hidden, identity, metadata, number, text

photos = Table(
    "photos",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    text("file_name"),
    text("key"),
    text("sha256"),
    number("width"),
    number("height"),
    number("size"),
    text("caption"),
    flag("private"),
    hidden(),
)
