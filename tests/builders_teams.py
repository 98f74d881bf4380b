"""Laptops of one team that share a folder, each with its own data folder and clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from app.domain.records import Record
from app.domain.team import TeamRole
from app.parts import App
from app.usecases.sync import SyncResult, sync_now
from app.usecases.team import create_team, invite, join_team

TEAM = "Improving Progress in Mathematics"


def made_team(app: App, store: Path) -> str:
    """A team in the folder `store`, with `app` as its first manager; its recovery key."""
    store.mkdir(exist_ok=True)
    return create_team(app, store.as_uri(), "", TEAM).value.recovery_key


def let_in(manager: App, app: App, folder: Path, role: TeamRole = TeamRole.ADVISER) -> None:
    """`app` joins by an invitation of `manager`, and everybody knows it."""
    invited = invite(manager, role, folder / f"{app.me}.vbinvite").value
    join_team(app, invited.path, invited.code)
    sync_all(manager, app)


def sync_all(*apps: App) -> list[SyncResult]:
    """Every laptop syncs until nothing comes any more; the last results, in their order."""
    for _round in range(6):
        results = [sync_now(app).value for app in apps]
        if not any(result.sent or result.received for result in results):
            break
    return results


class LateClock:
    """A clock that is wrong by some time, and goes on by a second at every look."""

    def __init__(self, wrong_by: timedelta = timedelta(0)) -> None:
        self.now = datetime.fromisoformat("2026-01-20T09:00:00+00:00") + wrong_by

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def wrote(app: App, record_id: str, ref: str, words: str) -> None:
    """`app` answers a question of a record, whoever holds its school."""
    app.clock.go_on(minutes=3)
    with app.store.unit_of_work() as work:
        work.save_answers(work.get(Record, record_id), {ref: words}, work.seen)
        work.commit()


def a_clash(app: App, colleague: App, record_id: str, ref: str, mine: str, theirs: str) -> None:
    """Both answer one question of a record without seeing the other's, and `app` hears of it."""
    sync_all(app, colleague)
    wrote(colleague, record_id, ref, theirs)
    app.clock.go_on(minutes=5)
    wrote(app, record_id, ref, mine)
    sync_all(colleague, app)
