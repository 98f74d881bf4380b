"""Tables of people: members of the team, and key people of schools."""

from __future__ import annotations

from sqlalchemy import Table

from app.storage.tables.columns import flag, hidden, identity, metadata, number, text

advisers = Table(
    "advisers",
    metadata,
    identity(),
    text("name"),
    text("role"),
    text("email"),
    text("organisation"),
    hidden(),
)

key_people = Table(
    "key_people",
    metadata,
    identity(),
    number("urn", index=True),
    text("role"),
    text("name"),
    text("email"),
    text("telephone"),
    flag("safeguarding_lead"),
    flag("receives_notes"),
    hidden(),
)
