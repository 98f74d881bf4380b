"""The team: made, joined by invitation, its members; and syncing with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.cli.opening import Commands, Secret, add_command, reading, say, secret, writing
from app.cli.sharing import CODE
from app.domain.counting import counted
from app.domain.team import TeamRole
from app.errors import InputError
from app.usecases import publishing, team, team_clashes, team_lost, team_recovery
from app.usecases.sync import sync_now
from app.usecases.sync_words import result_words
from app.usecases.team_words import lost_words, member_words, removed_words, team_words

STORE_SECRET = Secret("secret of the team’s store", "VISITBOOK_STORE_SECRET_FILE")
TEAM_KEY = Secret("team recovery key", "VISITBOOK_TEAM_RECOVERY_FILE")
KEEP = ("mine", "theirs", "both")


def add_commands(commands: Commands) -> None:
    """Add this file's commands."""
    of_team = add_command(commands, "team", _show, "the team that this laptop is in")
    acts = of_team.add_subparsers(dest="act", metavar="ACT")
    _add_making(acts)
    _add_members(acts)
    add_command(commands, "sync", _sync, "share what waits with the team, and take what is new")
    add_command(commands, "clashes", _clashes, "what two people entered in one place")
    settle = add_command(commands, "settle", _settle, "end a clash: one version, both, or a text")
    settle.add_argument("clash", metavar="CLASH")
    how = settle.add_mutually_exclusive_group(required=True)
    how.add_argument("--keep", choices=KEEP)
    how.add_argument("--text", type=Path, metavar="FILE", help="a file with the words to keep")


def _add_making(acts: Commands) -> None:
    create = _act(acts, "create", _create, "make a team, and its recovery key")
    create.add_argument("--store", required=True, metavar="URL")
    create.add_argument("--name", required=True, metavar="NAME")
    create.add_argument("--secret-file", type=Path, metavar="FILE")
    invite = _act(acts, "invite", _invite, "write an invitation, and print its code")
    invite.add_argument("--role", required=True, choices=[*TeamRole])
    invite.add_argument("--out", required=True, type=Path, metavar="FILE")
    invite.add_argument(
        "--secret-file", type=Path, metavar="FILE", help="the store’s secret for who is invited"
    )
    again = _act(acts, "recover", _recover, "take a team up again with its recovery key")
    again.add_argument("--store", required=True, metavar="URL")
    again.add_argument("--name", required=True, metavar="NAME")
    again.add_argument("--secret-file", type=Path, metavar="FILE")
    join = _act(acts, "join", _join, "join a team by an invitation and its code")
    join.add_argument("file", type=Path, metavar="FILE")
    join.add_argument("--store", default="", metavar="URL", help="where the store is for you")
    move = _act(acts, "move-store", _move_store, "say where the team’s store is for this laptop")
    move.add_argument("--store", required=True, metavar="URL")
    move.add_argument("--secret-file", type=Path, metavar="FILE")


def _add_members(acts: Commands) -> None:
    _act(acts, "members", _members, "list who is in the team")
    publish = _act(acts, "publish", _publish, "put finished notes in a plain folder for others")
    publish.add_argument("folder", type=Path, metavar="FOLDER")
    lost = _act(acts, "lost", _lost, "what was on a member’s laptops that are lost")
    lost.add_argument("member", metavar="MEMBER")
    remove = _act(acts, "remove", _remove, "take a member out of the team")
    remove.add_argument("member", metavar="MEMBER")


def _act(
    acts: Commands, name: str, run: Callable[[argparse.Namespace], None], words: str
) -> argparse.ArgumentParser:
    parser = add_command(acts, name, run, words)
    parser.add_argument(
        "--json", action="store_true", help="print one JSON value", default=argparse.SUPPRESS
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="another data folder than the usual one",
        default=argparse.SUPPRESS,
    )
    return parser


def _show(args: argparse.Namespace) -> None:
    with reading(args) as app:
        found = team.team_here(app)
    say(args, found, team_words(found) if found else "This laptop is in no team.")


def _create(args: argparse.Namespace) -> None:
    with writing(args) as app:
        store_secret = _store_secret(args)
        made = team.create_team(app, args.store, store_secret, args.name).value
    text = (
        f"{made.name} is made.\nTeam recovery key: {made.recovery_key}\n"
        "Print it or write it down, and keep it apart from the laptop. It is shown only now."
    )
    say(args, made, text)


def _store_secret(args: argparse.Namespace) -> str:
    """The secret that lets one in, asked for where there is one."""
    return secret(STORE_SECRET, args.secret_file) if team.needs_secret(args.store) else ""


def _invite(args: argparse.Namespace) -> None:
    with writing(args) as app:
        own = secret(STORE_SECRET, args.secret_file) if args.secret_file else ""
        invited = team.invite(app, TeamRole(args.role), args.out, own).value
    text = (
        f"{invited.path}\nCode: {invited.code}\n"
        "Send the file, and say the code: it is not in the file. "
        f"It lets one laptop in, until {invited.expires:%d %b %Y}."
    )
    say(args, invited, text)


def _join(args: argparse.Namespace) -> None:
    code = secret(CODE)
    with writing(args) as app:
        joined = team.join_team(app, args.file, code, url=args.store).value
    say(args, joined, f"You are in {joined.name} now. {result_words(joined.first)}")


def _move_store(args: argparse.Namespace) -> None:
    own = secret(STORE_SECRET, args.secret_file) if args.secret_file else ""
    with writing(args) as app:
        found = team.move_store(app, args.store, own).value
    say(args, found, team_words(found))


def _recover(args: argparse.Namespace) -> None:
    key = secret(TEAM_KEY)
    with writing(args) as app:
        own = _store_secret(args)
        joined = team_recovery.recover_team(app, args.store, own, key, args.name).value
    say(args, joined, f"You are a manager of {joined.name} now. {result_words(joined.first)}")


def _publish(args: argparse.Namespace) -> None:
    with reading(args) as app:
        published = publishing.publish(app, args.folder)
    lines = [f"{counted(len(published.written), 'note')} written to {published.folder}."]
    lines += [f"Left as it is, with other content: {name}" for name in published.left]
    say(args, published, "\n".join(lines))


def _lost(args: argparse.Namespace) -> None:
    with reading(args) as app:
        lost = team_lost.what_was_on(app, args.member)
    say(args, lost, lost_words(lost))


def _members(args: argparse.Namespace) -> None:
    with reading(args) as app:
        lines = team.members(app)
    say(args, lines, "\n".join(f"{line.id}  {member_words(line)}" for line in lines))


def _remove(args: argparse.Namespace) -> None:
    with writing(args) as app:
        removed = team.remove_member(app, args.member).value
    say(args, removed, removed_words(removed))


def _sync(args: argparse.Namespace) -> None:
    with writing(args) as app:
        result = sync_now(app).value
    say(args, result, result_words(result))


def _clashes(args: argparse.Namespace) -> None:
    with reading(args) as app:
        lines = team_clashes.clashes(app)
    text = "\n".join(f"{line.id}  {line.words}" for line in lines)
    say(args, lines, text or "There are no clashes.")


def _settle(args: argparse.Namespace) -> None:
    with writing(args) as app:
        words = _text_of(args.text) if args.text else None
        settled = team_clashes.settle(app, args.clash, args.keep or "", words).value
    say(args, settled, f"Settled: {settled.words}")


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path.name} can’t be read as text, so nothing has been settled. Check the file."
        ) from error
