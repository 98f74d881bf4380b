"""Key people of schools, by role."""

from __future__ import annotations

import argparse

from app import reference
from app.cli.opening import Commands, add_command, say, urn, writing
from app.usecases.people import add_person


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    add = add_command(commands, "add-person", _add, "add a key person of a school, by role")
    add.add_argument("--school", type=urn, required=True, metavar="URN")
    roles = ", ".join(role.key for role in reference.school_roles())
    add.add_argument("--role", required=True, help=f"{roles}, or your own words")
    add.add_argument("--name", default="", help="only where that person wishes it")
    add.add_argument("--email", default="")
    add.add_argument("--telephone", default="")
    add.add_argument("--receives-notes", action=argparse.BooleanOptionalAction, default=None)
    add.add_argument("--safeguarding-lead", action=argparse.BooleanOptionalAction, default=None)


def _add(args: argparse.Namespace) -> None:
    with writing(args) as app:
        person = add_person(
            app,
            args.school,
            args.role,
            name=args.name,
            email=args.email,
            telephone=args.telephone,
            receives_notes=args.receives_notes,
            safeguarding_lead=args.safeguarding_lead,
        ).value
    say(args, person, f"Added: {reference.role_label(person.role)} ({person.id})")
