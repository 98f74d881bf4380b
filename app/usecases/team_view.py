"""All that the page of the team shows."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.team import TeamRole
from app.parts import App
from app.usecases.team import MemberLine, TeamHere, members, needs_secret, team_here
from app.usecases.team_words import NOT_ADMITTED

_FOLDER = "file:///"


@dataclass(frozen=True, slots=True)
class TeamView:
    """The team and its members; `place` says in words where its files lie.

    `needs_secret` tells that whoever is invited may have a secret of their own there.
    """

    team: TeamHere | None = None
    members: tuple[MemberLine, ...] = ()
    place: str = ""
    needs_secret: bool = False
    remark: str = ""

    @property
    def manages(self) -> bool:
        """Whether this laptop's holder is a manager."""
        return self.team is not None and self.team.role is TeamRole.MANAGER


def team_view(app: App) -> TeamView:
    """All that the page of the team shows, without asking the team's store."""
    team = team_here(app)
    if team is None:
        return TeamView()
    remark = NOT_ADMITTED if team.role is None else ""
    return TeamView(team, members(app), _place(team.url), needs_secret(team.url), remark)


def _place(url: str) -> str:
    """The folder's path where it is a folder, else the address."""
    if not url.startswith(_FOLDER):
        return url
    from urllib.parse import unquote, urlsplit

    return f"In the folder {unquote(urlsplit(url).path)}"
