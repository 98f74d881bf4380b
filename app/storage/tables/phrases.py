"""Tables of an adviser's own words: phrases, and words that are no mistake."""

from __future__ import annotations

from sqlalchemy import Table

from app.storage.tables.columns import hidden, identity, metadata, text

phrases = Table(
    "phrases",
    metadata,
    identity(),
    text("words"),
    text("abbreviation"),
    text("heading"),
    hidden(),
)

learned_words = Table("learned_words", metadata, identity(), text("word"), hidden())
