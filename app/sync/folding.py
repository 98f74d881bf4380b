"""Makes the roster of what was said: the same of the same files, in whatever order they came.

Removals and withdrawals are weighed one after another, the most senior manager's first. Each takes
effect at once, so of two managers who remove each other the more senior one stays, and what has
been decided is never undone by what comes after it. A removed laptop counts as far as it was heard,
only not against the one who removed it. Withdrawing an invitation removes whoever joined by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.sync.admission import Admission, Admitted, admit
from app.sync.entries import (
    Acknowledged,
    Granted,
    Invited,
    Joined,
    Rejoined,
    Removed,
    Snapshotted,
    Unread,
    Withdrawn,
)
from app.sync.founding import Founding
from app.sync.roster import (
    Grant,
    KeyName,
    Odd,
    Oddity,
    Removal,
    Roster,
    TeamInvitation,
    TeamLaptop,
    TeamSnapshot,
    key_name,
)
from app.sync.roster_files import RosterSegment
from app.sync.said import Book, Said, book_of, counts

_UNRANKED = 1 << 30


@dataclass(slots=True)
class _Fold:
    """How far the weighing has come."""

    book: Book
    removals: dict[str, Removal] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    admission: Admission = field(default_factory=Admission)
    odd: set[Odd] = field(default_factory=set)

    def admit(self) -> None:
        self.admission = admit(self.book, self.removals, self.withdrawn)

    def counts(self, said: Said) -> bool:
        return counts(said, self.removals)

    def is_in_team(self, laptop: str) -> bool:
        recovery = self.book.founding.recovery.laptop
        return laptop in self.admission.laptops or laptop == recovery


def fold(founding: Founding, segments: Iterable[RosterSegment]) -> Roster:
    """The roster that these segments come to. What does not fit the rules is told in `odd`."""
    done = _Fold(book_of(founding, segments))
    done.admit()
    _weigh(done)
    laptops = _laptops(done)
    grants = _grants(done)
    return Roster(
        founding=founding,
        laptops=laptops,
        invitations=_invitations(done),
        grants=grants,
        holders=_holders(grants),
        odd=_all_odd(done),
        snapshots=_snapshots(done),
    )


def _weigh(done: _Fold) -> None:
    ranks = {each.laptop: each.depth for each in done.admission.laptops.values()}
    ranks[done.book.founding.recovery.laptop] = -1

    def seniority(verdict: tuple[Said, Removed | Withdrawn]) -> tuple[object, ...]:
        said, _ = verdict
        return ranks.get(said.by, _UNRANKED), said.by, said.order

    for said, verdict in sorted(done.book.verdicts, key=seniority):
        why = _why_not(done, said, verdict)
        if why is not None:
            done.odd.add(Odd(why, said.by, _about(verdict)))
        elif isinstance(verdict, Removed):
            _remove(done, said.by, verdict)
        else:
            _withdraw(done, verdict)


def _why_not(done: _Fold, said: Said, verdict: Removed | Withdrawn) -> Oddity | None:
    if not done.is_in_team(said.by):
        return Oddity.STRANGER
    if said.by not in done.admission.managers:
        return Oddity.NOT_A_MANAGER
    removal = done.removals.get(said.by)
    aim = verdict.laptop if isinstance(verdict, Removed) else _joined_by(done, verdict)
    if aim == done.book.founding.recovery.laptop:
        return Oddity.OVERRULED
    if removal is not None and (aim == removal.by or not done.counts(said)):
        return Oddity.OVERRULED
    return None


def _joined_by(done: _Fold, withdrawn: Withdrawn) -> str:
    return done.admission.used_by.get(withdrawn.invite, "")


def _remove(done: _Fold, by: str, removed: Removed) -> None:
    if removed.laptop in done.removals:
        return  # by somebody more senior
    done.removals[removed.laptop] = Removal(by, removed.at, removed.heard)
    if done.book.says_more(removed):
        done.admit()


def _withdraw(done: _Fold, withdrawn: Withdrawn) -> None:
    done.withdrawn.add(withdrawn.invite)
    if withdrawn.invite in done.book.claims:
        done.admit()


def _laptops(done: _Fold) -> dict[str, TeamLaptop]:
    devices, was = _names(done)
    owners = {name: id_ for id_, names in devices.items() for name in names}
    laptops = {}
    for each in sorted(done.admission.laptops.values(), key=lambda one: (one.depth, one.laptop)):
        for name in was[each.laptop]:
            if owners.setdefault(name, each.laptop) != each.laptop:  # the most senior's who says so
                done.odd.add(Odd(Oddity.TAKEN, each.laptop, name))
        own = frozenset(name for name in was[each.laptop] if owners[name] == each.laptop)
        laptops[each.laptop] = _laptop(done, each, devices[each.laptop], own)
    return laptops


def _names(done: _Fold) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The names that each laptop writes under, and those it says it wrote under before."""
    founder = done.book.founding.founder
    devices: dict[str, list[str]] = {}
    was: dict[str, list[str]] = {}
    for id_, each in done.admission.laptops.items():
        devices[id_] = [each.claim.joined.device if each.claim else founder.device.name]
        was[id_] = [*(each.claim.joined.was if each.claim else founder.was)]
    for said, rejoined in _rejoined(done):
        devices[said.by].append(rejoined.device)
        was[said.by] += rejoined.was
    return devices, was


def _rejoined(done: _Fold) -> Iterable[tuple[Said, Rejoined]]:
    for said in done.book.all:
        entry = said.entry
        if not isinstance(entry, Rejoined) or said.by not in done.admission.laptops:
            continue
        if (entry.device, entry.device_nonce) != (said.device, said.device_nonce):
            done.odd.add(Odd(Oddity.FORGED, said.by, entry.device))
        elif done.counts(said):
            yield said, entry


def _laptop(done: _Fold, admitted: Admitted, devices: list[str], was: frozenset[str]) -> TeamLaptop:
    founding = done.book.founding
    joined = admitted.claim.joined if admitted.claim else founding.founder
    return TeamLaptop(
        id=admitted.laptop,
        member=admitted.member,
        role=admitted.role,
        verify_key=joined.verify_key,
        recipient=joined.recipient,
        devices=tuple(dict.fromkeys(devices)),
        was=was,
        joined_at=joined.at if isinstance(joined, Joined) else founding.at,
        depth=admitted.depth,
        invited_by=admitted.invited_by,
        removed=done.removals.get(admitted.laptop),
    )


def _invitations(done: _Fold) -> tuple[TeamInvitation, ...]:
    return tuple(
        TeamInvitation(
            *(invite, invited.role, invited.expires, invited.person, said.by),
            used_by=done.admission.used_by.get(invite, ""),
            withdrawn=invite in done.withdrawn,
        )
        for invite, (said, invited) in sorted(done.admission.invitations.items())
    )


def _grants(done: _Fold) -> tuple[Grant, ...]:
    return tuple(
        Grant(said.by, said.entry)
        for said in done.book.all
        if isinstance(said.entry, Granted) and done.counts(said) and done.is_in_team(said.by)
    )


def _snapshots(done: _Fold) -> tuple[TeamSnapshot, ...]:
    """The snapshots that managers made, the newest first, each with who has all of it.

    The newer one is which covers more: whose clock is wrong makes one that no later one outdates.
    """
    seen: dict[str, set[str]] = {}
    made = []
    for said in done.book.all:
        if not done.counts(said) or said.by not in done.admission.laptops:
            continue
        if isinstance(said.entry, Acknowledged):
            seen.setdefault(said.entry.name, set()).add(said.by)
        elif isinstance(said.entry, Snapshotted) and said.by in done.admission.managers:
            seen.setdefault(said.entry.name, set()).add(said.by)
            made.append(said.entry)
    made.sort(key=lambda each: (sum(each.covers.values()), each.at, each.name), reverse=True)
    return tuple(TeamSnapshot(each, frozenset(seen[each.name])) for each in made)


def _holders(grants: Iterable[Grant]) -> dict[KeyName, frozenset[str]]:
    holders: dict[KeyName, set[str]] = {}
    for each in grants:
        holders.setdefault(key_name(each.granted), set()).update((each.by, *each.granted.to))
    return {name: frozenset(laptops) for name, laptops in holders.items()}


def _all_odd(done: _Fold) -> tuple[Odd, ...]:
    odd = done.book.odd | done.admission.odd | done.odd
    for said in done.book.all:
        why = _oddity(done, said)
        if why is not None:
            odd.add(Odd(why, said.by, _about(said.entry)))
    return tuple(sorted(odd))


def _oddity(done: _Fold, said: Said) -> Oddity | None:
    """Why an entry does not count that is no verdict, for those were weighed."""
    entry = said.entry
    if isinstance(entry, Removed | Withdrawn):
        return None
    if not done.counts(said):
        return Oddity.AFTER_REMOVAL
    if isinstance(entry, Joined):
        known = entry.invite in done.admission.invitations
        return None if known else Oddity.UNINVITED
    if not done.is_in_team(said.by):
        return Oddity.STRANGER
    if isinstance(entry, Invited) and said.by not in done.admission.managers:
        return Oddity.NOT_A_MANAGER
    return Oddity.UNREAD if isinstance(entry, Unread) else None


def _about(entry: object) -> str:
    for name in ("invite", "laptop", "tag", "kind"):
        if hasattr(entry, name):
            return str(getattr(entry, name))
    return ""
