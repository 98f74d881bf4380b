"""Which panel stands for which appearance."""

from __future__ import annotations

from ui.live_record import LiveRecord
from ui.panels.actions import ActionsPanel
from ui.panels.earlier import EarlierPanel
from ui.panels.evidence import EvidencePanel
from ui.panels.panel import Panel
from ui.panels.people import PeoplePanel
from ui.panels.pupils import PupilsPanel

PANELS: dict[str, type[Panel]] = {
    "actions": ActionsPanel,
    "earlier-actions": EarlierPanel,
    "people": PeoplePanel,
    "evidence": EvidencePanel,
    "pupils": PupilsPanel,
}


def panel_for(live: LiveRecord, panel: str, ref: str) -> Panel | None:
    """The panel called `panel` for the note at `ref`; None where this program has no such one."""
    make = PANELS.get(panel)
    return make(live, ref) if make else None
