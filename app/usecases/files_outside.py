"""Writing files that leave the program: never into its own folder, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from app.errors import ExportError, FileThereError, InputError, StoreError
from app.files import make_folder, replace_file
from app.parts import App

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
LARGEST_READ = 32 * 1024 * 1024


def check_outside(app: App, path: Path) -> None:
    """Raise ExportError where `path` lies in the data folder."""
    if path.resolve().is_relative_to(app.folder.resolve()):
        raise ExportError(
            "What leaves Visitbook doesn’t belong in its own folder. "
            "Nothing has been written. Choose a folder of your own."
        )


def plain_name(text: str) -> str:
    """A file's name, without its ending, that any disk takes."""
    return _NOT_IN_NAMES.sub("-", text).strip("-.") or "record"


def check_free(paths: Iterable[Path]) -> None:
    """Raise FileThereError where a file stands at one of `paths`: it may be all there is of it."""
    for path in paths:
        if path.is_file():
            raise FileThereError(
                f"There is a file {path.name} in {path.parent} already. Nothing has been written: "
                "give another name, or replace it (--replace in a command)."
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
