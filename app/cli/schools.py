"""Schools taken on, and their agreements."""

from __future__ import annotations

import argparse

from app.cli.opening import Commands, add_command, day, say, urn, writing
from app.usecases.schools import hand_over, sign_agreement, take_on


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    take = add_command(commands, "take-on", _take_on, "take schools on, by URN")
    take.add_argument("urns", type=urn, nargs="+", metavar="URN")
    give = add_command(commands, "hand-over", _hand_over, "hand a school over, or give it up")
    give.add_argument("urn", type=urn, metavar="URN")
    give.add_argument("--to", default="", metavar="ADVISER", help="the other adviser’s id")
    sign = add_command(commands, "agreement", _agreement, "enter the day the agreement was signed")
    sign.add_argument("urn", type=urn, metavar="URN")
    sign.add_argument("--on", type=day, required=True, metavar="DATE")


def _take_on(args: argparse.Namespace) -> None:
    with writing(args) as app:
        schools = take_on(app, args.urns).value
    say(args, schools, "\n".join(f"Taken on: {school.urn}  {school.name}" for school in schools))


def _hand_over(args: argparse.Namespace) -> None:
    with writing(args) as app:
        school = hand_over(app, args.urn, args.to).value
    say(args, school, f"{school.name} is {'handed over' if args.to else 'given up'}.")


def _agreement(args: argparse.Namespace) -> None:
    with writing(args) as app:
        school = sign_agreement(app, args.urn, args.on).value
    say(args, school, f"{school.name}: agreement signed {args.on}.")
