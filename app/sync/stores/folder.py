"""A team's store in a folder: on a share, a memory stick, or kept in step by OneDrive and the like.

Other programs work in the same folder: clients that rename copies, scanners that hold files open,
laptops that write at the same moment. So a file is written whole under a name that nobody reads and
that such clients do not upload, and then gets its own name in one step that replaces nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.errors import NotThereError
from app.sync.names import PHOTOS, is_name, is_stream, read_name
from app.sync.stores.folder_errors import gone, is_missing, linked, told, unreached
from app.sync.stores.guarding import (
    NOT_THERE,
    check_same,
    check_size,
    few_enough,
    listable,
    probe_store,
    removable,
    sendable,
    wanted,
)
from app.sync.stores.in_time import Errand
from app.sync.stores.team_store import Listing

Result = TypeVar("Result")
GoOn = Callable[[], None]

_ROOT = "v1"
_PIECE = 1 << 20
_NO_LINKS_HERE = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}
_JUNCTION = 0xA0000003  # what Windows calls a folder that leads elsewhere
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_WRITING = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _Adding:
    name: str
    content: bytes
    go_on: GoOn

    def continues(self, there: bytes) -> bool:
        """Whether what is there is the beginning of this very file, left by a crash or a client.

        A segment's name tells what belongs there. A photo's does not to us, so none is completed
        but one that is still empty: a name that was only just taken.
        """
        file = read_name(self.name)
        if file is None:
            return self.name.startswith(PHOTOS) and not there
        shorter = len(there) < len(self.content)
        return shorter and self.content.startswith(there) and file.fits(self.content)


class FolderStore:
    """Files below `folder`, which has to be there; `prepare` makes it for a new team.

    A call that shows no sign of life for `time_limit` seconds is given up.
    """

    def __init__(self, folder: Path, time_limit: float = 30.0) -> None:
        self.parallel = 1
        self._folder = folder
        self._limit = time_limit

    def __repr__(self) -> str:
        return f"FolderStore({str(self._folder)!r})"

    def prepare(self) -> None:
        """Make the folder and what a new team needs in it."""
        self._in_time(lambda _: self._prepare())

    def list(self, stream: str, mark: str = "") -> Listing:  # noqa: ARG002 - a folder knows no order
        """All files below `stream`, sorted, and no copies, half-written files or links."""
        listable(stream)
        return Listing(self._in_time(lambda go_on: self._listed(stream, go_on)))

    def get(self, name: str) -> bytes:
        """A file's bytes; one that a client has named and not filled yet is not there."""
        wanted(name)
        return self._in_time(lambda go_on: self._read(name, go_on))

    def put_new(self, name: str, content: bytes) -> None:
        """Add a file, lasting through a power cut; what is there is never replaced."""
        sendable(name, content)
        self._in_time(lambda go_on: self._put(_Adding(name, content, go_on)))

    def remove(self, name: str) -> None:
        """Take a file away; none of that name is no error."""
        removable(name)
        self._in_time(lambda _: self._way(name).unlink(missing_ok=True))

    def probe(self) -> None:
        """Make sure that one can add, list, read back and remove in the folder."""
        probe_store(self)

    def _in_time(self, work: Callable[[GoOn], Result]) -> Result:
        try:
            return Errand(work).go(self._limit)
        except TimeoutError as problem:
            raise unreached(self._folder) from problem
        except OSError as problem:
            raise told(problem, self._folder) from problem

    def _prepare(self) -> None:
        with contextlib.suppress(FileExistsError):
            self._folder.mkdir()  # and nothing above it, where a disk may be missing
        _make_folders(self._folder / _ROOT)

    def _way(self, name: str) -> Path:
        """Where a file is; WrongStoreError where a link would lead somewhere else."""
        path = self._folder
        for step in name.split("/"):
            path /= step
            if _is_link(path):
                raise linked(self._folder)
        return path

    def _check_there(self) -> None:
        """A folder without its root is emptied, unmounted, or another one."""
        try:
            there = stat.S_ISDIR((self._folder / _ROOT).stat().st_mode)
        except OSError as problem:
            if not is_missing(problem):
                raise
            there = False
        if not there:
            raise gone(self._folder)

    def _listed(self, stream: str, go_on: GoOn) -> tuple[str, ...]:
        self._way(stream)
        names = sorted(few_enough(_names_below(self._folder, stream, go_on)))
        if not names:
            self._check_there()
        return tuple(names)

    def _read(self, name: str, go_on: GoOn) -> bytes:
        content = _content(self._way(name), go_on)
        if content is None:
            self._check_there()
        if not content:
            raise NotThereError(NOT_THERE)
        return content

    def _put(self, adding: _Adding) -> None:
        path = self._way(adding.name)
        if not path.parent.is_dir():
            self._check_there()
            _make_folders(path.parent)
        if _is_kept(path, adding):
            return
        beside = path.with_name(f"~{secrets.token_hex(16)}.tmp")
        try:
            _write_through(beside, adding)
            _name_it(beside, path, adding)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink()
        _settle_folder(path.parent)


def _is_link(path: Path) -> bool:
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION


def _names_below(folder: Path, stream: str, go_on: GoOn) -> Iterator[str]:
    try:
        entries = os.scandir(folder / stream)
    except OSError as problem:
        if is_missing(problem):
            return
        raise
    with entries:
        for entry in entries:
            go_on()
            name = f"{stream}/{entry.name}"
            if is_name(name) and entry.is_file(follow_symlinks=False):
                yield name
            elif (
                is_stream(name)
                and entry.is_dir(follow_symlinks=False)
                and not _is_link(Path(entry.path))
            ):
                yield from _names_below(folder, name, go_on)


def _content(path: Path, go_on: GoOn) -> bytes | None:
    """A file's bytes, never more than a file of ours has; None where there is no file."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # a pipe would be waited for
            return None
        handle = os.open(path, _READING)
    except OSError as problem:
        if is_missing(problem):
            return None
        raise
    pieces: list[bytes] = []
    with os.fdopen(handle, "rb", buffering=0) as file:
        check_size(os.fstat(file.fileno()).st_size)
        while piece := file.read(_PIECE):
            pieces.append(piece)
            check_size(sum(map(len, pieces)))
            go_on()
    return b"".join(pieces)


def _is_kept(path: Path, adding: _Adding) -> bool:
    """Whether the file is there, whole; NameTakenError where another is."""
    there = _content(path, adding.go_on)
    if there is None or adding.continues(there):
        return False
    check_same(there, adding.content)
    return True


def _name_it(beside: Path, path: Path, adding: _Adding) -> None:
    """Give a whole file its name, unless a colleague was faster."""
    try:
        _give_name(beside, path)
    except FileExistsError:
        if not _is_kept(path, adding):
            beside.replace(path)  # what is there is how this very file begins


def _give_name(beside: Path, path: Path) -> None:
    """In one step and never over another file: renaming does so on Windows, linking elsewhere.

    Sticks and some shares have no links: there the name is taken with an empty file, which no
    reader believes, and that is replaced. A crash in between leaves what `continues` knows.
    """
    if os.name == "nt":
        beside.rename(path)
        return
    try:
        os.link(beside, path)
    except OSError as problem:
        if problem.errno not in _NO_LINKS_HERE:
            raise
        os.close(os.open(path, _WRITING, 0o666))
        beside.replace(path)


def _write_through(path: Path, adding: _Adding) -> None:
    left = memoryview(adding.content)
    handle = os.open(path, _WRITING, 0o666)
    try:
        while left:
            left = left[os.write(handle, left[:_PIECE]) :]
            adding.go_on()
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folders(path: Path) -> None:
    """Make what is missing, as open as the folder it is in: colleagues add their files there."""
    if path.is_dir():
        return
    _make_folders(path.parent)
    with contextlib.suppress(FileExistsError):
        path.mkdir()
        with contextlib.suppress(OSError):  # a share may keep its own rules
            path.chmod(stat.S_IMODE(path.parent.stat().st_mode))
    _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system has a call for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some shares refuse; the file itself was settled
            os.fsync(handle)
    finally:
        os.close(handle)
