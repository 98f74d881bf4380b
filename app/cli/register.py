"""The school list: imported and searched."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.opening import Commands, add_command, reading, say, writing
from app.domain.schools import RegisterSchool
from app.usecases.register import find_schools, import_schools
from app.usecases.schools import my_schools


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    bring = add_command(commands, "import-schools", _import, "import a GIAS extract (CSV)")
    bring.add_argument("file", type=Path)
    bring.add_argument("--la", metavar="NAME", help="only this local authority, by name or code")
    bring.add_argument("--heads", action="store_true", help="keep heads’ names too")
    find = add_command(commands, "schools", _schools, "find schools, or list your own")
    find.add_argument("--search", default="", metavar="TEXT", help="name, URN, town, postcode, LA")
    find.add_argument("--mine", action="store_true", help="only schools you have taken on")


def _import(args: argparse.Namespace) -> None:
    with writing(args) as app:
        report = import_schools(app, args.file, la=args.la, heads=args.heads)
    refused = "".join(f"\n  line {row.line}: {row.reason}" for row in report.refused)
    say(
        args,
        report,
        f"{report.read} read, {report.added} added, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.refused)} refused{refused}",
    )


def _schools(args: argparse.Namespace) -> None:
    with reading(args) as app:
        if args.mine:
            mine = [line.school for line in my_schools(app)]
            words = args.search.casefold().split()
            schools = [s for s in mine if all(word in s.name.casefold() for word in words)]
            text = "\n".join(f"{school.urn}  {school.name}, {school.town}" for school in schools)
            nothing = "No school of yours matches." if mine else "You have taken on no schools yet."
            say(args, schools, text or nothing)
            return
        matches = find_schools(app, args.search)
    more = "\nand more: type further words" if matches.more else ""
    lines = "\n".join(_line(school) for school in matches.schools)
    say(args, matches, (lines + more) or "No school matches.")


def _line(school: RegisterSchool) -> str:
    place = ", ".join(part for part in (school.town, school.postcode, school.la_name) if part)
    status = "" if school.status == "open" else f" ({school.status})"
    return f"{school.urn}  {school.name}, {place}{status}"
