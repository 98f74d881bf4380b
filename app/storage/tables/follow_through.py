"""Tables of what becomes of finished records, and of the days on which schools are closed."""

from __future__ import annotations

from sqlalchemy import Column, Table

from app.domain.follow_through import Stage
from app.storage.tables.columns import Day, Moment, Word, hidden, identity, metadata, number, text

record_steps = Table(
    "record_steps",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    number("revision"),
    Column("stage", Word(Stage), nullable=False),
    Column("on", Day, nullable=False),
    Column("at", Moment, nullable=False),
    text("adviser_id"),
    text("role"),
    text("words"),
    hidden(),
)

holidays = Table(
    "holidays",
    metadata,
    identity(),
    text("la"),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    text("what"),
    hidden(),
)
