"""Forms: which there are, and whether a workbook makes one."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.opening import Commands, add_command, reading, say
from app.usecases.forms import check_form, list_forms


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    add_command(commands, "forms", _forms, "list the forms that can be filled in")
    check = add_command(commands, "check-form", _check, "check an XLSForm workbook")
    check.add_argument("file", type=Path)


def _forms(args: argparse.Namespace) -> None:
    with reading(args) as app:
        forms = list_forms(app)
    lines = (f"{form.form_id}  {form.title} (version {form.version})" for form in forms)
    say(args, forms, "\n".join(lines))


def _check(args: argparse.Namespace) -> None:
    checked = check_form(args.file)
    definition = checked.definition
    count = sum(1 for _ in definition.questions())
    found = {
        "form_id": definition.form_id,
        "version": definition.version,
        "title": definition.title,
        "sections": len(definition.sections),
        "questions": count,
        "remarks": checked.remarks,
    }
    remarks = "".join(f"\n  {remark}" for remark in checked.remarks)
    verdict = "It works; worth knowing:" if remarks else "No mistakes found."
    questions = f"{count} question{'' if count == 1 else 's'}"
    say(args, found, f"{definition.title}: {questions}. {verdict}{remarks}")
