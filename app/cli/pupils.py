"""Focus pupils, by code."""

from __future__ import annotations

import argparse

from app.cli.opening import Commands, add_command, day, say, urn, writing
from app.domain.ids import new_id
from app.domain.pupils import FocusPupil
from app.usecases.pupils import add_pupil


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    add = add_command(commands, "add-pupil", _add, "add a focus pupil by code, never by name")
    add.add_argument("--school", type=urn, required=True, metavar="URN")
    add.add_argument("--code", required=True)
    add.add_argument("--year", default="")
    add.add_argument("--target", default="", help="the mathematics learning target")
    add.add_argument("--review", type=day, metavar="DATE")
    add.add_argument("--disadvantaged", action=argparse.BooleanOptionalAction, default=None)


def _add(args: argparse.Namespace) -> None:
    pupil = FocusPupil(
        id=new_id(),
        urn=args.school,
        code=args.code.strip(),
        year=args.year,
        target=args.target,
        review_date=args.review,
        disadvantaged=args.disadvantaged,
    )
    with writing(args) as app:
        add_pupil(app, pupil)
    say(args, pupil, f"Added: {pupil.code}")
