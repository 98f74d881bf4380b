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
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from app.bootstrap import lock_folder, unlock
from app.errors import VaultError, VisitbookError
from app.parts import App
from app.paths import data_folder
from app.usecases import safety_copies


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that is never an argument: what it is called, and what names a file with it."""

    name: str
    file_variable: str


PASSPHRASE = Secret("passphrase", "VISITBOOK_PASSPHRASE_FILE")
NEW_PASSPHRASE = Secret("new passphrase", "VISITBOOK_NEW_PASSPHRASE_FILE")
RECOVERY_KEY = Secret("recovery key", "VISITBOOK_RECOVERY_FILE")
_MOST_DIGITS = 6  # nobody reopens a record a million times
Commands = Any
"""What argparse's `add_subparsers` answers; its class is private there."""


def add_command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], None], words: str
) -> argparse.ArgumentParser:
    """A command called `name` that does `run`; `words` say what it is for."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.set_defaults(run=run, wrong=parser.error)
    return parser


def folder_of(args: argparse.Namespace) -> Path:
    """The data folder that the command was given, or the usual one."""
    return Path(args.data) if args.data else data_folder()


def passphrase() -> str:
    """The passphrase that opens the folder, as `secret` finds it."""
    return secret(PASSPHRASE)


def secret(wanted: Secret, file: Path | None = None) -> str:
    """A secret: from `file`, else from the file that its variable names, else from a prompt.

    Never an argument: arguments can be seen by every program on the machine.
    """
    named = file or os.environ.get(wanted.file_variable)
    if named:
        return _from_file(wanted, Path(named))
    if not sys.stdin.isatty():
        raise VaultError(
            f"There is nobody to ask for the {wanted.name}. "
            f"Name a file that holds it in {wanted.file_variable}."
        )
    return getpass.getpass(f"{wanted.name.capitalize()}: ")


def ask_twice(wanted: Secret) -> str:
    """A secret that is new: one typed at a prompt is typed again, since nobody sees it."""
    typed = secret(wanted)
    if not os.environ.get(wanted.file_variable) and getpass.getpass("Once more: ") != typed:
        raise VaultError("The two were not the same. Nothing has been changed. Please try again.")
    return typed


def _from_file(wanted: Secret, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise VaultError(
            f"The file with the {wanted.name}, {path.name}, can’t be read. "
            "Nothing has been changed. Check the file’s name and that it is text."
        ) from error


@contextmanager
def reading(args: argparse.Namespace) -> Iterator[App]:
    """The open program for a command that only looks."""
    app = unlock(folder_of(args), passphrase())
    try:
        yield app
    finally:
        app.store.close()


@contextmanager
def writing(args: argparse.Namespace, *, copies: bool = True) -> Iterator[App]:
    """The open program for a command that writes: FolderInUseError while another has the folder.

    The first such command of a day makes the day's safety copy, unless it makes one itself
    (`copies` false).
    """
    lock = lock_folder(folder_of(args))
    try:
        with reading(args) as app:
            if copies:
                _make_daily_copy(app)
            yield app
    finally:
        lock.release()


def _make_daily_copy(app: App) -> None:
    """Make today's safety copy; that it could not be made is said, and stops no command."""
    try:
        safety_copies.care_for_today(app)
    except Exception as error:  # noqa: BLE001 - whatever it is, the work itself goes on
        known = isinstance(error, VisitbookError)
        why = str(error) if known else f"It failed in a way it should not ({type(error).__name__})."
        print(f"Today’s safety copy could not be made. {why}", file=sys.stderr)


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


def revision(text: str) -> int:
    """The number of a revision, from 1."""
    if not text.isascii() or not text.isdigit() or not 1 <= len(text) <= _MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"{text} is no revision; write a number such as 1")
    return int(text)


def pair(text: str) -> tuple[str, str]:
    """A field and what it holds, as commands take them: source=lesson."""
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text} should be FIELD=VALUE")
    return name.strip(), value
