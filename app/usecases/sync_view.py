"""All that the page of syncing shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.team import SyncEntry
from app.parts import App
from app.storage import past_syncs
from app.usecases.sync_glance import SyncGlance, sync_glance
from app.usecases.team import TeamHere, team_here

MOST_SYNCS = 200


@dataclass(frozen=True, slots=True)
class SyncView:
    """The team this laptop is in, if any, how it stands with it, and what was synced."""

    glance: SyncGlance
    today: date
    team: TeamHere | None = None
    past: tuple[SyncEntry, ...] = ()


def sync_view(app: App) -> SyncView:
    """All that the page of syncing shows, without asking the team's store."""
    glance = sync_glance(app)
    if not glance.in_team:
        return SyncView(glance, app.today())
    with app.store.reading() as reader:
        past = past_syncs(reader, MOST_SYNCS)
    return SyncView(glance, app.today(), team_here(app), past)
