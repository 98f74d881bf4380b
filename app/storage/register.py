"""Brings schools into the register, a batch at a time, within the caller's unit of work.

The register is not synced and not logged: rows go straight to its table, which a whole country
fills in about the time that a bare `executemany` takes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import compress
from operator import itemgetter, ne

from app.domain.register import CHANGES_TOLD, FIELDS, FlatSchool, RegisterChange, school_of
from app.domain.schools import RegisterSchool, SchoolStatus, Urn
from app.storage.register_rows import ADD, REPLACE, schools_where
from app.storage.register_words import FOUND_BY, make_index
from app.storage.unit_of_work import UnitOfWork

_KEEP_AUTHORITY = "INSERT OR IGNORE INTO register_authorities (name) VALUES (?)"
_FORGET_HEADS = "UPDATE register_schools SET head = '' WHERE head <> ''"
_AT_ONCE = 1000
_URN, _NAME, _LA_NAME, _STATUS, _SUCCESSORS = map(
    FIELDS.index, ("urn", "name", "la_name", "status", "successors")
)
_found_by = itemgetter(*map(FIELDS.index, FOUND_BY))
_CLOSED, _OPEN = SchoolStatus.CLOSED.value, SchoolStatus.OPEN.value


class RegisterImport:
    """One import of schools, and the tally of what it did.

    `fields` are those of RegisterSchool that the file says anything of: the others keep what an
    earlier import said. `watched` are URNs whose changes are wanted whole, in `before`: the school
    as it was, or None where it is new.
    """

    def __init__(
        self, work: UnitOfWork, fields: Collection[str], watched: Collection[Urn] = ()
    ) -> None:
        self.added = self.updated = self.unchanged = self.changed = 0
        self.closed = self.reopened = 0
        self.changes: list[RegisterChange] = []
        self.before: dict[Urn, RegisterSchool | None] = {}
        self._connection = work.connection
        self._told = [name in fields for name in FIELDS]
        self._says_all = all(self._told)
        self._watched = frozenset(watched)
        self._moved = False
        self._authorities = {""}  # a school without one names none
        count = self._connection.exec_driver_sql("SELECT count(*) FROM register_schools")
        self.size_before: int = count.scalar_one()

    @property
    def not_listed(self) -> int:
        """How many schools of the register the import has not met."""
        return self.size_before - self.updated - self.unchanged

    def take(self, schools: Sequence[FlatSchool]) -> None:
        """Bring in schools, none of which this import has met before."""
        known = self._known([school[_URN] for school in schools]) if self.size_before else {}
        met = [school for school in schools if school[_URN] in known]
        self._change([(known[school[_URN]], school) for school in met])
        self._add([school for school in schools if school[_URN] not in known] if met else schools)

    def take_successors(self, successors: Mapping[Urn, Sequence[Urn]]) -> frozenset[Urn]:
        """Give schools their successors; which of these the register lists, others being let be."""
        urns, known = sorted(successors), set[Urn]()
        for at in range(0, len(urns), _AT_ONCE):
            listed = self._known(urns[at : at + _AT_ONCE])
            self._change(
                [(old, _with_successors(old, successors[Urn(urn)])) for urn, old in listed.items()]
            )
            known.update(map(Urn, listed))
        return frozenset(known)

    def finish(self) -> None:
        """Bring the index of words up to date, once all schools are in."""
        if self.added or self._moved:
            make_index(self._connection)

    def forget_heads(self) -> None:
        """Forget every head's name that an earlier import kept."""
        if self.size_before:
            self._connection.exec_driver_sql(_FORGET_HEADS)

    def _known(self, urns: Sequence[int]) -> dict[int, FlatSchool]:
        """What the register has of these schools."""
        rows = self._connection.exec_driver_sql(schools_where(urns))
        return {row[_URN]: tuple(row) for row in rows}

    def _add(self, schools: Sequence[FlatSchool]) -> None:
        if schools:
            self._connection.exec_driver_sql(ADD, list(schools))
            self._keep_authorities(schools)
            self.before.update(dict.fromkeys(self._watched & {school[_URN] for school in schools}))
            self.added += len(schools)

    def _change(self, pairs: Sequence[tuple[FlatSchool, FlatSchool]]) -> None:
        """Bring in what the second school of each pair has new, the first being the known one."""
        merged = ((old, self._merged(old, new)) for old, new in pairs)
        changed = [(old, new) for old, new in merged if old != new]
        self.unchanged += len(pairs) - len(changed)
        self.updated += len(changed)
        if not changed:
            return
        self._connection.exec_driver_sql(REPLACE, [new for _, new in changed])
        self._keep_authorities([new for _, new in changed])
        self._moved = self._moved or any(_found_by(old) != _found_by(new) for old, new in changed)
        for old, new in changed:
            self._tell(old, new)

    def _merged(self, old: FlatSchool, new: FlatSchool) -> FlatSchool:
        if self._says_all or old == new:
            return new
        return tuple(new[i] if told else old[i] for i, told in enumerate(self._told))

    def _tell(self, old: FlatSchool, new: FlatSchool) -> None:
        self.closed += old[_STATUS] != _CLOSED and new[_STATUS] == _CLOSED
        self.reopened += old[_STATUS] == _CLOSED and new[_STATUS] == _OPEN
        if old[_URN] in self._watched:
            self.before[old[_URN]] = school_of(old)
        differing = list(compress(range(len(FIELDS)), map(ne, old, new)))
        self.changed += len(differing)
        self.changes.extend(
            RegisterChange(new[_URN], new[_NAME], FIELDS[place], str(old[place]), str(new[place]))
            for place in differing[: CHANGES_TOLD - len(self.changes)]
        )

    def _keep_authorities(self, rows: Iterable[FlatSchool]) -> None:
        names = {row[_LA_NAME] for row in rows} - self._authorities
        if names:
            self._connection.exec_driver_sql(_KEEP_AUTHORITY, [(name,) for name in sorted(names)])
            self._authorities |= names


def _with_successors(school: FlatSchool, urns: Sequence[Urn]) -> FlatSchool:
    told = " ".join(map(str, dict.fromkeys(urns)))
    return (*school[:_SUCCESSORS], told, *school[_SUCCESSORS + 1 :])
