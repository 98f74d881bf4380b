"""The team and its members, in words."""

from __future__ import annotations

from app.domain.calendar import in_words
from app.domain.counting import counted
from app.domain.team import TeamRole
from app.usecases.team import MemberLine, RemovedMember, TeamHere
from app.usecases.team_lost import LostLaptops

ROLES = {TeamRole.MANAGER: "manager", TeamRole.ADVISER: "adviser"}
NOT_ADMITTED = "This laptop is not admitted, as far as is known here."
_YOURS = {TeamRole.MANAGER: "You are a manager.", TeamRole.ADVISER: "You are an adviser."}
NOT_YET_NAMED = "name not yet known here"


def team_words(team: TeamHere) -> str:
    """Which team it is, what one is in it, and how many it has."""
    role = _YOURS[team.role] if team.role else NOT_ADMITTED
    return f"{team.name}, {counted(team.members, 'member')}. {role} Its store: {team.url}"


def member_words(line: MemberLine) -> str:
    """A member by name, role and laptops."""
    me = " (you)" if line.is_me else ""
    laptops = counted(line.laptops, "laptop")
    return f"{line.name or NOT_YET_NAMED}{me}: {ROLES[line.role]}, {laptops}"


def lost_words(lost: LostLaptops) -> str:
    """What was on lost laptops, and what to do."""
    heard = in_words(lost.last_heard.date()) if lost.last_heard else "never"
    schools = ", ".join(school.name for school in lost.schools) or "no school"
    return (
        f"{counted(lost.laptops, 'laptop')}, last heard of: {heard}. On it: {schools}. All of it "
        "is encrypted under the passphrase. Remove the member, so that nothing more goes there."
    )


def removed_words(removed: RemovedMember) -> str:
    """Who was removed, and what that means."""
    return (
        f"{removed.name or removed.id} is no longer in the team. What was shared until now stays; "
        f"what is written from now on they cannot read. {removed.remark}"
    ).strip()
