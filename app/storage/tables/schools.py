"""The table of schools that advisers have taken on (the imported register has its own)."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table

from app.domain.schools import SchoolStatus
from app.storage.tables.columns import Day, Word, flag, hidden, metadata, text

schools = Table(
    "schools",
    metadata,
    Column("urn", Integer, primary_key=True, nullable=False, autoincrement=False),
    text("name"),
    text("la_name"),
    text("kind"),
    Column("status", Word(SchoolStatus), nullable=False),
    text("phase"),
    Column("low_age", Integer),
    Column("high_age", Integer),
    text("trust"),
    text("street"),
    text("town"),
    text("postcode"),
    text("telephone"),
    Column("pupils", Integer),
    text("adviser_id"),
    Column("agreement_date", Day),
    flag("by_hand"),
    Column("given_up", Day),
    hidden(),
)
