"""Records: started, answered, shown, finished."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from app.cli.follow_through import told
from app.cli.opening import (
    Commands,
    add_command,
    day,
    pair,
    plain,
    reading,
    revision,
    say,
    urn,
    writing,
)
from app.domain.records import RecordState
from app.domain.snapshot import Snapshot
from app.errors import InputError
from app.parts import App
from app.usecases import answering, panels, record_list, records
from app.usecases.follow_through import steps
from app.usecases.mail import handed_over
from app.usecases.opened import live_session, open_record
from app.usecases.readiness import gaps_of

_MOST_DIGITS = 9  # of a count: Python itself refuses to read thousands of them


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    start = add_command(commands, "start-record", _start, "begin a record with a form")
    about = start.add_mutually_exclusive_group(required=True)
    about.add_argument("--school", type=urn, metavar="URN")
    about.add_argument("--project", metavar="PROJECT", help="for a form about a whole project")
    start.add_argument("--form", required=True, metavar="FORM")
    start.add_argument("--visit", default="", metavar="VISIT", help="the visit it is written at")
    start.add_argument("--counts", action="store_true", help="count it as the visit of that day")
    start.add_argument("--on", type=day, metavar="DATE")
    answer = add_command(commands, "answer", _answer, "answer a question of a record")
    answer.add_argument("record", metavar="RECORD")
    answer.add_argument("ref", metavar="REF", help="as start-record prints them, or a name")
    answer.add_argument("value", metavar="VALUE", help="blank clears the answer")
    row = add_command(commands, "add-row", _add_row, "add a row to a repeat or a panel")
    row.add_argument("record", metavar="RECORD")
    row.add_argument("repeat", metavar="REPEAT", help="a repeat’s ref, or people, or evidence")
    row.add_argument("fields", nargs="*", type=pair, default=[], metavar="FIELD=VALUE")
    listed = add_command(commands, "records", _records, "list records, the newest first")
    listed.add_argument("--school", type=urn, metavar="URN")
    show = add_command(commands, "show", _show, "show a record with its answers and gaps")
    show.add_argument("record", metavar="RECORD")
    add_revision(show, "show an earlier finished revision, as it was frozen")
    finish = add_command(commands, "finish", _finish, "finish a record, or list what is missing")
    finish.add_argument("record", metavar="RECORD")
    again = add_command(commands, "reopen", _reopen, "reopen a finished record as a new revision")
    again.add_argument("record", metavar="RECORD")


def add_revision(command: argparse.ArgumentParser, words: str) -> None:
    """Let a command be about an earlier revision."""
    command.add_argument("--revision", type=revision, metavar="N", help=words)


def _start(args: argparse.Namespace) -> None:
    with writing(args) as app:
        if args.project:
            done = records.start_project_record(app, args.project, args.form, on=args.on)
        else:
            of_visit = {"visit_id": args.visit, "counts": args.counts, "on": args.on}
            done = records.start_record(app, args.school, args.form, **of_visit)
        view = _view(app, done.value.record.id)
    say(args, view, _text(view))


def _answer(args: argparse.Namespace) -> None:
    with writing(args) as app:
        result = answering.answer(app, args.record, args.ref, args.value)
    text = "\n".join([f"{result.ref}: kept", *(problem.message for problem in result.problems)])
    say(args, result, text)


def _add_row(args: argparse.Namespace) -> None:
    fields = dict(args.fields)
    with writing(args) as app:
        if args.repeat == "people":
            row: Any = panels.add_met_person(
                app, args.record, **_known(fields, "role", "name")
            ).value
        elif args.repeat == "evidence":
            row = _add_evidence(app, args.record, fields)
        else:
            row = answering.add_row(app, args.record, args.repeat, fields)
    text = f"Row added: {row.id}" if hasattr(row, "id") else "\n".join([row.row, *row.refs])
    say(args, row, text)


def _known(fields: dict[str, str], *names: str) -> dict[str, str]:
    unknown = set(fields) - set(names)
    if unknown or names[0] not in fields:
        raise InputError(
            f"Give {names[0]}=… and, if you like, {', '.join(names[1:])}. Nothing has been kept."
        )
    return fields


def _add_evidence(app: App, record: str, fields: dict[str, str]) -> Any:
    known = _known(fields, "source", "where", "count", "seen")
    count = known.get("count", "1")
    if not count.isascii() or not count.isdigit() or len(count) > _MOST_DIGITS:
        raise InputError("count should be a number. Nothing has been kept.")
    return panels.add_evidence(
        app,
        record,
        known["source"],
        where=known.get("where", ""),
        count=int(count),
        seen_of_it=known.get("seen", ""),
    ).value


def _records(args: argparse.Namespace) -> None:
    with reading(args) as app:
        lines = record_list.list_records(app, args.school)
    text = "\n".join(
        f"{line.record.id}  {line.record.on}  {line.school_name}: {line.record.title}, "
        f"{line.record.state} (revision {line.record.revision})"
        for line in lines
    )
    say(args, [{**plain(line.record), "school": line.school_name} for line in lines], text)


def _show(args: argparse.Namespace) -> None:
    with reading(args) as app:
        if args.revision is None:
            view = _view(app, args.record)
            text = _text(view)
        else:
            snapshot = records.finished_snapshot(app, args.record, args.revision)
            view, text = plain(snapshot), _frozen_text(snapshot)
    say(args, view, text)


def _view(app: App, record_id: str) -> dict[str, Any]:
    """A record as a program reads it: facts, refs with what is asked, panels, gaps."""
    opened = open_record(app, record_id)
    session = live_session(app, opened)
    finished = opened.record.state is RecordState.FINISHED
    return {
        "id": opened.record.id,
        "record": opened.record,
        "school": opened.school.name,
        "refs": [dataclasses.asdict(asked) for asked in answering.asked(opened, session)],
        "actions": opened.rows.actions,
        "earlier": [
            {"id": line.action.id, "what": line.action.what, "review": line.review}
            for line in opened.rows.earlier
        ],
        "people": opened.rows.people,
        "evidence": opened.rows.evidence,
        "gaps": [] if finished else list(gaps_of(opened.definition, session)),
        "handed_over": handed_over(app, record_id),
        "follow_through": steps(app, record_id),
    }


def _text(view: dict[str, Any]) -> str:
    record = view["record"]
    head = f"{record.id}\n{view['school']}: {record.title}, {record.on}, {record.state}"
    refs = [f"  {a['ref']}  [{a['kind']}]  {a['label']}{_shown(a)}" for a in view["refs"]]
    actions = [f"  {action.reference}  {action.what}" for action in view["actions"]]
    gaps = [f"  {gap}" for gap in view["gaps"]]
    parts = [head, "Questions:", *refs]
    parts += ["Agreed actions:", *actions] if actions else []
    parts += [f"Gaps: {len(gaps)}", *gaps]
    stages = view["follow_through"]
    return "\n".join([*parts, *(["Stages:", told(stages)] if stages.lines else [])])


def _frozen_text(snapshot: Snapshot) -> str:
    facts = snapshot.facts
    of = f"finished (revision {snapshot.revision})"
    parts = [snapshot.record_id, f"{facts['school']}: {snapshot.title}, {facts['date']}, {of}"]
    parts += [f"  {a.ref}  [{a.kind}]  {a.label} = {a.words}" for a in snapshot.answers()]
    parts += ["Agreed actions:"] if snapshot.actions else []
    parts += [f"  {action['reference']}  {action['what']}" for action in snapshot.actions]
    return "\n".join(parts)


def _shown(asked: dict[str, Any]) -> str:
    return f" = {asked['value']}" if asked["value"] else ""


def _finish(args: argparse.Namespace) -> None:
    with writing(args) as app:
        finished = records.finish_record(app, args.record).value
    record = finished.record
    say(
        args,
        record,
        f"Finished: {record.reference}, revision {record.revision}\n{record.snapshot_hash}",
    )


def _reopen(args: argparse.Namespace) -> None:
    with writing(args) as app:
        record = records.reopen_record(app, args.record).value.record
    say(args, record, f"Reopened: {record.reference}, revision {record.revision}")
