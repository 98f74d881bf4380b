"""Tables of a team's own forms and of the files that belong to them."""

from __future__ import annotations

from sqlalchemy import Table

from app.storage.tables.columns import flag, hidden, identity, metadata, text

own_forms = Table(
    "own_forms",
    metadata,
    identity(),
    text("form_id", index=True),
    text("version"),
    text("title"),
    text("xml"),
    text("about"),
    flag("withdrawn"),
    hidden(),
)

form_files = Table(
    "form_files",
    metadata,
    identity(),
    text("own_form_id", index=True),
    text("name"),
    text("content"),
    hidden(),
)
