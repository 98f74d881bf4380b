"""The table of visits: the appointments."""

from __future__ import annotations

from sqlalchemy import Column, Table

from app.domain.visits import VisitState
from app.storage.tables.columns import (
    Day,
    TimeOfDay,
    Word,
    hidden,
    identity,
    metadata,
    number,
    text,
)

visits = Table(
    "visits",
    metadata,
    identity(),
    number("urn", index=True),
    text("kind"),
    Column("on", Day, nullable=False, index=True),
    text("project_id", index=True),
    Column("starts", TimeOfDay),
    Column("ends", TimeOfDay),
    text("purpose"),
    text("meeting"),
    text("adviser_id"),
    Column("state", Word(VisitState), nullable=False),
    hidden(),
)
