"""Discarding a draft that was begun by mistake."""

from __future__ import annotations

import argparse

from app.cli.opening import Commands, add_command, reading, say, writing
from app.domain.counting import counted
from app.usecases.discarding import DiscardPlan, discard_draft, discard_plan


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    words = "say what discarding a draft would take away, or discard it"
    discard = add_command(commands, "discard-draft", _discard, words)
    discard.add_argument("record", metavar="RECORD")
    discard.add_argument("--yes", action="store_true", help="discard it; this can’t be undone here")


def _discard(args: argparse.Namespace) -> None:
    with (writing if args.yes else reading)(args) as app:
        plan = discard_plan(app, args.record)
        if args.yes:
            discard_draft(app, args.record)
    say(args, plan, _words(plan, done=args.yes))


def _words(plan: DiscardPlan, *, done: bool) -> str:
    record = plan.record
    head = f"{record.reference}, {record.title}, {plan.school_name}, {record.on}"
    said = "Discarded." if done else "Nothing has been changed; add --yes to discard it."
    held = ", ".join(
        (
            counted(plan.answers, "answer"),
            counted(plan.actions, "action"),
            counted(plan.photos, "photo"),
        )
    )
    shared = "  a colleague’s copy stays, and what they write brings it back" if plan.shared else ""
    return "\n".join(filter(None, (head, f"  {held}", shared, said)))
