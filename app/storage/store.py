"""The store of one data folder: opens it, and hands out short readings and writings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, update

from app.domain.ids import new_id
from app.errors import DamagedStoreError, StoppedError, UnreadableStoreError
from app.storage import failures
from app.storage.change_log import read_place
from app.storage.engine import WRITING, begin_file, copy_database, make_engine
from app.storage.outbox import doubt_after_restoring
from app.storage.page_check import key_fits
from app.storage.reader import Reader
from app.storage.receiving import KNOWN_FIELDS, catch_up, go_on_as, known_fields
from app.storage.safety_copies import (
    DATABASE,
    RESTORED,
    SET_ASIDE,
    copy_before_step,
    list_copies,
)
from app.storage.schema import prepare
from app.storage.tables.laptop import laptop
from app.storage.unit_of_work import UnitOfWork

Clock = Callable[[], datetime]
Copying = Callable[[Path], None]


class Store:
    """An open data folder. Any thread may open a reading or a writing; each is short.

    `device` is this laptop's id in the log; `person` the id of who works here, put to each change.
    """

    def __init__(
        self, path: Path, engine: Engine, device: str, clock: Clock, copy: Copying
    ) -> None:
        self.path = path
        self.device = device
        self.person = ""
        self._engine = engine
        self._clock = clock
        self._copy = copy
        self._closed = False

    def reading(self) -> Reader:
        """A view of everything as it is now, as a context manager."""
        self._check_open()
        return Reader(self._engine)

    def unit_of_work(self) -> UnitOfWork:
        """A writing that is undone unless committed, as a context manager."""
        self._check_open()
        return UnitOfWork(self._engine, self.person, self._clock)

    def now(self) -> datetime:
        """The moment by the store's clock, in this laptop's own zone."""
        return self._clock().astimezone()

    def copy_to(self, target: Path) -> None:
        """Writes an encrypted copy of the database, under the same key, to the file `target`."""
        with failures.files_told():
            self._copy(target)

    def close(self) -> None:
        """Closes every connection; the file then stands alone, without its journal.

        Whoever still works with it in another thread is stopped at its next reading or writing.
        """
        self._closed = True
        self._engine.dispose()

    def _check_open(self) -> None:
        if self._closed:
            raise StoppedError("The data folder is closed. Nothing more was changed.")


def open_store(
    folder: Path, key: bytes, *, clock: Clock, device: str | None = None, person: str = ""
) -> Store:
    """Opens the database in `folder`, or makes it; catches up its tables after a safety copy.

    `key` has 32 bytes; `clock` gives moments with a zone; `device` names a new database's device.
    Raises ReadOnlyFolderError, DiskFullError, DamagedStoreError, UnreadableStoreError (not a
    database of this program, or not its key), NewerStoreError or FolderInUseError.
    """
    path = folder / DATABASE
    engine = make_engine(path, key)
    try:
        with failures.files_told():
            folder.mkdir(parents=True, exist_ok=True)
            _refuse_if_lost(folder)
            begin_file(path, key)
            found = _set_up(engine, path, key, clock, device or new_id())
    except UnreadableStoreError as error:
        engine.dispose()
        if _is_key(path, key):
            raise DamagedStoreError(failures.DAMAGED) from error
        raise
    except BaseException:
        engine.dispose()
        raise
    store = Store(path, engine, found, clock, lambda target: copy_database(path, key, target))
    store.person = person
    return store


def _set_up(engine: Engine, path: Path, key: bytes, clock: Clock, fresh: str) -> str:
    """Makes or catches up the tables; answers with the device's id."""
    prepare(
        engine, fresh, lambda version: copy_before_step(path, key, clock().astimezone(), version)
    )
    _catch_up(engine)
    marker = path.with_name(RESTORED)
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        device = read_place(connection).device
        if not marker.exists():
            # Undone at once: it only finds out here, and not at the first answer, that the file
            # cannot be written.
            connection.execute(update(laptop).values(device=device))
            return device
        device = new_id()
        go_on_as(connection, device)
        doubt_after_restoring(connection)
        connection.commit()
    marker.unlink()
    return device


def _catch_up(engine: Engine) -> None:
    """Brings what came from elsewhere in line once this program knows more fields than the last."""
    with engine.connect() as connection:
        if known_fields(connection) == KNOWN_FIELDS:
            return
    with engine.connect().execution_options(**{WRITING: True}) as connection:
        catch_up(connection)
        connection.commit()


def _refuse_if_lost(folder: Path) -> None:
    """A missing or empty file beside copies of it is a loss, not a beginning."""
    path = folder / DATABASE
    empty = not path.exists() or path.stat().st_size == 0
    if empty and (list_copies(folder) or (folder / SET_ASIDE).exists()):
        raise DamagedStoreError(failures.MISSING)


def _is_key(path: Path, key: bytes) -> bool:
    copies = (copy / DATABASE for copy in list_copies(path.parent))
    return any(key_fits(file, key) for file in (path, *copies))
