"""Tables of agreed actions and of the statuses given to them later."""

from __future__ import annotations

from sqlalchemy import Column, Table

from app.domain.actions import ActionStatus, Confidence
from app.storage.tables.columns import Day, Word, hidden, identity, metadata, number, text

actions = Table(
    "actions",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    number("number"),
    text("reference", index=True),
    text("what"),
    text("who"),
    Column("by", Day),
    text("known_by"),
    text("support"),
    Column("confidence", Word(Confidence)),
    text("strand"),
    text("carried_from", index=True),
    hidden(),
)

action_reviews = Table(
    "action_reviews",
    metadata,
    identity(),
    number("urn", index=True),
    text("action_id", index=True),
    text("record_id", index=True),
    Column("status", Word(ActionStatus), nullable=False),
    text("seen"),
    Column("on", Day),
    hidden(),
)
