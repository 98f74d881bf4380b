"""Encrypted copies of the database: one a day, one before each change of its tables, and backups.

A copy is a folder that can be opened by itself as a data folder: the database, and beside it the
files of the vault as they were, and the sealed pictures. Fourteen are kept; they share the files of
the pictures among them, since such a file never changes. Restoring never deletes: what is there is
moved into `set-aside/` first.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import (
    DiskFullError,
    ExportError,
    NotFoundError,
    ReadOnlyFolderError,
)
from app.storage import failures
from app.storage.engine import connect, copy_database, flush_to_disk, read_through
from app.storage.sealed_files import bring_sealed, copy_sealed

if TYPE_CHECKING:
    from app.storage.store import Store

DATABASE = "visitbook.db"
KEY_FILES = ("keys.json",)
"""The vault's files, copied as they are: what is in them is not this package's matter."""
COPIES = "safety-copies"
SET_ASIDE = "set-aside"
RESTORED = "visitbook.restored"
"""Marks a folder whose database was restored, until it is opened and gets a new device id."""
COPIES_KEPT = 14

_BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")


def list_copies(folder: Path) -> tuple[Path, ...]:
    """The folders of the safety copies in the data folder `folder`, newest first."""
    found = (path.parent for path in (folder / COPIES).glob(f"[0-9]*/{DATABASE}"))
    return tuple(sorted(found, reverse=True))


def is_own_copy(folder: Path, copy: Path) -> bool:
    """Whether `copy` is one of the safety copies in `folder`, however either path is written."""
    return copy.resolve().parent == (folder / COPIES).resolve()


def holds_records(folder: Path) -> bool:
    """Whether the data folder `folder` has a database, or had one: copies of it say so."""
    path = folder / DATABASE
    there = path.exists() and path.stat().st_size > 0
    return there or bool(list_copies(folder)) or (folder / SET_ASIDE).exists()


def remove_new(folder: Path) -> None:
    """Remove the closed database of a folder whose set-up failed: nothing was kept in it yet."""
    for name in (DATABASE, *_BESIDE):
        with contextlib.suppress(OSError):  # what made the set-up fail is told, not this
            (folder / name).unlink(missing_ok=True)


def daily_copy(store: Store) -> Path | None:
    """Makes the day's copy unless there is one; the oldest beyond fourteen are removed.

    The store may be in use meanwhile. Raises DiskFullError, ReadOnlyFolderError, or
    DamagedStoreError where the database cannot be read through: then no older copy is removed.
    """
    now = store.now()
    if any(copy.name.startswith(_day(now)) for copy in list_copies(store.path.parent)):
        return None
    return _keep_copy(store.path.parent, _name(now), store.copy_to)


def copy_before_step(path: Path, key: bytes, now: datetime, version: str) -> Path | None:
    """Makes a copy of the database at `path` before its tables change from `version`.

    One a day is enough, however often the step is tried.
    """
    folder, reason = path.parent, f"before-leaving-{version}"
    names = [copy.name for copy in list_copies(folder)]
    if any(name.startswith(_day(now)) and name.endswith(reason) for name in names):
        return None
    name = f"{_name(now)}-{reason}"
    return _keep_copy(folder, name, lambda target: copy_database(path, key, target))


def backup(store: Store, target: Path | None = None, *, now: datetime | None = None) -> Path:
    """Writes a copy that can be opened by itself into the folder `target`, and answers with it.

    Without a target, it is one more safety copy. Raises ExportError where `target` already holds
    a database or cannot be written; for a safety copy, the errors of `daily_copy`.
    """
    if target is None:
        return _keep_copy(store.path.parent, _name(now or store.now()), store.copy_to)
    if (target / DATABASE).exists():
        raise ExportError("That folder already holds a backup; it is unchanged. Choose another.")
    try:
        target.mkdir(parents=True, exist_ok=True)
        _fill(target, store.path.parent, store.copy_to)
    except (OSError, DiskFullError, ReadOnlyFolderError) as error:
        raise ExportError(
            "The backup could not be written there; your data is unchanged. "
            "Check that there is space and that you may write there, or choose another folder."
        ) from error
    return target


def restore(
    folder: Path, copy: Path, *, key: bytes | None = None, now: datetime | None = None
) -> Path:
    """Puts a copy in the place of the database of `folder`, and answers where the old one is now.

    `copy` is the folder of a copy, or the database in it. The caller holds the folder's lock, with
    the store closed. With `key`, the copy is read through first. The vault's files stay as they
    are for a safety copy of this folder; a backup from elsewhere brings its own, and the old ones
    are set aside likewise. Pictures come with the copy; those that are here stay. Raises
    NotFoundError, DamagedStoreError, UnreadableStoreError, DiskFullError or ReadOnlyFolderError.
    """
    chosen = _chosen(copy)
    if key is not None:
        check_copy(chosen, key)
    with failures.files_told():
        part = folder / f"{DATABASE}.part"
        shutil.copyfile(chosen / DATABASE, part)
        flush_to_disk(part)
        aside = _place_aside(folder, now or datetime.now().astimezone())
        bring_sealed(chosen, folder, aside)
        keys = _keys_to_bring(folder, chosen)
        (folder / RESTORED).touch()
        _move_aside(folder, (DATABASE, *_BESIDE, *keys), aside)
        for name in keys:
            shutil.copyfile(chosen / name, folder / name)
        part.replace(folder / DATABASE)
    return aside


def check_copy(copy: Path, key: bytes) -> None:
    """Reads the whole copy: DamagedStoreError where it fails, UnreadableStoreError for the key."""
    with (
        failures.files_told(),
        closing(connect(_chosen(copy) / DATABASE, key, mode="ro")) as connection,
    ):
        read_through(connection)


def _day(now: datetime) -> str:
    return now.date().isoformat()


def _name(now: datetime) -> str:
    return now.strftime("%Y-%m-%d-%H%M%S")


def _keep_copy(folder: Path, name: str, write: Callable[[Path], None]) -> Path:
    with failures.files_told():
        kept = _free_place(folder / COPIES, name)
        for left_over in (folder / COPIES).glob("part-*"):
            shutil.rmtree(left_over)
        part = folder / COPIES / f"part-{name}"
        part.mkdir(parents=True)
        _fill(part, folder, write, next(iter(list_copies(folder)), None))
        part.replace(kept)
        _remove_oldest(folder, kept)
    return kept


def _fill(
    target: Path, folder: Path, write: Callable[[Path], None], earlier: Path | None = None
) -> None:
    for name in KEY_FILES:
        if (folder / name).exists():
            shutil.copyfile(folder / name, target / name)
    write(target / DATABASE)
    copy_sealed(folder, target, earlier)  # after the database: none that it names is missing then


def remake_copies(store: Store) -> Path:
    """Makes a copy now and removes all older ones: for what is to be on this laptop no more."""
    made = backup(store)
    for copy in list_copies(store.path.parent):
        if copy != made:
            shutil.rmtree(copy)
    return made


def _remove_oldest(folder: Path, newest: Path) -> None:
    """Removes what is beyond the number kept; never the newest, whatever the clock said before."""
    others = [copy for copy in list_copies(folder) if copy != newest]
    for copy in others[COPIES_KEPT - 1 :]:
        shutil.rmtree(copy)


def _chosen(copy: Path) -> Path:
    folder = copy if copy.is_dir() else copy.parent
    if not (folder / DATABASE).is_file():
        raise NotFoundError("There is no safety copy there; nothing was changed.")
    return folder


def _keys_to_bring(folder: Path, copy: Path) -> tuple[str, ...]:
    """The vault's files to take from the copy: all of a backup's, the missing ones of our own."""
    ours = is_own_copy(folder, copy)
    there = (name for name in KEY_FILES if (copy / name).exists())
    return tuple(name for name in there if not (ours and (folder / name).exists()))


def _place_aside(folder: Path, now: datetime) -> Path:
    place = _free_place(folder / SET_ASIDE, _name(now))
    place.mkdir(parents=True)
    return place


def _free_place(folder: Path, name: str) -> Path:
    tries = (folder / f"{name}{more}" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(path for path in tries if not path.exists())


def _move_aside(folder: Path, names: Iterable[str], aside: Path) -> None:
    for name in names:
        if (folder / name).exists():
            (folder / name).replace(aside / name)
