"""The team: made, joined by an invitation and a code said aloud, its members, and who leaves it.

Whoever makes a team is its first manager. A manager invites; an invitation lets one laptop in.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from app import sync, vault
from app.domain.changes import Change, Done
from app.domain.people import Adviser
from app.domain.team import Team, TeamRole
from app.errors import (
    NotFoundError,
    NotThereError,
    RuleError,
    StoppedError,
    TeamStoreError,
    WrongStoreError,
)
from app.parts import App
from app.storage import (
    Reader,
    UnitOfWork,
    keep_team,
    kept_team,
    scope_keys_kept,
)
from app.usecases.at_hand import ANOTHER_TEAM, EMPTIED, Report, check_founding, silent, team_kept
from app.usecases.files_outside import check_free, check_outside, read_outside, write_outside
from app.usecases.founding import check_in_none, found_team, keep_new
from app.usecases.roster import heard_of, roster_of, say_in_roster
from app.usecases.scope_keys import TEAM_SCOPE, kept_key
from app.usecases.sync import SyncResult, sync_now

VALID_FOR = timedelta(days=14)
"""How long an invitation lets somebody in."""

_NOT_A_MANAGER = (
    "Only a manager of the team may do this. Nothing has been changed: ask one of your team’s "
    "managers."
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
class EnteredTeam:
    """A team that was joined, with which nothing was shared yet."""

    name: str
    role: TeamRole


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


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody in the team: `id` is the adviser's, `name` blank while it has not come yet."""

    id: str
    name: str
    role: TeamRole
    laptops: int
    is_me: bool


@dataclass(frozen=True, slots=True)
class RemovedMember:
    """Somebody who is no longer in the team, with so many laptops.

    `remark` says what is still to be done, blank where the team knows of it.
    """

    id: str
    name: str
    laptops: int
    remark: str = ""


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
    """Make a team in an empty place, and share what is on this laptop with it: `found_team`, then
    a first sync.
    """
    founded = found_team(app, url, store_secret, name)
    first = sync_now(app, report)
    return Done(MadeTeam(founded.name, founded.recovery_key, first.value), first.changes)


def invite(
    app: App,
    role: TeamRole,
    path: Path,
    store_secret: str = "",
    person: str = "",
    *,
    replace_file: bool = False,
) -> Done[Invited]:
    """Write an invitation for one laptop; `person` is a member who is to have a further one.

    `store_secret` is that of who is invited, where the store has one for each; else one's own goes
    along. Raises RuleError where one is no manager, FileThereError, ExportError.
    """
    check_outside(app, path)
    if not replace_file:
        check_free([path])
    seed, expires = secrets.token_bytes(sync.KEY_BYTES), app.clock() + VALID_FOR
    with app.store.reading() as reader:
        team = _managed(reader)
    invited_as = sync.verify_key_of(seed).hex()
    own = team.url, store_secret
    url, own_secret = own if store_secret else sync.way_in(team.url, team.store_secret, invited_as)
    with app.store.unit_of_work() as work:
        team = _managed(work)
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
    except TeamStoreError as error:
        remark = f"They can join after your next sync, which did not go through now: {error}"
    return Done(Invited(path, code, role, expires, remark), changes)


def _managed(reader: Reader) -> Team:
    """The team, of which this laptop's holder has to be a manager."""
    team = team_kept(reader)
    me = roster_of(reader, team).laptops.get(
        sync.laptop_keys_from_bytes(team.laptop_keys).laptop_id
    )
    if me is None or me.removed is not None or me.role is not TeamRole.MANAGER:
        raise RuleError(_NOT_A_MANAGER)
    return team


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
    """Join the team of an invitation, and share with it what is on this laptop: `enter_team`, then
    a first sync.
    """
    entered = enter_team(app, path, code, url)
    first = sync_now(app, report)
    return Done(JoinedTeam(entered.name, entered.role, first.value), first.changes)


def enter_team(app: App, path: Path, code: str, url: str = "") -> EnteredTeam:
    """Join the team of an invitation; nothing is shared before the first sync.

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
    return EnteredTeam(team.name, invitation.role)


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


def members(app: App) -> tuple[MemberLine, ...]:
    """Who is in the team, as far as this laptop knows, oneself first. RuleError without a team."""
    with app.store.reading() as reader:
        roster = roster_of(reader, team_kept(reader))
        names = {adviser.id: adviser.name for adviser in reader.find(Adviser)}
    lines = [
        MemberLine(each.id, names.get(each.id, ""), each.role, len(each.laptops), each.id == app.me)
        for each in roster.members
    ]
    return tuple(sorted(lines, key=lambda line: (not line.is_me, line.name.casefold(), line.id)))


def remove_member(app: App, member: str, report: Report = silent) -> Done[RemovedMember]:
    """Take a member with all laptops out of the team; new keys are made of all they could read.

    What they wrote until now stays, so it is fetched before, and what their laptops hold they
    keep. Raises RuleError where one is no manager or would remove oneself, NotFoundError for nobody
    of the team.
    """
    with app.store.reading() as reader:
        _managed(reader)
    with suppress(TeamStoreError):  # then they are removed as far as they were heard
        sync_now(app, report)
    with app.store.unit_of_work() as work:
        team = _managed(work)
        roster = roster_of(work, team)
        found = next((each for each in roster.members if each.id == member), None)
        if found is None:
            raise NotFoundError("Nobody in your team has that id. Nothing has been changed.")
        if member == app.me:
            raise RuleError("You cannot remove yourself: ask another manager. Nothing has changed.")
        removed = [_removal(app, work, roster.laptops[laptop]) for laptop in found.laptops]
        say_in_roster(app, work, team, sync.laptop_keys_from_bytes(team.laptop_keys), removed)
        people = work.find(Adviser, id=member)
        work.commit()
    remark, changes = "", tuple[Change, ...]()
    try:
        changes = sync_now(app, report).changes
    except (TeamStoreError, StoppedError) as error:
        remark = f"The team hears of it with your next sync, which did not go through now: {error}"
    invites = [each.invite for each in roster.invitations if each.used_by in found.laptops]
    remark = " ".join(filter(None, (remark, _shut_out(team, invites))))
    name = people[0].name if people else ""
    return Done(RemovedMember(member, name, len(found.laptops), remark), changes)


def _shut_out(team: Team, invites: Iterable[str]) -> str:
    """Take away the ways into the team's store that were made for these; what is left, in words.

    That they are out of the team does not hang on it: nothing new can be read by them either way.
    """
    try:
        for invite_ in invites:
            sync.shut_way_in(team.url, team.store_secret, invite_)
    except TeamStoreError as error:
        return (
            "Their way into the team’s store could not be taken away, so ask whoever looks after "
            f"it to do so: {error}"
        )
    return ""


def _removal(app: App, work: UnitOfWork, laptop: sync.TeamLaptop) -> sync.Removed:
    return sync.Removed(laptop.id, app.clock(), heard_of(work, laptop.devices))
