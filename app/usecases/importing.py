"""A file with records in it: what they are, and drafts of those that were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from app.domain.changes import Change, Done
from app.errors import InputError, VisitbookError
from app.parts import App
from app.usecases.guards import own_school
from app.usecases.record_files import RecordFile, record_files
from app.usecases.taking_in import LeftOut, TakenIn, form_named, import_record, urn_named

_NAMED = 20  # records that an error lists


@dataclass(frozen=True, slots=True)
class RecordThere:
    """A record in a file. `name` is what it is chosen by; `title` its form's.

    `urn` is its own school's where that is one of one's own, else 0. `why` says why it cannot be
    taken in, blank where it can.
    """

    name: str
    title: str = ""
    urn: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """The drafts that were made of a file, and by name the records of which none could be."""

    taken: tuple[TakenIn, ...]
    refused: tuple[LeftOut, ...] = ()


@dataclass(slots=True)
class _Taking:
    taken: list[TakenIn] = field(default_factory=list)
    refused: list[LeftOut] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def records_there(app: App, path: Path) -> tuple[RecordThere, ...]:
    """The records in a file: an XML, or a ZIP file of them. Raises InputError for neither."""
    return tuple(_there(app, file) for file in record_files(path))


def import_records(app: App, path: Path, urn: int = 0, names: Sequence[str] = ()) -> Done[Imported]:
    """Make drafts of the records called `names`, of all without any.

    Each is of the school `urn`, with 0 of the one that it names itself. One that cannot be taken in
    keeps no other back; where there is one only, what is wrong with it is raised.
    """
    files = _chosen(path, names)
    if len(files) == 1:
        done = import_record(app, files[0], urn)
        return Done(Imported((done.value,)), done.changes)
    all_of_it = _Taking()
    for file in files:
        _take(app, file, urn, all_of_it)
    made = Imported(tuple(all_of_it.taken), tuple(all_of_it.refused))
    return Done(made, tuple(all_of_it.changes))


def record_name(file: RecordFile) -> str:
    """What a record is called in its file: its folder, or its own name where it has none."""
    if not file.name:
        return file.path.stem
    inside = PurePosixPath(file.name)
    alone = inside.parent.name and inside.parent.name == inside.stem
    return inside.stem if alone else str(inside.with_suffix(""))


def _take(app: App, file: RecordFile, urn: int, taking: _Taking) -> None:
    try:
        done = import_record(app, file, urn)
    except VisitbookError as error:
        taking.refused.append(LeftOut(record_name(file), str(error)))
    else:
        taking.taken.append(done.value)
        taking.changes += done.changes


def _chosen(path: Path, names: Sequence[str]) -> list[RecordFile]:
    files = record_files(path)
    if not names:
        return list(files)
    chosen = [file for file in files if record_name(file) in names]
    missing = set(names) - {record_name(file) for file in chosen}
    if missing:
        known = ", ".join([record_name(file) for file in files][:_NAMED])
        raise InputError(f"There is no record {min(missing)} in {path.name}. It holds: {known}.")
    return chosen


def _there(app: App, file: RecordFile) -> RecordThere:
    name = record_name(file)
    try:
        content = file.xml()
        return RecordThere(name, form_named(app, content).title, _own(app, urn_named(content)))
    except VisitbookError as error:
        return RecordThere(name, why=str(error))


def _own(app: App, urn: int) -> int:
    """The URN where the school is one's own now, else 0."""
    try:
        with app.store.reading() as reader:
            own_school(reader, urn)
    except VisitbookError:
        return 0
    return urn
