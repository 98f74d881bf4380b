"""Opens connections to the encrypted file, each set up the same way.

Chosen, and why:

    raw key                 opens in 0.1 ms; the passphrase was stretched by the vault
    WAL                     readers never wait for the writer
    synchronous FULL        a commit that returned survives a battery that dies, not only a kill
    BEGIN IMMEDIATE         SQLAlchemy's own habit loses updates between threads
    temp_store MEMORY, mmap off     nothing readable ever reaches the disk
    secure_delete           what was deleted leaves no trace in free pages
    memory security off     the words are in this process's memory anyway, and it slows every page
"""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from app.errors import DamagedStoreError
from app.storage import failures

KEY_BYTES = 32
BUSY_SECONDS = 10.0
WRITING = "writing"
"""The execution option of a connection whose transactions take the write lock at once."""

_SETTINGS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA journal_size_limit = 8388608",
)
_HEX_DIGITS = 64


def connect(path: Path, key: bytes, *, mode: str = "rwc") -> Any:
    """A connection of the bare driver to the encrypted file at `path`.

    `mode` is `rwc` (made where it is missing), `rw`, or `ro` for a copy that nobody writes. The
    driver begins no transactions of its own. A wrong key is noticed only by the first reading.
    """
    from sqlcipher3 import dbapi2

    how = "mode=ro&immutable=1" if mode == "ro" else f"mode={mode}"
    connection = dbapi2.connect(
        f"{_uri(path)}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
    connection.execute(f"PRAGMA key = \"x'{_hex(key)}'\"")
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def begin_file(path: Path, key: bytes) -> None:
    """Makes the file where it is missing and sets it to write-ahead logging, which stays."""
    with closing(connect(path, key)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def copy_database(path: Path, key: bytes, target: Path) -> None:
    """Copies the database at `path`, which may be in use, to `target`, under the same key.

    The copy is read through before it takes its name: SQLCipher copies a damaged page as a blank
    one without a word. Raises DamagedStoreError, or the driver's own errors.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    with (
        closing(connect(path, key, mode="rw")) as source,
        closing(connect(part, key)) as copy,
    ):
        source.backup(copy)
        read_through(copy)
    flush_to_disk(part)
    part.replace(target)


def read_through(connection: Any) -> None:
    """Reads every page. Raises DamagedStoreError, or the driver's own errors."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedStoreError(failures.DAMAGED)


def flush_to_disk(path: Path) -> None:
    """Waits until the file is on the disk itself, so that replacing another by it is safe."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine for the encrypted file at `path`; its errors are the program's own.

    The key stays in this closure: no URL, no log and no error ever holds it, nor any value.
    """
    from sqlcipher3 import dbapi2

    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
        pool_use_lifo=True,  # the connection used last has its pages in memory
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", failures.tell)
    return engine


def _uri(path: Path) -> str:
    """As SQLite reads it: a Windows share keeps both slashes and is no authority."""
    place = quote(path.absolute().as_posix(), safe="/:")
    return f"file://{place}" if place.startswith("/") else f"file:///{place}"


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _hex(key: bytes) -> str:
    """The key's 64 digits: of another length, SQLCipher would take it for a passphrase."""
    digits = key.hex()
    if len(digits) != _HEX_DIGITS:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    return digits
