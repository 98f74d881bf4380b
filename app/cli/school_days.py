"""When schools are closed, by local authority."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.opening import Commands, add_command, day, reading, say, writing
from app.domain.calendar import in_words
from app.domain.school_days import Holiday
from app.usecases.school_days import add_holiday, holidays_view, import_holidays


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    bring = add_command(commands, "import-holidays", _import, "import school holidays (CSV)")
    bring.add_argument("file", type=Path, help="authority, first day, last day, what it is")
    add = add_command(commands, "add-holiday", _add, "enter when an authority’s schools are closed")
    add.add_argument("--la", required=True, metavar="NAME", help="the local authority")
    add.add_argument("--first", type=day, required=True, metavar="DATE")
    add.add_argument("--last", type=day, required=True, metavar="DATE")
    add.add_argument("--what", default="", help="such as: Half term")
    add_command(commands, "holidays", _list, "list the school holidays that were entered")


def _import(args: argparse.Namespace) -> None:
    with writing(args) as app:
        holidays = import_holidays(app, args.file).value
    say(args, holidays, "\n".join(map(_line, holidays)))


def _add(args: argparse.Namespace) -> None:
    with writing(args) as app:
        holiday = add_holiday(app, args.la, args.first, args.last, args.what).value
    say(args, holiday, _line(holiday))


def _list(args: argparse.Namespace) -> None:
    with reading(args) as app:
        holidays = holidays_view(app).holidays
    nothing = "None entered: the usual weeks are assumed, which is approximate."
    say(args, holidays, "\n".join(map(_line, holidays)) or nothing)


def _line(holiday: Holiday) -> str:
    what = f", {holiday.what}" if holiday.what else ""
    return f"{holiday.la}: {in_words(holiday.first)} to {in_words(holiday.last)}{what}"
