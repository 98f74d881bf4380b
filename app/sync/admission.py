"""Whom the invitations admit, given who was removed and what was withdrawn.

Managers are asked in the order of their seniority: the recovery key, the founder, then by how many
invitations lie between, then by the laptop's id. So an invitation is the most senior's who gave
it, and nobody can come before the one who invited them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from heapq import heappop, heappush

from app.domain.team import TeamRole
from app.sync.entries import Invited
from app.sync.roster import Odd, Oddity
from app.sync.said import Book, Claim, Removals, Said, counts

RECOVERY_DEPTH, FOUNDER_DEPTH = -1, 0


@dataclass(frozen=True, slots=True)
class Admitted:
    """A laptop that an invitation admitted, or the founder's; `claim` is None for the founder."""

    laptop: str
    member: str
    role: TeamRole
    depth: int
    invited_by: str = ""
    claim: Claim | None = None


@dataclass(slots=True)
class Admission:
    """Who is admitted, by laptop; the invitations that count, and who used them."""

    managers: set[str] = field(default_factory=set)
    laptops: dict[str, Admitted] = field(default_factory=dict)
    members: set[str] = field(default_factory=set)
    invitations: dict[str, tuple[Said, Invited]] = field(default_factory=dict)
    used_by: dict[str, str] = field(default_factory=dict)
    odd: set[Odd] = field(default_factory=set)


def admit(book: Book, removals: Removals, withdrawn: Collection[str]) -> Admission:
    """Everybody whom invitations that count admit, one after another."""
    admission = Admission()
    founder = book.founding.founder
    _enter(admission, Admitted(founder.laptop, founder.member, TeamRole.MANAGER, FOUNDER_DEPTH))
    admission.managers.add(book.founding.recovery.laptop)
    asked = [(RECOVERY_DEPTH, book.founding.recovery.laptop), (FOUNDER_DEPTH, founder.laptop)]
    while asked:
        depth, manager = heappop(asked)
        for said, invited in book.invitations.get(manager, ()):
            if invited.invite in admission.invitations or not counts(said, removals):
                continue
            admission.invitations[invited.invite] = (said, invited)
            claim = _who_joins(book, admission, invited, removals, withdrawn)
            if claim is None:
                continue
            lower = max(depth, FOUNDER_DEPTH) + 1
            _enter(admission, _admitted(claim, invited, lower, manager))
            admission.used_by[invited.invite] = claim.said.by
            if invited.role is TeamRole.MANAGER:
                heappush(asked, (lower, claim.said.by))
    return admission


def _enter(admission: Admission, admitted: Admitted) -> None:
    admission.laptops[admitted.laptop] = admitted
    admission.members.add(admitted.member)
    if admitted.role is TeamRole.MANAGER:
        admission.managers.add(admitted.laptop)


def _admitted(claim: Claim, invited: Invited, depth: int, by: str) -> Admitted:
    return Admitted(claim.said.by, claim.joined.member, invited.role, depth, by, claim)


def _who_joins(
    book: Book,
    admission: Admission,
    invited: Invited,
    removals: Removals,
    withdrawn: Collection[str],
) -> Claim | None:
    """The first whom an invitation may admit; the others are told."""
    first: Claim | None = None
    for claim in book.claims.get(invited.invite, ()):
        why = _why_not(claim, admission, invited, withdrawn)
        if not counts(claim.said, removals):
            why = Oddity.AFTER_REMOVAL
        elif why is None and first is not None:
            why = Oddity.USED_TWICE
        if why is None:
            first = claim
        else:
            admission.odd.add(Odd(why, claim.said.by, invited.invite))
    return first


def _why_not(
    claim: Claim, admission: Admission, invited: Invited, withdrawn: Collection[str]
) -> Oddity | None:
    member = claim.joined.member
    if invited.invite in withdrawn:
        return Oddity.WITHDRAWN
    if claim.joined.at > invited.expires:
        return Oddity.LATE
    if invited.person and invited.person != member:
        return Oddity.WRONG_PERSON
    if claim.said.by in admission.laptops or (not invited.person and member in admission.members):
        return Oddity.TAKEN
    return None
