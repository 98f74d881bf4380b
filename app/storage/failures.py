"""Turns what SQLCipher and the file system report into the program's errors, in one place.

SQLCipher's errors are not those of `sqlite3`. What has no entry here is a mistake of the program's
own (a broken constraint, wrong SQL) and is left as it is.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.errors import (
    DamagedStoreError,
    DiskFullError,
    FolderInUseError,
    InputError,
    ReadOnlyFolderError,
    StoreError,
    UnreadableStoreError,
    VisitbookError,
)

DISK_FULL = (
    "The disk is full, so this could not be saved; what was saved before is safe. "
    "Free some space on the disk that holds the data folder, then try again."
)
READ_ONLY = (
    "The data folder cannot be written to; what is in it is unchanged. "
    "Give this account the right to write there, or choose another data folder."
)
DAMAGED = (
    "The database is damaged; nothing has been changed or removed. "
    "Restore the newest safety copy: the damaged file is kept beside it."
)
UNREADABLE = (
    "The database cannot be opened: this is not a Visitbook database, or these are not its keys. "
    "Nothing has been changed. Put the keys and the database of the same data folder together, "
    "or restore a safety copy."
)
IN_USE = (
    "Another program is busy with the data folder, so this was not saved. "
    "Close other Visitbook windows and commands, then try again."
)
FAILING = (
    "The disk reported a failure while the data folder was in use; what was saved before is kept. "
    "Check that the disk or network drive is still connected, then try again."
)
NOT_KEPT = (
    "A number here is too large to be kept, or a text has half a character in it, as some programs "
    "paste it. Nothing has been changed. Type it by hand, then try again."
)
MISSING = (
    "The database is missing or empty, though safety copies of it are here. "
    "Nothing has been changed. Put the file back, or restore the newest safety copy."
)

_BY_CODE: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_FULL": (DiskFullError, DISK_FULL),
    "SQLITE_READONLY": (ReadOnlyFolderError, READ_ONLY),
    "SQLITE_PERM": (ReadOnlyFolderError, READ_ONLY),
    "SQLITE_CANTOPEN": (ReadOnlyFolderError, READ_ONLY),
    "SQLITE_CORRUPT": (DamagedStoreError, DAMAGED),
    "SQLITE_NOTADB": (UnreadableStoreError, UNREADABLE),
    "SQLITE_BUSY": (FolderInUseError, IN_USE),
    "SQLITE_LOCKED": (FolderInUseError, IN_USE),
    "SQLITE_IOERR": (StoreError, FAILING),
}
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_NO_WRITING = {errno.EACCES, errno.EPERM, errno.EROFS}


def told(error: BaseException) -> VisitbookError | None:
    """The program's error for one of SQLCipher's, or None where it is the program's mistake."""
    if isinstance(error, OverflowError | UnicodeEncodeError):
        return InputError(NOT_KEPT)
    name = getattr(error, "sqlite_errorname", None) or ""
    primary = "_".join(
        name.split("_")[:2]
    )  # SQLITE_IOERR_WRITE and its like belong to SQLITE_IOERR
    if primary not in _BY_CODE:
        return None
    kind, sentence = _BY_CODE[primary]
    return kind(sentence)


def tell(context: Any) -> None:
    """SQLAlchemy's hook for errors: raises the program's error in place of the driver's."""
    error = told(context.original_exception)
    if error is not None:
        raise error from context.original_exception


@contextmanager
def files_told() -> Iterator[None]:
    """Raises the program's error for what the file system or the bare driver reports within."""
    try:
        yield
    except OSError as error:
        raise _told_of_files(error) from error
    except StoreError:
        raise
    except Exception as error:
        story = told(error)
        if story is None:
            raise
        raise story from error


def _told_of_files(error: OSError) -> StoreError:
    if error.errno in _FULL:
        return DiskFullError(DISK_FULL)
    if error.errno in _NO_WRITING:
        return ReadOnlyFolderError(READ_ONLY)
    return StoreError(FAILING)
