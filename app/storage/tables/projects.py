"""Tables of projects: what is done, by which cohorts, and in which windows."""

from __future__ import annotations

from sqlalchemy import Column, Table

from app.storage.tables.columns import Day, Words, hidden, identity, metadata, number, text

projects = Table(
    "projects",
    metadata,
    identity(),
    text("title"),
    number("academic_year"),
    text("organisation"),
    text("aim"),
    Column("phases", Words, nullable=False),
    text("contact"),
    number("note_days"),
    Column("keep_until", Day),
    number("quality_one_in"),
    hidden(),
)

cohorts = Table(
    "cohorts",
    metadata,
    identity(),
    text("project_id", index=True),
    text("title"),
    hidden(),
)

memberships = Table(
    "memberships",
    metadata,
    identity(),
    text("project_id", index=True),
    text("cohort_id", index=True),
    number("urn", index=True),
    hidden(),
)

windows = Table(
    "windows",
    metadata,
    identity(),
    text("project_id", index=True),
    text("visit_kind"),
    text("label"),
    Column("opens", Day, nullable=False),
    Column("closes", Day, nullable=False),
    hidden(),
)
