"""Making a team in an empty place: tried first, then founded; what it shares goes with a sync."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass

from app import sync, vault
from app.domain.team import KeptKey, Team
from app.errors import NotThereError, RuleError, TeamStoreError, WrongStoreError
from app.parts import App
from app.storage import keep_scope_keys, keep_team, kept_team
from app.usecases.roster import say_in_roster
from app.usecases.scope_keys import TEAM_SCOPE, kept_key

LONGEST_NAME = 200
IN_ONE = (
    "This laptop is in a team already. Nothing has been changed: a laptop can be in one team only."
)
TAKEN = (
    "There is a team in this place already. Nothing has been changed: join it by an invitation, "
    "or choose an empty place for a new team."
)


@dataclass(frozen=True, slots=True)
class FoundedTeam:
    """A new team, with which nothing was shared yet. Its recovery key is shown once."""

    name: str
    recovery_key: str


def try_place(app: App, url: str, store_secret: str) -> None:
    """Make sure that a team can be made at `url`: it is empty, and takes and gives back a file.

    Raises InputError for what is no URL, RuleError where this laptop is in a team, and
    TeamStoreError, each reason in words.
    """
    check_in_none(app)
    _prepared(url, store_secret)


def found_team(app: App, url: str, store_secret: str, name: str) -> FoundedTeam:
    """Make a team in an empty place, which is tried as in `try_place`; its errors are the same."""
    check_in_none(app)
    plain = plain_name(name)
    store = _prepared(url, store_secret)
    keys = sync.fresh_laptop_keys()
    device = sync.fresh_device(keys)
    recovery_key = vault.fresh_team_key()
    recovery = sync.recovery_parts(sync.recovery_keys(vault.secret_of_team_key(recovery_key)))
    secret, at = secrets.token_bytes(sync.KEY_BYTES), app.clock()
    with app.store.reading() as reader:
        was = (reader.device,)
    founder = sync.founder_of(keys, device, app.me, was)
    founding = sync.write_founding(founder, keys, recovery, secret, at)
    team = Team(
        id=sync.team_of(founding),
        name=plain,
        url=url,
        founding=founding,
        store_secret=store_secret,
        team_secret=secret,
        laptop_keys=keys.to_bytes(),
        device_nonce=device.nonce,
        joined_at=at,
    )
    store.put_new(sync.FOUNDING, founding)
    try:
        keep_new(app, team, device, [kept_key(TEAM_SCOPE, sync.fresh_scope_key())])
    except BaseException:
        with suppress(TeamStoreError):
            store.remove(sync.FOUNDING)  # nobody could ever go on with it
        raise
    return FoundedTeam(team.name, recovery_key)


def check_in_none(app: App) -> None:
    """Raise RuleError where this laptop is in a team."""
    with app.store.reading() as reader:
        if kept_team(reader) is not None:
            raise RuleError(IN_ONE)


def keep_new(
    app: App,
    team: Team,
    device: sync.Device,
    keys: list[KeptKey],
    joined: sync.Joined | None = None,
) -> None:
    """Keep a team, and go on under a name that nobody else can write under."""
    with app.store.unit_of_work() as work:
        work.go_on_as(device.name)
        keep_team(work, team)
        keep_scope_keys(work, keys)
        if joined is not None:
            own = sync.laptop_keys_from_bytes(team.laptop_keys)
            say_in_roster(app, work, team, own, [joined])
        work.commit()


def _prepared(url: str, store_secret: str) -> sync.TeamStore:
    """The store at `url`, made ready and tried: written to, listed and read back."""
    store = sync.ready_store(url, store_secret)
    _check_empty(store)
    store.probe()
    return store


def _check_empty(store: sync.TeamStore) -> None:
    try:
        store.get(sync.FOUNDING)
    except NotThereError:
        return
    raise WrongStoreError(TAKEN)


def plain_name(name: str) -> str:
    """A team's name on one line; RuleError where there is none."""
    plain = " ".join(name.split())[:LONGEST_NAME]
    if not plain:
        raise RuleError("Give the team a name. Nothing has been changed.")
    return plain
