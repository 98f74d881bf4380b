"""One signal that says what was changed, and who started it, for the other parts of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Emit `changed(changes, starter)` after a write; who started it may pass over its own.

    `changes` is the tuple of `app.domain.changes.Change` that a use case answered.
    """

    changed = Signal(tuple, object)
