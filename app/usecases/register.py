"""Importing the school register, and finding schools in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from app.domain.register import (
    FIELDS,
    FlatSchool,
    ImportReport,
    ListKind,
    RefusedRow,
    RegisterChange,
    RegisterMatches,
    SchoolLink,
)
from app.domain.schools import RegisterSchool, School, Urn
from app.domain.search_words import alike
from app.errors import InputError, StoppedError
from app.parts import App
from app.sources.gias import LinkList, SchoolList, open_list
from app.storage import RegisterImport, UnitOfWork, register_school, search_register
from app.usecases.schools import SHARED_FACTS

Progress = Callable[[int, int], None]
"""Is told how many bytes of how many have been read."""

Stop = Callable[[], bool]
"""Says whether the person pressed stop."""

Row = TypeVar("Row", FlatSchool, SchoolLink)

_LA_CODE, _LA_NAME = map(FIELDS.index, ("la_code", "la_name"))
_BATCH = 200  # rows: small enough to stay in the processor's cache, and to hear stop at once


def import_schools(
    app: App,
    path: Path,
    *,
    la: str | None = None,
    heads: bool = False,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> ImportReport:
    """Bring a list of the register in, of schools or of links between schools: all or nothing.

    `la` keeps to one local authority, by name or code. Heads' names are kept only with `heads`,
    and any kept before are forgotten without it. Schools taken on get the facts that changed.
    Raises NotASchoolListError or InputError, where nothing fits `la`, and StoppedError.
    """
    with open_list(path, heads=heads) as listed:
        pace = _Pace(listed, progress, stop)
        if isinstance(listed, LinkList):
            return _import_links(app, pace.batches(listed))
        return _import_schools(app, listed, pace.batches(listed.flat()), la=la, heads=heads)


def find_schools(
    app: App, text: str, *, limit: int = 50, la: str | None = None, include_closed: bool = True
) -> RegisterMatches:
    """The schools of the register that fit what was typed, with those that are taken on marked."""
    with app.store.reading() as reader:
        found = search_register(reader, text, limit=limit, la=la, include_closed=include_closed)
        taken = reader.find(School, urn=[school.urn for school in found.schools])
    held = frozenset(school.urn for school in taken if school.given_up is None)
    return replace(found, taken_on=held)


class _Pace:
    """Hands rows on in batches; between them it tells how far it is, and stops where asked to."""

    def __init__(
        self, listed: SchoolList | LinkList, progress: Progress | None, stop: Stop | None
    ) -> None:
        self._file = listed.rows
        self._progress = progress or _untold
        self._stop = stop or _never

    def batches(self, listed: Iterable[Row | RefusedRow]) -> Iterator[list[Row | RefusedRow]]:
        """The rows, some at a time. Raises StoppedError."""
        rows = iter(listed)
        while batch := list(islice(rows, _BATCH)):
            self._go_on()
            yield batch
        self._go_on()

    def _go_on(self) -> None:
        if self._stop():
            raise StoppedError("The import was stopped. Nothing has been changed.")
        self._progress(self._file.bytes_read, self._file.bytes_total)


def _untold(_read: int, _total: int) -> None:
    pass


def _never() -> bool:
    return False


def _import_schools(
    app: App,
    listed: SchoolList,
    batches: Iterator[list[FlatSchool | RefusedRow]],
    *,
    la: str | None,
    heads: bool,
) -> ImportReport:
    refused: list[RefusedRow] = []
    left_out = 0
    with app.store.unit_of_work() as work:
        held = {school.urn: school for school in work.find(School)}
        register = RegisterImport(work, listed.fields, held)
        if not heads:
            register.forget_heads()
        for batch in batches:
            schools = _usable(batch, refused)
            wanted = [school for school in schools if _belongs(school, la)] if la else schools
            left_out += len(schools) - len(wanted)
            register.take(wanted)
        _check_found(la, register, left_out)
        register.finish()
        report = _report(register, tuple(refused), left_out, whole=not la)
        return replace(report, taken_on=_pass_on(work, register, held), logged=work.commit())


def _usable(batch: Sequence[Row | RefusedRow], refused: list[RefusedRow]) -> list[Row]:
    """The rows that can be used; the others are put to `refused`."""
    rows = [row for row in batch if not isinstance(row, RefusedRow)]
    if len(rows) < len(batch):
        refused.extend(row for row in batch if isinstance(row, RefusedRow))
    return rows


def _belongs(school: FlatSchool, la: str) -> bool:
    return school[_LA_CODE] == la.strip() or alike(school[_LA_NAME], la)


def _check_found(la: str | None, register: RegisterImport, left_out: int) -> None:
    if (
        la is not None
        and left_out
        and not (register.added or register.updated or register.unchanged)
    ):
        raise InputError(
            f"No school in this list belongs to {la}. Nothing has been changed. "
            "Check the name or code of the local authority."
        )


def _report(
    register: RegisterImport, refused: tuple[RefusedRow, ...], left_out: int, *, whole: bool
) -> ImportReport:
    taken = register.added + register.updated + register.unchanged
    return ImportReport(
        kind=ListKind.SCHOOLS,
        read=taken + left_out + len(refused),
        added=register.added,
        updated=register.updated,
        unchanged=register.unchanged,
        left_out=left_out,
        refused=refused,
        closed=register.closed,
        reopened=register.reopened,
        not_in_file=register.not_listed if whole else 0,
        changed=register.changed,
        changes=tuple(register.changes),
    )


def _pass_on(
    work: UnitOfWork, register: RegisterImport, held: dict[Urn, School]
) -> tuple[RegisterChange, ...]:
    """Give schools taken on what the import changed, and no more: a correction by hand stays."""
    told: list[RegisterChange] = []
    for urn, before in sorted(register.before.items()):
        after = register_school(work, urn)
        assert after is not None, "what was just imported is there"
        facts = {
            name: getattr(after, name)
            for name in SHARED_FACTS
            if getattr(after, name) != (getattr(before, name) if before else getattr(_BLANK, name))
        }
        school = replace(held[urn], **facts)
        if school != held[urn]:
            work.save(school)
            told.extend(_changes(held[urn], school))
    return tuple(told)


_BLANK = RegisterSchool(Urn(0), "")


def _changes(old: School, new: School) -> Iterator[RegisterChange]:
    for name in SHARED_FACTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield RegisterChange(new.urn, new.name, name, _shown(before), _shown(after))


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _import_links(app: App, batches: Iterator[list[SchoolLink | RefusedRow]]) -> ImportReport:
    refused: list[RefusedRow] = []
    successors: dict[Urn, list[Urn]] = {}
    read = 0
    for batch in batches:
        links = _usable(batch, refused)
        read += len(batch)
        for link in links:
            if link.is_successor:
                successors.setdefault(link.urn, []).append(link.linked)
    with app.store.unit_of_work() as work:
        register = RegisterImport(work, ("successors",))
        known = register.take_successors(successors)
        work.commit()
    return replace(
        _report(register, tuple(refused), left_out=0, whole=False),
        kind=ListKind.LINKS,
        read=read,
        left_out=read - len(refused) - sum(len(successors[urn]) for urn in known),
    )
