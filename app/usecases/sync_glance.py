"""How it stands with the team, for the status bar: what waits, what clashes, when it was synced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.counting import counted
from app.parts import App
from app.settings import SYNC_MINUTES
from app.usecases.sync import SyncStanding, sync_standing

OFFLINE = "Offline. Your work is saved on this laptop and will sync by itself."


@dataclass(frozen=True, slots=True)
class SyncGlance:
    """What a status bar shows of syncing. `every` is in minutes, 0 where it is done by hand."""

    standing: SyncStanding
    clashes: int = 0
    every: int = 0

    @property
    def in_team(self) -> bool:
        """Whether this laptop is in a team."""
        return self.standing.in_team

    @property
    def waiting(self) -> int:
        """How many changes made here are not in the team's store yet."""
        return self.standing.waiting

    @property
    def at_rest(self) -> bool:
        """Whether everything is shared and nothing is to be settled."""
        synced = self.standing.last is not None and not self.standing.trouble
        return self.in_team and synced and not (self.waiting or self.clashes)


def sync_glance(app: App, clashes: int | None = None) -> SyncGlance:
    """How it stands with the team now, without asking the team's store.

    Where it is known how many `clashes` there are they are not counted: that looks at every field
    there is, where the rest asks an index.
    """
    standing = sync_standing(app)
    if not standing.in_team:
        return SyncGlance(standing)
    with app.store.reading() as reader:
        found = len(reader.all_clashes()) if clashes is None else clashes
        return SyncGlance(standing, found, SYNC_MINUTES.read(reader))


def status_words(glance: SyncGlance, today: date) -> str:
    """`3 waiting to sync, synced 17:40`, for the status bar; blank where in no team."""
    if not glance.in_team:
        return ""
    last = glance.standing.last
    synced = f"synced {moment_words(last, today)}" if last else "not synced yet"
    waits = f"{glance.waiting:,} waiting to sync, " if glance.waiting else ""
    words = f"{waits}{synced}"
    return words[:1].upper() + words[1:]


def clash_count_words(glance: SyncGlance) -> str:
    """`1 clash to settle`; blank where there is none."""
    return f"{counted(glance.clashes, 'clash', 'clashes')} to settle" if glance.clashes else ""


def moment_words(at: datetime, today: date) -> str:
    """`17:40`, or `Mon 30 Nov, 17:40` where it is not today; with the year where that differs."""
    local = at.astimezone()
    if local.date() == today:
        return f"{local:%H:%M}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local:%a} {local.day} {local:%b}{year}, {local:%H:%M}"


def header_words(glance: SyncGlance, today: date, *, offline: bool) -> str:
    """How it stands, such as `Last synced Mon 30 Nov, 17:40. 12 changes wait. Offline.`."""
    standing = glance.standing
    last = standing.last
    said = [f"Last synced {moment_words(last, today)}." if last else "Not synced yet."]
    if glance.waiting:
        waits = "waits" if glance.waiting == 1 else "wait"
        said.append(f"{counted(glance.waiting, 'change')} {waits}.")
    if offline:
        said.append("Offline.")
    if glance.at_rest and not offline and last is not None:
        return f"Everything is shared. Last synced {moment_words(last, today)}."
    return " ".join(said)
