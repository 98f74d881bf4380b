"""Writing files that leave the program: never into its own folder, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from app.errors import ExportError, InputError, StoreError
from app.files import make_folder, replace_file
from app.parts import App

LARGEST_READ = 32 * 1024 * 1024


def check_outside(app: App, path: Path) -> None:
    """Raise ExportError where `path` lies in the data folder."""
    if path.resolve().is_relative_to(app.folder.resolve()):
        raise ExportError(
            "What leaves Visitbook doesn’t belong in its own folder. "
            "Nothing has been written. Choose a folder of your own."
        )


def write_outside(path: Path, content: bytes) -> None:
    """Write a file in place of what was there; its folder is made. Raises ExportError."""
    try:
        make_folder(path.parent)
        replace_file(path, content)
    except StoreError as error:
        raise ExportError(f"{error} Nothing in Visitbook has changed.") from error


def read_outside(path: Path, largest: int = LARGEST_READ) -> bytes:
    """A file's content. Raises InputError where it can't be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise InputError(
            f"{path.name} can’t be read. Nothing has been changed. "
            "Check that it is still there and that you may read it."
        ) from error
    if len(content) > largest:
        raise InputError(
            f"{path.name} is larger than {largest // 2**20} MB, so it was not read. "
            "Nothing has been changed."
        )
    return content
