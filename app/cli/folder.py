"""The data folder: set up, keys, safety copies, and a check that this machine can do the work."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from app import reference
from app.bootstrap import Begun, begin, change_passphrase, lock_folder, recover
from app.cli import self_test
from app.cli.opening import (
    NEW_PASSPHRASE,
    PASSPHRASE,
    RECOVERY_KEY,
    Commands,
    add_command,
    ask_twice,
    folder_of,
    passphrase,
    say,
    secret,
    writing,
)
from app.errors import ExportError
from app.usecases import safety_copies
from app.usecases.forms import list_forms


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    init = add_command(commands, "init", _init, "set this laptop up: name, role, passphrase")
    init.add_argument("--name", required=True, help="your name as notes of visit print it")
    roles = ", ".join(role.key for role in reference.team_roles())
    init.add_argument("--role", required=True, help=f"your role: {roles}, or your own words")
    init.add_argument("--email", default="", help="your e-mail address")
    init.add_argument("--organisation", default="", help="whom you work for")
    init.add_argument(
        "--recovery-out", type=Path, metavar="FILE", help="write the recovery key to FILE"
    )
    add_command(commands, "recover", _recover, "set a new passphrase with the recovery key")
    add_command(commands, "change-passphrase", _change, "set a new passphrase with the old one")
    backup = add_command(commands, "backup", _backup, "make an encrypted safety copy")
    backup.add_argument("target", type=Path, nargs="?", help="a folder to copy to")
    restore = add_command(commands, "restore", _restore, "go back to a safety copy")
    restore.add_argument("copy", type=Path, nargs="?", help="the copy; without it, list the copies")
    add_command(commands, "self-test", _self_test, "check that the program works on this machine")


def _init(args: argparse.Namespace) -> None:
    folder = folder_of(args)
    with _locked(folder):
        with _claimed(args.recovery_out) as target:
            begun = _begun(args, folder)
            saved = target is not None and _written(target, begun.recovery_key)
        with closing(begun.app.store):
            forms = list_forms(begun.app)
    key = str(args.recovery_out) if saved else begun.recovery_key
    say(
        args,
        {"folder": folder, "me": begun.app.me, "recovery_key": key, "forms": len(forms)},
        f"Ready. Data folder: {folder}\nRecovery key: {key}\n"
        "Print or save the recovery key, away from this laptop: "
        "without it a forgotten passphrase can’t be replaced.",
    )


def _begun(args: argparse.Namespace, folder: Path) -> Begun:
    return begin(
        folder,
        name=args.name,
        role=args.role,
        passphrase=ask_twice(PASSPHRASE),
        email=args.email,
        organisation=args.organisation,
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = lock_folder(folder)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _claimed(path: Path | None) -> Iterator[int | None]:
    """A new file for the recovery key, made before the keys are: they are shown only once."""
    if path is None:
        yield None
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        there = "is there already" if path.exists() else "cannot be written"
        raise ExportError(
            f"The file {path} for the recovery key {there}. Nothing has been set up. "
            "Name a new file in a folder of your own."
        ) from error
    try:
        yield handle
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    finally:
        os.close(handle)


def _written(handle: int, key: str) -> bool:
    """Whether the key is in its file; where it is not, it has to be shown: it is made only once."""
    try:
        os.write(handle, f"{key}\n".encode())
        os.fsync(handle)
    except OSError:
        return False
    return True


def _recover(args: argparse.Namespace) -> None:
    folder = folder_of(args)
    with _locked(folder):
        app = recover(folder, secret(RECOVERY_KEY), ask_twice(PASSPHRASE))
        app.store.close()
    say(
        args,
        {"folder": folder, "me": app.me},
        "The new passphrase is set. The recovery key is the same as before: keep it.",
    )


def _change(args: argparse.Namespace) -> None:
    folder = folder_of(args)
    with _locked(folder):
        change_passphrase(folder, passphrase(), ask_twice(NEW_PASSPHRASE))
    say(args, {"folder": folder}, "The new passphrase is set; the recovery key is as before.")


def _backup(args: argparse.Namespace) -> None:
    with writing(args, copies=False) as app:
        copy = safety_copies.make_copy(app, args.target)
    say(args, {"copy": copy}, f"Safety copy made: {copy}")


def _restore(args: argparse.Namespace) -> None:
    folder = folder_of(args)
    if args.copy is None:
        copies = safety_copies.list_copies(folder)
        say(args, {"copies": copies}, "\n".join(map(str, copies)) or "No safety copies yet.")
        return
    with _locked(folder):
        aside = safety_copies.restore_copy(folder, args.copy, passphrase())
    say(args, {"restored": args.copy, "aside": aside}, f"Restored. What was there is kept: {aside}")


def _self_test(args: argparse.Namespace) -> None:
    results = self_test.run()
    say(args, results, "\n".join(f"{name}: {words}" for name, words in results.items()))
