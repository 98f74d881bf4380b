"""The tables of the imported register: what it says of each school, and its local authorities.

Nothing here is synced or logged: anyone can import the same list again. The index of words that
searches use is made beside them by the first import (see `app.storage.register_words`).
"""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from app.domain.schools import SchoolStatus
from app.storage.tables.columns import Day, Word, metadata, text

register_schools = Table(
    "register_schools",
    metadata,
    Column("urn", Integer, primary_key=True, nullable=False, autoincrement=False),
    text("name"),
    text("la_code"),
    text("la_name"),
    text("kind"),
    Column("status", Word(SchoolStatus), nullable=False),
    text("phase"),
    Column("low_age", Integer),
    Column("high_age", Integer),
    text("gender"),
    text("religious_character"),
    text("trust"),
    text("street"),
    text("locality"),
    text("address3"),
    text("town"),
    text("postcode"),
    text("telephone"),
    text("website"),
    Column("pupils", Integer),
    Column("opened", Day),
    Column("closed", Day),
    text("head"),
    text("successors"),  # URNs with a space between them
)

register_authorities = Table(
    "register_authorities",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
)
"""The local authorities that schools of the register belong to, so that they need no counting."""
