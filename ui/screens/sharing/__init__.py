"""Sharing a record with a colleague, joining one that came, and choosing where both wrote."""

from ui.screens.sharing.opening import open_clashes, open_join, open_share

__all__ = ["open_clashes", "open_join", "open_share"]
