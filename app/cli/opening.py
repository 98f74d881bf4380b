"""How a command opens the data folder and says its answer."""

from __future__ import annotations

import argparse
import dataclasses
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.bootstrap import lock_folder, unlock
from app.errors import InputError, VaultError
from app.parts import App
from app.paths import data_folder

PASSPHRASE_FILE = "VISITBOOK_PASSPHRASE_FILE"  # noqa: S105 - the name of a variable, no secret
Commands = Any
"""What argparse's `add_subparsers` answers; its class is private there."""


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], None], words: str
) -> argparse.ArgumentParser:
    """A command called `name` that does `run`; `words` say what it is for."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run)
    return parser


def folder_of(args: argparse.Namespace) -> Path:
    """The data folder that the command was given, or the usual one."""
    return Path(args.data) if args.data else data_folder()


def passphrase() -> str:
    """The passphrase: from the file that VISITBOOK_PASSPHRASE_FILE names, else from a prompt.

    Never an argument: arguments can be seen by every program on the machine.
    """
    named = os.environ.get(PASSPHRASE_FILE)
    if named:
        try:
            return Path(named).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise VaultError(
                f"The passphrase file named in {PASSPHRASE_FILE} can’t be read."
            ) from error
    if not sys.stdin.isatty():
        raise VaultError(
            "There is nobody to ask for the passphrase. "
            f"Name a file that holds it in {PASSPHRASE_FILE}."
        )
    return getpass.getpass("Passphrase: ")


@contextmanager
def reading(args: argparse.Namespace) -> Iterator[App]:
    """The open program for a command that only looks."""
    app = unlock(folder_of(args), passphrase())
    try:
        yield app
    finally:
        app.store.close()


@contextmanager
def writing(args: argparse.Namespace) -> Iterator[App]:
    """The open program for a command that writes: FolderInUseError while another has the folder."""
    lock = lock_folder(folder_of(args))
    try:
        with reading(args) as app:
            yield app
    finally:
        lock.release()


def say(args: argparse.Namespace, value: Any, text: str) -> None:
    """Print `value` as JSON where that was asked for, else `text`."""
    print(json.dumps(plain(value), ensure_ascii=False, indent=2) if args.json else text)


def plain(value: Any) -> Any:
    """`value` as JSON knows it: dataclasses as objects, dates as ISO text, paths as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def day(text: str) -> date:
    """A date as commands take it: 2026-01-20."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no date; write 2026-01-20") from error


def hour(text: str) -> time:
    """A time as commands take it: 09:00."""
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no time; write 09:00") from error


def urn(text: str) -> int:
    """A URN: six digits."""
    from app.domain.schools import parse_urn

    number = parse_urn(text)
    if number is None:
        raise argparse.ArgumentTypeError(f"{text} is no URN; a URN has six digits")
    return number


def pairs(texts: list[str]) -> dict[str, str]:
    """FIELD=VALUE arguments as a mapping."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise InputError(f"“{text}” should be FIELD=VALUE. Nothing has been kept.")
        found[name.strip()] = value
    return found
