"""Tables of records: answers, who was met, what was seen, who does what, the frozen snapshot."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Table, Text

from app.domain.records import RecordState
from app.storage.tables.columns import (
    Day,
    Moment,
    Word,
    hidden,
    identity,
    metadata,
    number,
    text,
)

records = Table(
    "records",
    metadata,
    identity(),
    number("urn", index=True),
    text("form_id"),
    text("form_version"),
    text("title"),
    text("reference", index=True),
    Column("on", Day, nullable=False),
    text("visit_id", index=True),
    text("project_id", index=True),
    text("adviser_id"),
    Column("state", Word(RecordState), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    text("snapshot_hash"),
    hidden(),
)

answers = Table(
    "answers",
    metadata,
    Column("record_id", Text, primary_key=True, nullable=False),
    Column("ref", Text, primary_key=True, nullable=False),
    text("value"),
    sqlite_with_rowid=False,
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("record_id", Text, primary_key=True, nullable=False),
    Column("revision", Integer, primary_key=True, nullable=False),
    text("sha256"),
    text("content"),
)

met_people = Table(
    "met_people",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    text("role"),
    text("name"),
    hidden(),
)

evidence = Table(
    "evidence",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    text("source"),
    text("where"),
    number("count"),
    text("seen"),
    hidden(),
)

passed_on = Table(
    "passed_on",
    metadata,
    identity(),
    number("urn", index=True),
    Column("at", Moment, nullable=False),
    text("role"),
    hidden(),
)

section_duties = Table(
    "section_duties",
    metadata,
    identity(),
    number("urn", index=True),
    text("record_id", index=True),
    text("section"),
    text("adviser_id"),
    hidden(),
)
