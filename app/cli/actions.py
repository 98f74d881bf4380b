"""Agreed actions and their status."""

from __future__ import annotations

import argparse

from app.cli.opening import Commands, add_command, day, say, writing
from app.domain.actions import ActionStatus, Confidence
from app.usecases.actions import add_action, give_status


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    add = add_command(commands, "add-action", _add, "agree an action at a draft record")
    add.add_argument("record", metavar="RECORD")
    add.add_argument("--what", required=True)
    add.add_argument("--who", required=True, help="by role")
    add.add_argument("--by", type=day, required=True, metavar="DATE")
    add.add_argument("--known-by", required=True, help="how we will know")
    add.add_argument("--support", default="", help="what we will do to help")
    add.add_argument("--confidence", type=Confidence, choices=list(Confidence))
    add.add_argument("--carried-from", default="", metavar="ACTION")
    status = add_command(commands, "action-status", _status, "give an earlier action a status")
    status.add_argument("action", metavar="ACTION")
    status.add_argument("status", type=_status_of, metavar="STATUS", help=", ".join(ActionStatus))
    status.add_argument("--seen", required=True, metavar="TEXT", help="what was seen of it")
    status.add_argument("--record", default="", metavar="RECORD", help="the record it is seen at")


def _status_of(text: str) -> ActionStatus:
    try:
        return ActionStatus(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        known = ", ".join(ActionStatus)
        raise argparse.ArgumentTypeError(f"{text} is no status; use one of {known}") from error


def _add(args: argparse.Namespace) -> None:
    with writing(args) as app:
        action = add_action(
            app,
            args.record,
            what=args.what,
            who=args.who,
            by=args.by,
            known_by=args.known_by,
            support=args.support,
            confidence=args.confidence,
            carried_from=args.carried_from,
        ).value
    say(args, action, f"{action.id}\n{action.reference}: {action.what}")


def _status(args: argparse.Namespace) -> None:
    with writing(args) as app:
        review = give_status(
            app, args.action, args.status, seen_of_it=args.seen, record_id=args.record
        ).value
    say(args, review, f"{review.status.label}: kept")
