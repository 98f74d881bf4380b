"""Small files written beside, then put in place: a reader finds the old one or the new, whole."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from app.errors import DiskFullError, ReadOnlyFolderError, StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, readable by this person alone, whole or not at all.

    Raises DiskFullError, ReadOnlyFolderError or StoreError; the file that was there stays then.
    """
    import secrets  # 4 ms that the start of the window can spare

    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _write_through(beside, content)
        beside.replace(path)
        _settle_folder(path.parent)
    except OSError as problem:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise told(problem, path) from problem


def make_folder(folder: Path) -> None:
    """Make `folder`, open to this person alone, where it is missing; raises as `replace_file`."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise told(problem, folder) from problem


def told(problem: OSError, path: Path) -> StoreError:
    """The error, with its sentence, for an operating system's refusal to write `path`."""
    if problem.errno in _FULL:
        return DiskFullError(
            f"The disk is full, so {path.name} could not be saved. What was there before is safe. "
            "Make some room and try again."
        )
    if problem.errno in _FORBIDDEN:
        return ReadOnlyFolderError(
            f"The folder {path.parent} cannot be written to, so {path.name} was not saved. "
            "What was there before is safe. Allow writing there, or choose another folder."
        )
    return StoreError(
        f"{path.name} could not be saved in {path.parent}. What was there before is safe. "
        "Check that the disk is connected and try again."
    )


def _write_through(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Make the new name last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
