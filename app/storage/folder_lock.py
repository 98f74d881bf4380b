"""One writer per data folder: a lock of the operating system, gone when its process is gone."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from app.errors import FolderInUseError
from app.storage import failures

LOCK_FILE = "visitbook.lock"
_LOCKED_BYTE = 1 << 30  # far behind the number: Windows would not let others read a locked byte

_IN_USE = (
    "This data folder is in use by another Visitbook window or command; nothing was changed. "
    "Close it, or wait until it is done, then try again."
)


class FolderLock:
    """The right to write in a data folder. The lock's file holds the number of its process.

    A folder in which nothing was kept is left as it was found: without the file, and without the
    folders that were made for it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOCK_FILE
        self._held: int | None = None
        self._made: tuple[Path, ...] = ()

    def take(self) -> None:
        """Takes the lock. Raises FolderInUseError, ReadOnlyFolderError or DiskFullError."""
        with failures.files_told():
            self._make_folder()
            file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
            if not os.path.samestat(os.fstat(file), self.path.stat()):  # given back meanwhile
                raise FileNotFoundError(self.path)
        except OSError as error:
            os.close(file)
            raise FolderInUseError(_IN_USE) from error
        self._held = file
        with failures.files_told():
            os.ftruncate(file, 0)
            os.write(file, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Gives the lock back; harmless where it is not held. Its file stays with what was kept."""
        if self._held is None:
            return
        with contextlib.suppress(OSError):  # nothing hangs on a file that is left behind
            if [*self.path.parent.iterdir()] == [self.path]:
                self._leave_nothing()
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _make_folder(self) -> None:
        folder = self.path.parent
        self._made = tuple(place for place in (folder, *folder.parents) if not place.exists())
        folder.mkdir(parents=True, exist_ok=True)

    def _leave_nothing(self) -> None:
        if self._held is not None and sys.platform == "win32":
            os.close(self._held)  # Windows removes no file that is open
            self._held = None
        self.path.unlink()
        for place in self._made:
            place.rmdir()

    def holder(self) -> int | None:
        """The number of the process that took the lock last, or None."""
        try:
            return int(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        os.lseek(file, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        os.lseek(file, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
