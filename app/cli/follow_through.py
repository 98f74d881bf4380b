"""What becomes of finished records: read for quality, sent, answered, made final, archived."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from app.cli.opening import Commands, add_command, day, reading, say, writing
from app.domain.calendar import in_words
from app.domain.follow_through import Stage
from app.errors import InputError
from app.usecases.files_outside import read_outside
from app.usecases.follow_through import LONGEST_WORDS, record_step, steps, take_back
from app.usecases.stages import FollowThrough, StageLine, notes_read

_ANSWERS = {
    "accurate": Stage.ACCURATE,
    "correction": Stage.CORRECTION,
    "none": Stage.NO_ANSWER,
}


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    words = "keep what the school answered to a note that was sent"
    answer = add_command(commands, "accuracy", _answer, words)
    answer.add_argument("record", metavar="RECORD")
    answer.add_argument("--answer", required=True, choices=sorted(_ANSWERS))
    answer.add_argument("--role", default="", help="who at the school answered, by role")
    answer.add_argument("--on", type=day, metavar="DATE", help="the day of the answer, else today")
    answer.add_argument("--words", type=Path, metavar="FILE", help="a file with the school’s words")
    sent = _add_step(commands, "sent", Stage.SENT, "keep that a note was sent in another way")
    sent.add_argument("--role", required=True, help="whom it was sent to, by role")
    words = "keep that a colleague read a note for quality"
    read = _add_step(commands, "quality-read", Stage.QUALITY_READ, words)
    read.add_argument("--reader", default="", metavar="ID", help="the adviser who read it")
    read.add_argument("--role", default="", help="else the role of who read it")
    _add_step(commands, "make-final", Stage.FINAL, "make a note final, once the school agreed")
    _add_step(commands, "archive", Stage.ARCHIVED, "keep that nothing is left to do of a record")
    back = add_command(commands, "take-back", _take_back, "take a record’s last stage back")
    back.add_argument("record", metavar="RECORD")
    stages = add_command(
        commands, "stages", _stages, "list the stages of a record, and what is next"
    )
    stages.add_argument("record", metavar="RECORD")


def _add_step(commands: Commands, name: str, stage: Stage, words: str) -> argparse.ArgumentParser:
    command = add_command(commands, name, _keeping(stage), words)
    command.add_argument("record", metavar="RECORD")
    command.add_argument("--on", type=day, metavar="DATE", help="the day of it, else today")
    return command


def _keeping(stage: Stage) -> Callable[[argparse.Namespace], None]:
    def keep(args: argparse.Namespace) -> None:
        with writing(args) as app:
            said = {name: getattr(args, name, "") for name in ("role", "reader")}
            view = record_step(app, args.record, stage, on=args.on, **said).value
        say(args, view, told(view))

    return keep


def _answer(args: argparse.Namespace) -> None:
    words = _words(args.words) if args.words else ""
    stage = _ANSWERS[args.answer]
    with writing(args) as app:
        done = record_step(app, args.record, stage, role=args.role, on=args.on, words=words)
    say(args, done.value, told(done.value))


def _words(path: Path) -> str:
    """The words in a file: never an argument, which other programs can see."""
    try:
        return read_outside(path, 4 * LONGEST_WORDS).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.name} is not text in UTF-8. Nothing has been kept.") from error


def _take_back(args: argparse.Namespace) -> None:
    with writing(args) as app:
        taken = take_back(app, args.record).value
        view = steps(app, args.record)
    say(args, view, f"Taken back: {taken.stage.label}\n{told(view)}")


def _stages(args: argparse.Namespace) -> None:
    with reading(args) as app:
        view = steps(app, args.record)
    say(args, view, told(view))


def told(view: FollowThrough) -> str:
    """The stages of a record in lines, and what may follow."""
    following = ", ".join(stage.label.lower() for stage in view.following)
    return "\n".join([*map(_line, view.lines), *_days(view), f"Next: {following or 'nothing'}"])


def _line(line: StageLine) -> str:
    day = f"by {in_words(line.on)}" if line.stage is Stage.NO_ANSWER else in_words(line.on)
    who = ", ".join(part for part in (line.role, line.who and f"kept by {line.who}") if part)
    text = f"Version {line.revision}: {line.stage.label}, {day}{f' ({who})' if who else ''}"
    return f"{text}\n  {line.words}" if line.words else text


def _days(view: FollowThrough) -> Iterable[str]:
    if view.wants_read:
        yield f"To be read for quality first: {notes_read(view.one_in)} is."
    if view.stage is Stage.SENT and view.reply_by is not None:
        late = ", which has passed" if view.is_answer_late else ""
        yield f"The school replies by {in_words(view.reply_by)}{late}."
    if view.is_approximate:
        yield "Counted with usual school holidays where its authority’s were not entered."
