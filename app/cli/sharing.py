"""Sharing a record with a colleague: writing its file, joining one that came."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.cli.opening import Commands, Secret, add_command, say, secret, writing
from app.usecases import sharing, sharing_words

CODE = Secret("code", "VISITBOOK_CODE_FILE")


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    share = add_command(commands, "share", _share, "write a record into a file for a colleague")
    share.add_argument("record", metavar="RECORD")
    share.add_argument("file", type=Path, metavar="FILE")
    share.add_argument("--replace", action="store_true", help="write over a FILE that is there")
    join = add_command(commands, "join", _join, "take in a record that a colleague shared")
    join.add_argument("file", type=Path, metavar="FILE")
    join.add_argument("--look", action="store_true", help="only say what joining would do")


def _share(args: argparse.Namespace) -> None:
    with writing(args) as app:
        shared = sharing.share_record(app, args.record, args.file, replace_file=args.replace)
    if shared.remark:
        print(shared.remark, file=sys.stderr)
    text = (
        f"{shared.path}: {shared.holds}\nCode: {shared.code}\n"
        "Say this code to your colleague; it is not in the file."
    )
    say(args, shared, text)


def _join(args: argparse.Namespace) -> None:
    code = secret(CODE)
    with writing(args) as app:
        if args.look:
            joined = sharing.look_into(app, args.file, code)
        else:
            joined = sharing.join_record(app, args.file, code).value
    clashes = [words for line in joined.clashes for words in sharing_words.clash_words(line)]
    lines = (joined.record.id, sharing_words.about(joined), *sharing_words.what_it_does(joined))
    say(args, joined, "\n".join([*lines, *clashes]))
