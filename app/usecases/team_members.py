"""The members of a team, and who is taken out of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from app import sync
from app.domain.changes import Done
from app.domain.people import Adviser
from app.domain.team import TeamRole
from app.errors import NotFoundError, RuleError, TeamStoreError
from app.parts import App
from app.storage import UnitOfWork
from app.usecases.at_hand import Report, silent, team_kept
from app.usecases.roster import heard_of, managed_team, roster_of, say_in_roster
from app.usecases.sync import sync_now


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
    """Somebody who is no longer in the team, with so many laptops."""

    id: str
    name: str
    laptops: int


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
        managed_team(reader)
    with suppress(TeamStoreError):  # then they are removed as far as they were heard
        sync_now(app, report)
    with app.store.unit_of_work() as work:
        team = managed_team(work)
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
    for invitation in roster.invitations:
        if invitation.used_by in found.laptops:
            sync.shut_way_in(team.url, team.store_secret, invitation.invite)
    changes = sync_now(app, report).changes
    name = people[0].name if people else ""
    return Done(RemovedMember(member, name, len(found.laptops)), changes)


def _removal(app: App, work: UnitOfWork, laptop: sync.TeamLaptop) -> sync.Removed:
    return sync.Removed(laptop.id, app.clock(), heard_of(work, laptop.devices))
