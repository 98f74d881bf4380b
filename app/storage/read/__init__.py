"""Reads that go round the synced things: what a screen or a search wants, as it wants it."""
