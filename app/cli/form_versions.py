"""Moving a record to another version of its form: what it would do, and doing it."""

from __future__ import annotations

import argparse

from app.cli.opening import Commands, add_command, reading, say, writing
from app.usecases.form_versions import VersionMove, kept_aside, move_record, preview_move


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    words = "say what moving a record to the newest version of its form would do, or do it"
    moving = add_command(commands, "move-version", _move, words)
    moving.add_argument("record", metavar="RECORD")
    moving.add_argument("--to", default="", metavar="VERSION", help="the newest unless named")
    moving.add_argument("--yes", action="store_true", help="move it; without this nothing changes")
    aside = add_command(
        commands, "kept-aside", _aside, "list answers that its form has no place for"
    )
    aside.add_argument("record", metavar="RECORD")


def _move(args: argparse.Namespace) -> None:
    with (writing if args.yes else reading)(args) as app:
        plan = preview_move(app, args.record, args.to)
        if args.yes:
            move_record(app, args.record, plan.to_version)
    say(args, plan, _words(plan, done=args.yes))


def _words(plan: VersionMove, *, done: bool) -> str:
    head = f"Moved from version {plan.from_version} to {plan.to_version}."
    if not done:
        head = (
            f"Version {plan.from_version} could be moved to {plan.to_version}. Nothing has been "
            "changed; add --yes to move it."
        )
    new = [f"  new: {label}" for label in plan.new]
    left = [
        f"  kept aside: {each.label or each.ref}: {each.words or each.value}"
        for each in plan.left_out
    ]
    return "\n".join([head, f"  taken over: {plan.taken_over}", *new, *left])


def _aside(args: argparse.Namespace) -> None:
    with reading(args) as app:
        found = kept_aside(app, args.record)
    lines = (f"{each.label or each.ref}: {each.words or each.value}" for each in found)
    say(args, found, "\n".join(lines) or "Nothing is kept aside with this record.")
