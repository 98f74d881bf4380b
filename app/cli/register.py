"""The school list: imported and searched."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from app.cli.opening import Commands, add_command, reading, say, writing
from app.domain.register import CHANGES_TOLD, ImportReport, RegisterChange
from app.domain.schools import RegisterSchool
from app.usecases.register import find_schools, import_schools
from app.usecases.schools import my_schools

LISTED = 20
"""How many changes are told in plain words."""


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
    say(args, report, "\n".join(_told(report)))


def _told(report: ImportReport) -> Iterator[str]:
    """What an import did: the numbers, the rows that were refused, then what changed."""
    yield (
        f"{report.read} read, {report.added} added, {report.updated} updated, "
        f"{report.unchanged} unchanged, {len(report.refused)} refused"
    )
    yield from (f"  line {row.line}: {row.reason}" for row in report.refused)
    if report.closed:
        yield f"{report.closed} that were open are closed now."
    if report.reopened:
        yield f"{report.reopened} that were closed are open in this list. Is it an older one?"
    if report.not_in_file:
        yield f"{report.not_in_file} are not in this file and stay as they were."
    yield from _changes(report)


def _changes(report: ImportReport) -> Iterator[str]:
    """The changes that matter most first, up to a bound; the rest is counted."""
    own = set(report.taken_on)
    ordered = sorted(
        dict.fromkeys((*report.taken_on, *report.changes)),
        key=lambda change: (not change.reopens, change not in own),
    )
    yield from (f"  {_change(change)}" for change in ordered[:LISTED])
    more = max(report.changed, len(ordered)) - LISTED
    if more > 0:
        yield f"  and {more} more; --json lists the first {CHANGES_TOLD}."


def _change(change: RegisterChange) -> str:
    before, now = change.old or "blank", change.new or "blank"
    return f"{change.urn}  {change.name}: {change.field_words.lower()} was {before}, is {now}"


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
