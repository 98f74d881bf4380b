"""What is safe, in words: where the work is, whether it is shared, and how often it syncs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.usecases.sync_glance import OFFLINE, header_words
from ui.widgets.cards import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.icon_line import IconLine

if TYPE_CHECKING:
    from datetime import date

    from app.usecases.sync_glance import SyncGlance

SAFE = "Everything is saved and encrypted here. Nothing is removed because it was shared."
BY_HAND = "It syncs when you press Sync now."


class SafeCard(Card):
    """Says what is safe."""

    def __init__(self) -> None:
        super().__init__("Safe on this laptop")

    def show_glance(self, glance: SyncGlance, today: date, *, offline: bool) -> None:
        """Say how it stands now."""
        clear_layout(self.body)
        self._say("shield-check", "done", SAFE)
        if glance.at_rest and not offline:
            self._say("circle-check", "done", header_words(glance, today, offline=False))
        if offline:
            self._say("wifi-off", "text_muted", OFFLINE)
        elif glance.standing.trouble:
            self._say("triangle-alert", "due", glance.standing.trouble)
        every = f"It syncs by itself every {glance.every} minutes." if glance.every else BY_HAND
        self._say("clock", "text_muted", f"{every} Change this in Settings.")

    def _say(self, icon: str, role: str, words: str) -> None:
        line = IconLine(icon, role, words)
        self.body.addWidget(line)
        line.show()
