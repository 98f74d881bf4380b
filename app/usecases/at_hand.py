"""A team while it is worked with: its store, this laptop's keys there, and who is in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app import sync
from app.domain.team import Team, TeamRole
from app.errors import NotThereError, RuleError, WrongStoreError
from app.parts import App
from app.storage import Reader, kept_team

Report = Callable[[int, int, str], object]
"""How a long piece of work says how far it is; StoppedError from it once stop was pressed."""

NO_TEAM = (
    "This laptop is in no team. Nothing has been changed: make a team, or join one by an "
    "invitation from its manager."
)
ANOTHER_TEAM = (
    "What is there is not your team's store: it holds another team's. Nothing has been sent or "
    "taken in, and all of your work is on this laptop. Check where the team's store is."
)
EMPTIED = (
    "The team's store is there, but nothing of your team is in it: it may be the wrong folder, or "
    "one that is not connected or was emptied. Nothing has been sent or taken in, and all of your "
    "work is on this laptop. Check where the team's store is, or ask whoever looks after it."
)


def silent(_done: int, _total: int, _words: str = "") -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class AtHand:
    """What is at hand during one sync; `roster` is as far as it is known by then."""

    team: Team
    keys: sync.LaptopKeys
    store: sync.TeamStore
    roster: sync.Roster
    report: Report = silent

    @property
    def me(self) -> sync.TeamLaptop | None:
        """This laptop in the team; None where nobody has admitted it, as far as is known."""
        found = self.roster.laptops.get(self.keys.laptop_id)
        return found if found is not None and found.removed is None else None

    @property
    def manages(self) -> bool:
        """Whether this laptop's holder is a manager."""
        return self.me is not None and self.me.role is TeamRole.MANAGER

    def tag(self, scope: str) -> str:
        """What a scope is called in the team's store."""
        return sync.scope_tag(self.team.team_secret, scope)

    def is_own(self, device: str) -> bool:
        """Whether this laptop writes, or wrote, under that name."""
        return self.me is not None and device in self.me.devices


def team_kept(reader: Reader) -> Team:
    """The team that this laptop is in. Raises RuleError where it is in none."""
    found = kept_team(reader)
    if found is None:
        raise RuleError(NO_TEAM)
    return found


def check_founding(store: sync.TeamStore, founding: bytes) -> None:
    """Make sure that a store is this team's, before anything is sent there or taken from it."""
    try:
        found = store.get(sync.FOUNDING)
    except NotThereError as error:
        raise WrongStoreError(EMPTIED) from error
    if found != founding:
        raise WrongStoreError(ANOTHER_TEAM)


def open_store_of(app: App) -> tuple[Team, sync.TeamStore]:
    """This laptop's team and its store, which is made sure to be the right one."""
    with app.store.reading() as reader:
        team = team_kept(reader)
    store = sync.open_team_store(team.url, team.store_secret)
    check_founding(store, team.founding)
    return team, store
