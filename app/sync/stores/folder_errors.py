"""What it means for a team when the system refuses something in its folder."""

from __future__ import annotations

import errno
from pathlib import Path

from app.errors import (
    BusyError,
    FullError,
    NotThereError,
    OfflineError,
    RefusedError,
    TeamStoreError,
    WrongStoreError,
)
from app.sync.stores.guarding import NOT_THERE

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_BUSY = {errno.EBUSY, errno.EAGAIN, errno.EDEADLK, errno.ENOLCK}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ELOOP}

# Numbers of Windows, which its errno blurs: a server that is gone looks like a missing file there.
_WINDOWS_OFFLINE = {51, 53, 54, 55, 59, 64, 65, 121, 1203, 1222, 1231, 1232, 1236}
_WINDOWS_IN_USE = {32, 33}
_WINDOWS_CLOUD = {*range(362, 405), 426}  # a placeholder whose content did not come


def is_missing(problem: OSError) -> bool:
    """Whether a file or folder is not there, and the place where it should be does answer."""
    blurred = getattr(problem, "winerror", None) in _WINDOWS_OFFLINE | _WINDOWS_CLOUD
    return problem.errno in {errno.ENOENT, errno.ENOTDIR} and not blurred


def told(problem: OSError, folder: Path) -> TeamStoreError:
    """The error, with its sentence, for what the system said about something in `folder`."""
    windows = getattr(problem, "winerror", None)
    if windows in _WINDOWS_CLOUD:
        return NotThereError(NOT_THERE)
    if windows in _WINDOWS_OFFLINE:
        return unreached(folder)
    if windows in _WINDOWS_IN_USE or problem.errno in _BUSY:
        return BusyError(
            f"Another program is using a file in the team’s folder {folder}. What is on this "
            "laptop is safe; it is tried again later."
        )
    return _told_by_number(problem.errno or 0, folder)


def _told_by_number(number: int, folder: Path) -> TeamStoreError:
    if number in _FULL:
        return FullError(
            f"There is no room left in the team’s folder {folder}. What is on this laptop is "
            "safe, and is sent once there is room."
        )
    if number in _FORBIDDEN:
        return RefusedError(
            f"The team’s folder {folder} does not let you read or write here. What is on this "
            "laptop is safe: ask who owns the folder to let you change files in it."
        )
    return gone(folder) if number in _GONE else unreached(folder)


def gone(folder: Path) -> WrongStoreError:
    """The folder is not there, or nothing of a team is in it."""
    return WrongStoreError(
        f"The team’s folder {folder} is not there, or is empty. What is on this laptop is safe, "
        "and nothing counts as deleted: connect the disk or share, or choose where the folder is."
    )


def linked(folder: Path) -> WrongStoreError:
    """Something in the folder is a link, which would lead out of it."""
    return WrongStoreError(
        f"In the team’s folder {folder} there is a link where a file of the team should be, so it "
        "was left alone. What is on this laptop is safe: ask who put it there to remove it."
    )


def unreached(folder: Path) -> OfflineError:
    """The folder cannot be read, or does not answer in time."""
    return OfflineError(
        f"The team’s folder {folder} cannot be read just now. What is on this laptop is safe; "
        "it is tried again later."
    )
