"""Projects and visits."""

from __future__ import annotations

import argparse

from app import reference
from app.cli.opening import Commands, add_command, day, hour, reading, say, urn, writing
from app.domain.calendar import in_words
from app.domain.counting import counted
from app.usecases.counted_visits import count_as_visit
from app.usecases.projects import create_project, set_follow_through
from app.usecases.today import today
from app.usecases.visits import plan_visit


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    make = add_command(commands, "create-project", _create, "make a project with its four windows")
    make.add_argument("--title", required=True)
    make.add_argument("--year", type=int, help="the year in which its academic year begins")
    make.add_argument("--organisation", default="")
    make.add_argument("--contact", default="")
    make.add_argument("--cohort", default="", help="a first cohort’s title")
    make.add_argument("--school", type=urn, action="append", default=[], metavar="URN")
    _add_follow_through(make, 5, 0)
    change = add_command(
        commands, "change-project", _change, "when notes are due, how many are read"
    )
    change.add_argument("project", metavar="PROJECT")
    _add_follow_through(change, None, None)
    plan = add_command(commands, "plan-visit", _plan, "plan a visit to a school")
    plan.add_argument("--school", type=urn, required=True, metavar="URN")
    kinds = [kind.key for kind in reference.visit_kinds()]
    plan.add_argument("--kind", required=True, choices=kinds)
    plan.add_argument("--on", type=day, required=True, metavar="DATE")
    plan.add_argument("--starts", type=hour, metavar="TIME")
    plan.add_argument("--ends", type=hour, metavar="TIME")
    plan.add_argument("--purpose", default="")
    count = add_command(commands, "count-as-visit", _count, "count a record as the visit it is of")
    count.add_argument("record", metavar="RECORD")
    count.add_argument("--visit", default="", metavar="VISIT", help="a visit without a record")
    add_command(commands, "today", _today, "what is next, and what is due")


def _add_follow_through(
    command: argparse.ArgumentParser, note_days: int | None, one_in: int | None
) -> None:
    """Let a command say when a project's notes are due, and how many are read for quality."""
    days = "school working days from a visit to its note, 1 to 15"
    command.add_argument("--note-days", type=int, default=note_days, metavar="N", help=days)
    read = "read one note in so many for quality, 0 for none"
    command.add_argument("--quality-one-in", type=int, default=one_in, metavar="N", help=read)


def _change(args: argparse.Namespace) -> None:
    with writing(args) as app:
        project = set_follow_through(
            app, args.project, note_days=args.note_days, quality_one_in=args.quality_one_in
        ).value
    read = f"one in {project.quality_one_in}" if project.quality_one_in else "none"
    days = counted(project.note_days, "school working day")
    say(args, project, f"{project.title}: notes are due after {days}; read for quality: {read}")


def _create(args: argparse.Namespace) -> None:
    with writing(args) as app:
        project = create_project(
            app,
            args.title,
            academic_year=args.year,
            organisation=args.organisation,
            contact=args.contact,
            note_days=args.note_days,
            quality_one_in=args.quality_one_in,
            cohort=args.cohort,
            urns=args.school,
        ).value
    say(args, project, f"Project made: {project.title} ({project.id})")


def _plan(args: argparse.Namespace) -> None:
    with writing(args) as app:
        planned = plan_visit(
            app,
            args.school,
            args.kind,
            args.on,
            starts=args.starts,
            ends=args.ends,
            purpose=args.purpose,
        ).value
    warning = f"\n{planned.warning}" if planned.warning else ""
    say(args, planned, f"Planned: {in_words(args.on)} ({planned.visit.id}){warning}")


def _count(args: argparse.Namespace) -> None:
    with writing(args) as app:
        counted = count_as_visit(app, args.record, args.visit).value
    kind = reference.visit_kind(counted.visit.kind).label
    say(args, counted, f"{counted.record.reference} counts as {kind}, {in_words(counted.visit.on)}")


def _today(args: argparse.Namespace) -> None:
    with reading(args) as app:
        view = today(app)
    visits = [f"{in_words(v.visit.on)}  {v.kind}, {v.school.name}" for v in view.visits]
    to_do = [f"{item.due}: {item.title}. {item.detail}" for item in view.to_do]
    say(args, view, "\n".join([*visits, *to_do]) or "No visits planned and nothing due.")
