"""Documents of a school as a whole: a briefing, an agreement, a deployment log and more."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.opening import Commands, add_command, reading, say, urn, writing
from app.domain.records import BRIEFING
from app.usecases.documents import Format
from app.usecases.school_documents import KINDS, export_of_school, offers

_WAYS = "PDF unless given"


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    briefing = add_command(commands, "briefing", _briefing, "write the page to read before a visit")
    briefing.add_argument("urn", type=urn, metavar="URN")
    briefing.add_argument("folder", type=Path, metavar="FOLDER")
    briefing.add_argument("--visit", default="", metavar="VISIT", help="another than the next")
    make = add_command(commands, "school-document", _make, "write a document of a whole school")
    make.add_argument("urn", type=urn, metavar="URN")
    make.add_argument("kind", choices=[kind.key for kind in KINDS], metavar="KIND")
    make.add_argument("folder", type=Path, metavar="FOLDER")
    for command in (briefing, make):
        ways = tuple(map(str, Format))
        command.add_argument("--as", dest="made_as", choices=ways, default="pdf", help=_WAYS)
    listed = add_command(
        commands, "school-documents", _list, "list the documents that a school may have"
    )
    listed.add_argument("urn", type=urn, metavar="URN")


def _briefing(args: argparse.Namespace) -> None:
    with writing(args) as app:
        made = export_of_school(
            app, args.urn, BRIEFING, args.folder, args.visit, Format(args.made_as)
        ).value
    say(args, made, str(made.path))


def _make(args: argparse.Namespace) -> None:
    with writing(args) as app:
        made = export_of_school(
            app, args.urn, args.kind, args.folder, made_as=Format(args.made_as)
        ).value
    say(args, made, str(made.path))


def _list(args: argparse.Namespace) -> None:
    with reading(args) as app:
        found = offers(app, args.urn)
    lines = (f"{offer.kind.key}  {offer.reason or offer.kind.holds}" for offer in found)
    say(args, found, "\n".join(lines))
