"""Laptops that share a team's folder: each an open program with a data folder of its own."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import open_with_key
from app.domain.team import TeamRole
from app.parts import App
from app.usecases.people import introduce
from app.usecases.sync import sync_now
from app.usecases.team import create_team, invite, join_team
from tests.builders import KEY, StillClock

NAME = "Westmarch maths team"


def a_laptop(folder: Path, name: str, clock: StillClock | None = None) -> App:
    """An open program in an empty folder, held by `name`."""
    app = open_with_key(folder, KEY, clock=clock or StillClock())
    return introduce(app, name=name, role="sle", email="adviser@westmarch.example")


def make_a_team(app: App, place: Path) -> None:
    """Have `app` found a team whose files lie in the folder `place`."""
    create_team(app, place.as_uri(), "", NAME)


def let_in(manager: App, joiner: App, file: Path, role: TeamRole = TeamRole.ADVISER) -> None:
    """Have `joiner` join the manager's team, by an invitation in `file`."""
    invited = invite(manager, role, file).value
    join_team(joiner, invited.path, invited.code)
    sync_now(manager)
