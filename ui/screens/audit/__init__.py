"""The profile of an audit, and the needs that follow from it."""
