"""The commands without a window: a whole visit, from school list to PDF, with no screen.

Errors go to stderr with exit 1, a wrong use with exit 2. `--json` prints one JSON value.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import logs
from app.cli import (
    actions,
    discarding,
    exporting,
    folder,
    follow_through,
    form_versions,
    forms,
    outbox,
    people,
    photos,
    pupils,
    records,
    register,
    school_days,
    school_documents,
    schools,
    sharing,
    team,
    visits,
)
from app.cli.opening import PASSPHRASE, folder_of
from app.errors import FormError, NotReadyError, VisitbookError

PARTS = (
    *(folder, register, schools, people, visits, forms, form_versions),
    *(records, discarding, photos, actions, pupils, follow_through, school_days, sharing),
    team,
    *(exporting, school_documents, outbox),
)


def main(argv: Sequence[str]) -> int:
    """Run one command and answer its exit code."""
    parser = _parser()
    unreadable = [word for word in argv if not _is_text(word)]
    if unreadable:
        parser.error(f"{unreadable[0]!a} has a character that is no text in this terminal")
    args = parser.parse_args(argv)
    try:
        args.run(args)
    except VisitbookError as error:
        _complain(error)
        return 1
    except BrokenPipeError:
        # The reader of a pipe (`| head`) has seen enough; the flush at exit must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("Stopped. What was finished before is kept.", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001  # the last net: a person is shown words, never code
        _apologise(args, error)
        return 1
    return 0


def _is_text(word: str) -> bool:
    """Whether all of `word` could be read: what could not came as a lone surrogate."""
    return not any("\ud800" <= letter <= "\udfff" for letter in word)


def _apologise(args: argparse.Namespace, error: Exception) -> None:
    """Say that the program failed, and log where, which never holds what anybody wrote."""
    folder = folder_of(args)
    told = ""
    if folder.is_dir():
        handler = logs.start(folder)
        logs.unexpected(error)
        logs.stop(handler)
        told = f" {folder / logs.FOLDER / logs.FILE_NAME} says where, and nothing you wrote."
    print(
        f"Visitbook failed in a way it should not ({type(error).__name__}). "
        f"This command was not completed; what was saved before is safe.{told}",
        file=sys.stderr,
    )


def _complain(error: VisitbookError) -> None:
    print(error, file=sys.stderr)
    if isinstance(error, FormError):
        told = [str(mistake) for mistake in error.mistakes]
        for mistake in told if len(told) > 1 else ():  # a single one is in the sentence already
            print(f"  {mistake}", file=sys.stderr)
    if isinstance(error, NotReadyError):
        for gap in error.gaps:
            print(f"  {gap}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="visitbook",
        description="Visit notes and audits for school-improvement advisers. "
        "Without a command the window opens; `visitbook tour FOLDER` leads through the main "
        "journey in that window and keeps its pictures in FOLDER.",
        epilog=f"The passphrase is read from the file that {PASSPHRASE.file_variable} names, else "
        "asked for; it is never an argument.",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for part in PARTS:
        part.add_commands(commands)
    _add_common(parser)
    for command in commands.choices.values():
        _add_common(command, default=argparse.SUPPRESS)  # what stood before the command stays
    return parser


def _add_common(parser: argparse.ArgumentParser, **default: Any) -> None:
    """What every command takes, before its name or after it."""
    words = "another data folder than the usual one"
    parser.add_argument("--data", type=Path, metavar="DIR", help=words, **default)
    parser.add_argument("--json", action="store_true", help="print one JSON value", **default)
