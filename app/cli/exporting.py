"""What leaves: documents, tables and XML of finished records. And what comes: a record as XML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.opening import Commands, add_command, say, urn, writing
from app.cli.records import add_revision
from app.domain.counting import counted
from app.domain.records import RecordState
from app.errors import InputError
from app.parts import App
from app.usecases import documents, exporting, importing
from app.usecases.documents import Format
from app.usecases.record_list import list_records
from app.usecases.taking_in import TakenIn

DOCUMENTS = tuple(Format)


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    words = "write finished records as PDF, web page, Word, Excel, CSV or XML"
    export = add_command(commands, "export", _export, words)
    export.add_argument("what", nargs="*", metavar="RECORD", help="the last is FOLDER without --to")
    export.add_argument("--all", action="store_true", help="every finished record")
    kinds = (*map(str, DOCUMENTS), *exporting.FORMATS)
    export.add_argument("--as", dest="kind", choices=kinds, default="pdf", help="PDF unless given")
    export.add_argument(
        "--to", type=Path, metavar="PATH", help="a folder; a ZIP file or a workbook by its ending"
    )
    export.add_argument(
        "--replace", action="store_true", help="write over data files that are there"
    )
    add_revision(export, "an earlier finished revision of RECORD, as a document")
    words = "make a draft of a record’s XML, or of those in a ZIP file"
    brought = add_command(commands, "import-record", _import, words)
    brought.add_argument("file", type=Path, metavar="FILE")
    words = "the school; the one that the record names unless given"
    brought.add_argument("--school", type=urn, default=0, metavar="URN", help=words)
    which = brought.add_mutually_exclusive_group()
    words = "one of several in FILE; may be given more than once"
    which.add_argument("--record", action="append", default=[], metavar="NAME", help=words)
    which.add_argument("--all", action="store_true", help="every record in FILE")


def _export(args: argparse.Namespace) -> None:
    records = list(args.what)
    if args.to is None and records:
        args.to = Path(records.pop())
    if args.to is None or args.all == bool(records):
        args.wrong("name one RECORD and a FOLDER, or --all and a FOLDER")
    if args.revision is not None and (args.all or args.kind not in DOCUMENTS):
        args.wrong("--revision goes with one RECORD as PDF, web page or Word, not with --all")
    with writing(args) as app:
        if args.kind in DOCUMENTS:
            _export_documents(args, app, records)
        else:
            _export_data(args, app, records)


def _export_documents(args: argparse.Namespace, app: App, records: list[str]) -> None:
    if len(records) > 1:
        args.wrong("name one RECORD, or --all, for documents")
    made_as = Format(args.kind)
    if args.all:
        made = documents.export_all(app, args.to, made_as).value
    else:
        done = documents.export_record(app, records[0], args.to, args.revision, made_as)
        made = (done.value,)
    for document in made:
        if document.remark:
            print(document.remark, file=sys.stderr)
    text = "\n".join(str(document.path) for document in made)
    say(args, made, text or "No record is finished yet, so there is nothing to export.")


def _export_data(args: argparse.Namespace, app: App, records: list[str]) -> None:
    if args.all:
        lines = list_records(app)
        records = [o.record.id for o in lines if o.record.state is RecordState.FINISHED]
    made = exporting.export_records(app, records, args.kind, args.to, replace_files=args.replace)
    if made.remark:
        print(made.remark, file=sys.stderr)
    say(args, made, "\n".join(map(str, made.paths)))


def _import(args: argparse.Namespace) -> None:
    with writing(args) as app:
        there = importing.records_there(app, args.file)
        if len(there) > 1 and not (args.record or args.all):
            names = "\n".join(f"{each.name}  {each.title or each.why}" for each in there)
            raise InputError(
                f"{args.file.name} holds {len(there)} records. Nothing has been changed: "
                f"name some with --record, or give --all.\n{names}"
            )
        made = importing.import_records(app, args.file, args.school, args.record).value
    single = len(made.taken) == 1 and not made.refused
    lines = [line for taken in made.taken for line in _taken_lines(taken)]
    lines += [f"Not taken in: {each}" for each in made.refused]
    say(args, made.taken[0] if single else made, "\n".join(lines))


def _taken_lines(taken: TakenIn) -> list[str]:
    answers = counted(taken.answers, "answer")
    head = [taken.record.id, f"{taken.record.title}: a draft with {answers}."]
    return [*head, *(f"Left out: {each}" for each in taken.left_out)]
