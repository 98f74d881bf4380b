"""All that the page of syncing shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import sync
from app.domain.team import RefusedSegment, SyncEntry
from app.parts import App
from app.storage import past_syncs, refused
from app.usecases.sync_glance import SyncGlance, sync_glance
from app.usecases.team import TeamHere, team_here
from app.usecases.team_clashes import TeamClash, clashes
from app.usecases.waiting_to_sync import WaitingLine, waiting_to_sync

MOST_SYNCS = 200
_ASK = "Tell your team’s manager; nothing on this laptop is touched by it."
_FAULTS = {
    sync.Fault.MISPLACED: ("A file is not where it belongs", _ASK),
    sync.Fault.STRANGER: (
        "A file is signed by somebody who is not in the team",
        "If a colleague has just joined, sync again later. " + _ASK,
    ),
    sync.Fault.REMOVED: (
        "A file was written by somebody after they were removed from the team",
        "It stays out. If they are to write again, a manager has to invite them anew.",
    ),
    sync.Fault.UNSIGNED: ("A file was altered after it was signed", _ASK),
    sync.Fault.FOREIGN: ("A file carries changes in another person’s name", _ASK),
    sync.Fault.DAMAGED: (
        "A file is damaged",
        "Its author’s laptop still has what is in it. " + _ASK,
    ),
    sync.Fault.NEWER: (
        "A file was made by a newer version of Visitbook",
        "Bring this laptop’s Visitbook up to date, then sync again: it is taken in then.",
    ),
}
_OTHER = ("A file cannot be taken in", _ASK)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """Files in the team's store that are not taken in: what is wrong, and what to do."""

    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class SyncView:
    """The team this laptop is in, if any, how it stands with it, and what was synced."""

    glance: SyncGlance
    today: date
    team: TeamHere | None = None
    clashes: tuple[TeamClash, ...] = ()
    waiting: tuple[WaitingLine, ...] = ()
    refused: tuple[RefusedLine, ...] = ()
    past: tuple[SyncEntry, ...] = ()


def sync_view(app: App) -> SyncView:
    """All that the page of syncing shows, without asking the team's store."""
    glance = sync_glance(app)
    if not glance.in_team:
        return SyncView(glance, app.today())
    with app.store.reading() as reader:
        past, left_out = past_syncs(reader, MOST_SYNCS), refused(reader)
    return SyncView(
        glance=glance,
        today=app.today(),
        team=team_here(app),
        clashes=clashes(app),
        waiting=waiting_to_sync(app),
        refused=_refused_lines(left_out),
        past=past,
    )


def _refused_lines(left_out: tuple[RefusedSegment, ...]) -> tuple[RefusedLine, ...]:
    """One line for each reason, with how many files it is true of."""
    counts: dict[str, int] = {}
    for segment in left_out:
        counts[segment.fault] = counts.get(segment.fault, 0) + 1
    return tuple(_refused_line(fault, count) for fault, count in counts.items())


def _refused_line(fault: str, count: int) -> RefusedLine:
    known = next((each for each in _FAULTS if each.value == fault), None)
    what, advice = _FAULTS[known] if known is not None else _OTHER
    times = f" ({count} files)" if count > 1 else ""
    return RefusedLine(f"{what}{times}.", advice)
