"""The table of focus pupils, by code only."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Table

from app.domain.pupils import PupilStatus
from app.storage.tables.columns import Day, Word, hidden, identity, metadata, number, text

focus_pupils = Table(
    "focus_pupils",
    metadata,
    identity(),
    number("urn", index=True),
    text("code"),
    text("year"),
    Column("disadvantaged", Boolean(create_constraint=False)),
    Column("send", Boolean(create_constraint=False)),
    Column("eal", Boolean(create_constraint=False)),
    text("prior"),
    text("starting_point"),
    text("target"),
    text("helps"),
    Column("review_date", Day),
    Column("status", Word(PupilStatus), nullable=False),
    text("note"),
    hidden(),
)
