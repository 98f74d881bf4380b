"""The team: made, and joined by an invitation and a code said aloud.

Whoever makes a team is its first manager. A manager invites; an invitation lets one laptop in.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from app import sync, vault
from app.domain.changes import Change, Done
from app.domain.people import Adviser
from app.domain.team import KeptKey, Team, TeamRole
from app.errors import (
    NotThereError,
    OfflineError,
    RuleError,
    TeamStoreError,
    WrongStoreError,
)
from app.parts import App
from app.storage import (
    Reader,
    keep_scope_keys,
    keep_team,
    kept_team,
    scope_keys_kept,
)
from app.usecases.at_hand import ANOTHER_TEAM, EMPTIED, Report, check_founding, silent, team_kept
from app.usecases.files_outside import check_free, check_outside, read_outside, write_outside
from app.usecases.roster import managed_team, roster_of, say_in_roster
from app.usecases.scope_keys import TEAM_SCOPE, kept_key
from app.usecases.sync import SyncResult, sync_now

VALID_FOR = timedelta(days=14)
"""How long an invitation lets somebody in."""

LONGEST_NAME = 200
_IN_ONE = (
    "This laptop is in a team already. Nothing has been changed: a laptop can be in one team only."
)
_TAKEN = (
    "There is a team in this place already. Nothing has been changed: join it by an invitation, "
    "or choose an empty place for a new team."
)


@dataclass(frozen=True, slots=True)
class MadeTeam:
    """A new team: its recovery key is shown once. `first` is what the first sync came to."""

    name: str
    recovery_key: str
    first: SyncResult


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation in a file, and the code that opens it: shown once, said aloud, kept nowhere."""

    path: Path
    code: str
    role: TeamRole
    expires: datetime
    remark: str = ""


@dataclass(frozen=True, slots=True)
class JoinedTeam:
    """A team that was joined; `first` is what the first sync came to."""

    name: str
    role: TeamRole
    first: SyncResult


@dataclass(frozen=True, slots=True)
class TeamHere:
    """The team that this laptop is in, as its holder is shown it."""

    name: str
    url: str
    role: TeamRole | None
    members: int
    joined_at: datetime


def team_here(app: App) -> TeamHere | None:
    """The team that this laptop is in; None where it is in none."""
    with app.store.reading() as reader:
        team = kept_team(reader)
        if team is None:
            return None
        roster = roster_of(reader, team)
    me = roster.laptops.get(sync.laptop_keys_from_bytes(team.laptop_keys).laptop_id)
    role = me.role if me is not None and me.removed is None else None
    return TeamHere(team.name, team.url, role, len(roster.members), team.joined_at)


def needs_secret(url: str) -> bool:
    """Whether whoever goes to the store at `url` needs a secret. Raises InputError for no URL."""
    return sync.needs_secret(url)


def create_team(
    app: App, url: str, store_secret: str, name: str, report: Report = silent
) -> Done[MadeTeam]:
    """Make a team in an empty place, and share what is on this laptop with it.

    The place is tried first: written to, listed and read back. Raises InputError for what is no
    URL, RuleError where this laptop is in a team, and TeamStoreError, each reason in words.
    """
    check_in_none(app)
    store = sync.ready_store(url, store_secret)
    _check_empty(store)
    store.probe()
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
        name=plain_name(name),
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
    first = sync_now(app, report)
    return Done(MadeTeam(team.name, recovery_key, first.value), first.changes)


def check_in_none(app: App) -> None:
    """Raise RuleError where this laptop is in a team."""
    with app.store.reading() as reader:
        if kept_team(reader) is not None:
            raise RuleError(_IN_ONE)


def _check_empty(store: sync.TeamStore) -> None:
    try:
        store.get(sync.FOUNDING)
    except NotThereError:
        return
    raise WrongStoreError(_TAKEN)


def plain_name(name: str) -> str:
    """A team's name on one line; RuleError where there is none."""
    plain = " ".join(name.split())[:LONGEST_NAME]
    if not plain:
        raise RuleError("Give the team a name. Nothing has been changed.")
    return plain


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


def invite(
    app: App, role: TeamRole, path: Path, store_secret: str = "", person: str = ""
) -> Done[Invited]:
    """Write an invitation for one laptop; `person` is a member who is to have a further one.

    `store_secret` is that of who is invited, where the store has one for each; else one's own goes
    along. Raises RuleError where one is no manager, FileThereError, ExportError.
    """
    check_outside(app, path)
    check_free([path])
    seed, expires = secrets.token_bytes(sync.KEY_BYTES), app.clock() + VALID_FOR
    with app.store.reading() as reader:
        team = managed_team(reader)
    invited_as = sync.verify_key_of(seed).hex()
    own = team.url, store_secret
    url, own_secret = own if store_secret else sync.way_in(team.url, team.store_secret, invited_as)
    with app.store.unit_of_work() as work:
        team = managed_team(work)
        me = work.find(Adviser, id=app.me)
        invitation = sync.Invitation(
            team=team.id,
            team_secret=team.team_secret,
            team_name=team.name,
            store_url=url,
            store_secret=own_secret,
            invite_seed=seed,
            role=role,
            expires=expires,
            person=person,
            invited_by=me[0].name if me else "",
            keys=_keys_to_begin_with(work),
        )
        entry = sync.Invited(invitation.invite, role, expires, person)
        say_in_roster(app, work, team, sync.laptop_keys_from_bytes(team.laptop_keys), [entry])
        work.commit()
    code, salt = vault.fresh_code(), secrets.token_bytes(16)
    write_outside(path, sync.seal_invitation(invitation, vault.key_from_code(code, salt), salt))
    remark, changes = "", tuple[Change, ...]()
    try:
        changes = sync_now(app).changes
    except OfflineError:
        remark = "The team’s store cannot be reached now: they can join after your next sync."
    return Done(Invited(path, code, role, expires, remark), changes)


def _keys_to_begin_with(reader: Reader) -> tuple[tuple[str, sync.ScopeKey], ...]:
    """The newest keys of what everybody in the team may read."""
    found: dict[str, sync.ScopeKey] = {}
    for key in scope_keys_kept(reader):
        if key.scope == TEAM_SCOPE or key.scope.startswith("project:"):
            found.setdefault(key.scope, sync.ScopeKey(key.epoch, key.key))
    return tuple(found.items())[: sync.MOST_KEYS]


def join_team(
    app: App, path: Path, code: str, report: Report = silent, *, url: str = ""
) -> Done[JoinedTeam]:
    """Join the team of an invitation, and share with it what is on this laptop.

    With `url` the team's store is there for this laptop: a folder that is kept in step lies in
    another place on every laptop.
    Raises WrongCodeError or InputError where the file does not open, RuleError where it has
    expired or this laptop is in a team, TeamStoreError where the team's store says no.
    """
    check_in_none(app)
    invitation = _opened(app, path, code)
    if url:
        invitation = replace(invitation, store_url=url)
    store = sync.open_team_store(invitation.store_url, invitation.store_secret)
    founding = _founding_of(store, invitation.team)
    member = _member_to_be(app, invitation)
    keys = sync.fresh_laptop_keys()
    device = sync.fresh_device(keys)
    with app.store.reading() as reader:
        was = (reader.device,)
    at = app.clock()
    joined = sync.Joined(
        invite=invitation.invite,
        member=member,
        verify_key=keys.verify_key,
        recipient=keys.recipient,
        device=device.name,
        device_nonce=device.nonce,
        was=was,
        at=at,
    )
    proof = sync.sign(invitation.invite_seed, sync.proven(invitation.team, joined))
    team = Team(
        id=invitation.team,
        name=invitation.team_name,
        url=invitation.store_url,
        founding=founding,
        store_secret=invitation.store_secret,
        team_secret=invitation.team_secret,
        laptop_keys=keys.to_bytes(),
        device_nonce=device.nonce,
        joined_at=at,
    )
    begun = [kept_key(scope, key) for scope, key in invitation.keys]
    keep_new(app, team, device, begun, replace(joined, proof=proof))
    first = sync_now(app, report)
    return Done(JoinedTeam(team.name, invitation.role, first.value), first.changes)


def _opened(app: App, path: Path, code: str) -> sync.Invitation:
    content = read_outside(path, sync.LARGEST_INVITATION)
    key = vault.key_from_code(code, sync.salt_of_invitation(content))
    invitation = sync.open_invitation(content, key)
    if invitation.has_expired(app.clock()):
        raise RuleError(
            "This invitation has expired. Nothing has been changed: ask your team’s manager for a "
            "new one."
        )
    return invitation


def _founding_of(store: sync.TeamStore, team: str) -> bytes:
    try:
        founding = store.get(sync.FOUNDING)
    except NotThereError as error:
        raise WrongStoreError(EMPTIED) from error
    if sync.team_of(founding) != team:
        raise WrongStoreError(ANOTHER_TEAM)
    return founding


def _member_to_be(app: App, invitation: sync.Invitation) -> str:
    if invitation.person and invitation.person != app.me:
        raise RuleError(
            "This invitation is for a further laptop of somebody who is in the team already. "
            "Nothing has been changed: ask your team’s manager for one of your own."
        )
    return app.me


def move_store(app: App, url: str, store_secret: str = "") -> Done[TeamHere]:
    """Look for the team's store at `url` from now on; `store_secret` replaces one's own if given.

    Raises WrongStoreError where that is not this team's, and what a store raises.
    """
    with app.store.reading() as reader:
        team = team_kept(reader)
    moved = replace(team, url=url, store_secret=store_secret or team.store_secret)
    check_founding(sync.open_team_store(moved.url, moved.store_secret), team.founding)
    with app.store.unit_of_work() as work:
        keep_team(work, moved)
        changes = work.commit()
    here = team_here(app)
    assert here is not None
    return Done(here, changes)
