"""The data folder: set up, safety copies, and a check that this machine can do the work."""

from __future__ import annotations

import argparse
from pathlib import Path

from app import reference
from app.bootstrap import begin, lock_folder
from app.cli import self_test
from app.cli.opening import Commands, add_command, folder_of, passphrase, say, writing
from app.usecases import safety_copies
from app.usecases.forms import prepare_forms


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
    backup = add_command(commands, "backup", _backup, "make an encrypted safety copy")
    backup.add_argument("target", type=Path, nargs="?", help="a folder to copy to")
    restore = add_command(commands, "restore", _restore, "go back to a safety copy")
    restore.add_argument("copy", type=Path, nargs="?", help="the copy; without it, list the copies")
    add_command(commands, "self-test", _self_test, "check that the program works on this machine")


def _init(args: argparse.Namespace) -> None:
    folder = folder_of(args)
    folder.mkdir(parents=True, exist_ok=True)
    lock = lock_folder(folder)
    try:
        begun = begin(
            folder,
            name=args.name,
            role=args.role,
            passphrase=passphrase(),
            email=args.email,
            organisation=args.organisation,
        )
        forms = prepare_forms(begun.app)
        begun.app.store.close()
    finally:
        lock.release()
    if args.recovery_out:
        args.recovery_out.write_text(begun.recovery_key + "\n", encoding="utf-8")
        args.recovery_out.chmod(0o600)
    key = str(args.recovery_out) if args.recovery_out else begun.recovery_key
    say(
        args,
        {"folder": folder, "me": begun.app.me, "recovery_key": key, "forms": len(forms)},
        f"Ready. Data folder: {folder}\nRecovery key: {key}\n"
        "Print or save the recovery key, away from this laptop: "
        "without it a forgotten passphrase can’t be replaced.",
    )


def _backup(args: argparse.Namespace) -> None:
    with writing(args) as app:
        copy = safety_copies.make_copy(app, args.target)
    say(args, {"copy": copy}, f"Safety copy made: {copy}")


def _restore(args: argparse.Namespace) -> None:
    folder = folder_of(args)
    if args.copy is None:
        copies = safety_copies.list_copies(folder)
        say(args, {"copies": copies}, "\n".join(map(str, copies)) or "No safety copies yet.")
        return
    lock = lock_folder(folder)
    try:
        aside = safety_copies.restore_copy(folder, args.copy, passphrase())
    finally:
        lock.release()
    say(args, {"restored": args.copy, "aside": aside}, f"Restored. What was there is kept: {aside}")


def _self_test(args: argparse.Namespace) -> None:
    results = self_test.run()
    say(args, results, "\n".join(f"{name}: {words}" for name, words in results.items()))
