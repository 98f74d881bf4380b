"""Tables of this laptop alone, never logged: its place in the log, its settings, its forms."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from app.storage.tables.columns import metadata, number, text

laptop = Table(
    "laptop",
    metadata,
    Column("only", Integer, primary_key=True, nullable=False),
    text("device"),
    number("seq"),
    number("arrival"),
    number("stamp_ms"),
    number("stamp_count"),
)
"""One row: the device's id, its last number, the last arrival, the last reading of the clock."""

settings = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    text("value"),
)

forms = Table(
    "forms",
    metadata,
    Column("form_id", Text, primary_key=True, nullable=False),
    Column("version", Text, primary_key=True, nullable=False),
    text("title"),
    text("source_hash"),
    text("xml"),
)
