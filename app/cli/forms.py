"""Forms: which there are, whether a file makes one, taking one over, saving one as a workbook."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.opening import Commands, add_command, plain, reading, say, writing
from app.domain.counting import counted
from app.errors import FormError
from app.usecases.form_check import FormDraft, check_form, read_form_file
from app.usecases.forms import list_forms
from app.usecases.own_forms import (
    FormVersion,
    bring_back_form,
    draft_form,
    form_versions,
    import_form,
    save_workbook_copy,
    what_it_becomes,
    withdraw_form,
)


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    listed = add_command(commands, "forms", _forms, "list the forms that can be filled in")
    listed.add_argument("--all", action="store_true", help="every version, withdrawn ones too")
    check = add_command(commands, "check-form", _check, "check an XLSForm workbook or an XForm")
    taken = add_command(commands, "import-form", _import, "take over a form that somebody drew")
    for command in (check, taken):
        command.add_argument("file", type=Path, help="a workbook (.xlsx) or an XForm (.xml)")
        command.add_argument(
            "--with",
            dest="more",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="a list or picture that the form names; may be given several times",
        )
    saved = add_command(commands, "form-workbook", _workbook, "save the workbook of a form")
    withdrawn = add_command(commands, "withdraw-form", _withdraw, "offer an own form no more")
    for command in (saved, withdrawn):
        command.add_argument("form_id", metavar="FORM_ID")
        command.add_argument("--version", default="", help="the newest unless one is named")
    saved.add_argument("file", type=Path)
    withdrawn.add_argument("--undo", action="store_true", help="offer it again")


def _forms(args: argparse.Namespace) -> None:
    with reading(args) as app:
        if args.all:
            versions = form_versions(app)
            say(args, versions, "\n".join(_version_words(version) for version in versions))
            return
        forms = list_forms(app)
    lines = (f"{form.form_id}  {form.title} (version {form.version})" for form in forms)
    say(args, forms, "\n".join(lines))


def _version_words(form: FormVersion) -> str:
    origin = "built in" if form.built_in else "your own"
    state = "withdrawn" if form.withdrawn else "offered" if form.offered else "older"
    count = counted(form.records, "record")
    return f"{form.form_id}  {form.title} (version {form.version}), {origin}, {state}, {count}"


def _check(args: argparse.Namespace) -> None:
    if args.json:
        _check_as_json(args)
        return
    draft = check_form(args.file, args.more)
    assert draft.definition is not None
    count = _count(draft)
    remarks = "".join(f"\n  {remark}" for remark in draft.remarks)
    verdict = "It works; worth knowing:" if remarks else "No mistakes found."
    questions = counted(count, "question")
    print(f"{draft.definition.title}: {questions}. {verdict}{remarks}")


def _check_as_json(args: argparse.Namespace) -> None:
    """The same as one JSON value, mistakes too; the exit code says whether the form works."""
    draft = read_form_file(args.file, args.more)
    definition = draft.definition
    found: dict[str, object] = {
        "works": definition is not None,
        "mistakes": draft.mistakes,
        "remarks": draft.remarks,
    }
    if definition is not None:
        found |= {
            "form_id": definition.form_id,
            "version": definition.version,
            "title": definition.title,
            "sections": len(definition.sections),
            "questions": _count(draft),
        }
    say(args, plain(found), "")
    if definition is None:
        raise FormError(f"{args.file.name} cannot be used yet.")


def _import(args: argparse.Namespace) -> None:
    with writing(args) as app:
        draft = draft_form(app, args.file, args.more)
        becomes = what_it_becomes(app, draft)
        form = import_form(app, draft).value
    for remark in draft.remarks:
        print(f"  {remark}", file=sys.stderr)
    told = {"form_id": form.form_id, "version": form.version, "title": form.title}
    say(args, {**told, "remarks": draft.remarks}, f"“{form.title}” is imported. {becomes}")


def _workbook(args: argparse.Namespace) -> None:
    with reading(args) as app:
        path = save_workbook_copy(app, args.form_id, _version(args, form_versions(app)), args.file)
    say(args, path, f"The form is in {path}.")


def _withdraw(args: argparse.Namespace) -> None:
    with writing(args) as app:
        act = bring_back_form if args.undo else withdraw_form
        form = act(app, args.form_id, _own_version(args, form_versions(app))).value
    words = "is offered again" if args.undo else "is offered no more; its records go on"
    told = {"form_id": form.form_id, "version": form.version, "withdrawn": form.withdrawn}
    say(args, told, f"“{form.title}”, version {form.version}, {words}.")


def _own_version(args: argparse.Namespace, versions: tuple[FormVersion, ...]) -> str:
    """The version that was named, else the newest own one that can be withdrawn, or brought back.

    Raises `FormError` where only a built-in form is called so: that one is always offered.
    """
    named = [form for form in versions if form.form_id == args.form_id]
    if named and all(form.built_in for form in named):
        raise FormError(
            f"“{named[0].title}” is built in and cannot be withdrawn. Only forms of your own can."
        )
    own = [form for form in named if not form.built_in and form.withdrawn == args.undo]
    return _version(args, tuple(own) or versions)


def _version(args: argparse.Namespace, versions: tuple[FormVersion, ...]) -> str:
    """The version that was named, else the newest that fits what is asked."""
    if args.version:
        return str(args.version)
    fitting = [form for form in versions if form.form_id == args.form_id]
    wanted = [form for form in fitting if form.offered] or fitting
    return wanted[0].version if wanted else ""


def _count(draft: FormDraft) -> int:
    assert draft.definition is not None
    return sum(1 for _ in draft.definition.questions())
