"""Tables of this laptop alone, never logged: its team, keys of scopes, streams, and past syncs."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from app.storage.tables.columns import Moment, metadata, number, text


def _content(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _moment(name: str) -> Column[object]:
    return Column(name, Moment, nullable=False)


team = Table(
    "team",
    metadata,
    Column("only", Integer, primary_key=True, nullable=False),
    text("id"),
    text("name"),
    text("url"),
    _content("founding"),
    text("store_secret"),
    _content("team_secret"),
    _content("laptop_keys"),
    _content("device_nonce"),
    _moment("joined_at"),
)
"""One row, or none where this laptop is in no team."""

scope_keys = Table(
    "scope_keys",
    metadata,
    Column("scope", Text, primary_key=True, nullable=False),
    Column("epoch", Integer, primary_key=True, nullable=False),
    Column("id", Text, primary_key=True, nullable=False),
    _content("key"),
)

known_segments = Table(
    "known_segments",
    metadata,
    Column("tag", Text, primary_key=True, nullable=False),
    Column("device", Text, primary_key=True, nullable=False),
    Column("seq", Integer, primary_key=True, nullable=False),
    Column("hash", Text, primary_key=True, nullable=False),
)
"""Every segment that was taken in or made here. A laptop that was cloned has two of one number."""

own_segments = Table(
    "own_segments",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    text("scope"),
    number("changes"),
    _moment("made_at"),
    Column("sent_at", Moment),
    _content("content"),
)
"""The bytes stay until a snapshot covers them: what the store lost is sent again as it was."""

roster_segments = Table(
    "roster_segments",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    _content("content"),
)
"""Every segment of the roster that is known here, also this laptop's own."""

refused_segments = Table(
    "refused_segments",
    metadata,
    Column("name", Text, primary_key=True, nullable=False),
    text("fault"),
    _moment("at"),
)

syncs = Table(
    "syncs",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    Column("began", Moment, nullable=False, index=True),
    _moment("ended"),
    number("sent"),
    number("received"),
    number("clashes"),
    text("trouble"),
)
