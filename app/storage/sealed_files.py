"""The sealed files beside the database: pictures, each named by the SHA-256 of its sealed bytes.

A file is written once and never changed, so its name proves that it is whole, and safety copies
can share one file on the disk. What is in it, and its key, is not this package's matter.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from app.errors import DamagedStoreError, NotFoundError
from app.files import make_folder, replace_file
from app.storage.engine import flush_to_disk

FOLDER = "photos"
_SUFFIX = ".sealed"
_UNFINISHED = {".new", ".part"}
_NAME = re.compile(r"[0-9a-f]{64}")

MISSING = (
    "The file of this picture is not in the data folder. Everything else is safe. "
    "A safety copy or another adviser’s laptop may have it; else add the picture again."
)
DAMAGED = (
    "The file of this picture is damaged, so it can’t be shown. Everything else is safe. "
    "A safety copy may have it whole; else add the picture again."
)


def keep_sealed(folder: Path, content: bytes) -> str:
    """Keeps sealed bytes in the data folder, on the disk itself; answers their SHA-256 in hex.

    Raises DiskFullError, ReadOnlyFolderError or StoreError.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    make_folder(folder / FOLDER)
    replace_file(_path(folder, sha256), content)
    return sha256


def read_sealed(folder: Path, sha256: str) -> bytes:
    """The sealed bytes of that name. Raises NotFoundError, or DamagedStoreError where spoilt."""
    if not _NAME.fullmatch(sha256):  # it may have come from another laptop, as a path from outside
        raise DamagedStoreError(DAMAGED)
    try:
        content = _path(folder, sha256).read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(MISSING) from error
    except OSError as error:
        raise DamagedStoreError(DAMAGED) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedStoreError(DAMAGED)
    return content


def sealed_since(folder: Path) -> Mapping[str, float]:
    """When each sealed file was written, in seconds since 1970, by its SHA-256."""
    found = {}
    for path in _files(folder):
        with contextlib.suppress(FileNotFoundError):
            found[path.stem] = path.stat().st_mtime
    return found


def remove_sealed(folder: Path, sha256: str) -> None:
    """Removes a sealed file; gone already is well, and one that is in use goes another day."""
    if _NAME.fullmatch(sha256):
        with contextlib.suppress(OSError):
            _path(folder, sha256).unlink()


def remove_leftovers(folder: Path, before: float) -> None:
    """Removes what a write that was cut off left behind, if it is older than that moment."""
    for path in (folder / FOLDER).glob("*"):
        with contextlib.suppress(OSError):
            if path.suffix in _UNFINISHED and path.stat().st_mtime < before:
                path.unlink()


def copy_sealed(folder: Path, target: Path, earlier: Path | None = None) -> None:
    """Copies the sealed files of `folder` to the folder `target`.

    What `earlier`, a copy made before, has already is shared with it and takes no room again; it
    is another file than the one in use, so that damage to that one is not copied. Raises OSError.
    """
    for path in _files(folder):
        place = target / FOLDER / path.name
        if place.exists():
            continue
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if earlier is None or not _shared(earlier / FOLDER / path.name, place):
            with contextlib.suppress(FileNotFoundError):  # removed since it was listed
                _copied(path, place)


def bring_sealed(copy: Path, folder: Path, aside: Path) -> None:
    """Puts the sealed files of `copy` into `folder`; what was there stays, and stands in `aside`.

    One that is there and damaged is replaced. Raises OSError.
    """
    copy_sealed(folder, aside, folder)
    for path in _files(copy):
        place = folder / FOLDER / path.name
        if not _is_whole(place):
            place.parent.mkdir(mode=0o700, exist_ok=True)
            _copied(path, place)


def _shared(file: Path, place: Path) -> bool:
    """Whether `place` could be made another name of `file`; not every disk can do that."""
    try:
        os.link(file, place)
    except OSError:
        return False
    return True


def _copied(file: Path, place: Path) -> None:
    part = place.with_name(f"{place.name}.part")
    shutil.copyfile(file, part)
    flush_to_disk(part)
    part.replace(place)


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == path.stem


def _path(folder: Path, sha256: str) -> Path:
    return folder / FOLDER / f"{sha256}{_SUFFIX}"


def _files(folder: Path) -> tuple[Path, ...]:
    found = sorted((folder / FOLDER).glob(f"*{_SUFFIX}"))
    return tuple(path for path in found if _NAME.fullmatch(path.stem))
