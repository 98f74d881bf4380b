"""What stands in the place of a panel while a form is only tried."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.live_record import LiveRecord
from ui.panels.making import PANELS
from ui.panels.panel import Panel
from ui.widgets.text import Words

_ROWS = {
    "actions": "The actions agreed at a visit",
    "earlier-actions": "The actions agreed earlier, each to be given a status,",
    "people": "The people met",
    "evidence": "What was looked at",
    "pupils": "The focus pupils",
}


class StandIn(Panel):
    """Says what a real record has here."""

    def __init__(self, live: LiveRecord, ref: str, name: str) -> None:
        self._name = name
        super().__init__(live, ref)

    def build(self) -> None:
        words = f"{_ROWS.get(self._name, 'Rows')} stand here in a real record. A trial keeps none."
        self.words = Words(words, "table", "text_muted", wrap=True)
        self.rows.addWidget(self.words)

    def show_rows(self) -> None:
        """There are none."""

    def entry(self) -> QWidget:
        return self


def stand_in_for(live: LiveRecord, name: str, ref: str) -> Panel | None:
    """A stand-in for the panel called `name`; None where this program has no such one."""
    return StandIn(live, ref, name) if name in PANELS else None
