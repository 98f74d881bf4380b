"""Opening the dialogs of making a team and joining one, and doing what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.screens.sync.join_dialog import JoinTeamDialog
from ui.screens.sync.key_dialog import TeamKeyDialog
from ui.screens.sync.make_dialog import (
    LOOKING,
    MAKING,
    RECOVERING,
    TRYING,
    MakeTeamDialog,
    MovePlaceDialog,
    RecoverTeamDialog,
    Wanted,
)
from ui.syncing import Syncing
from ui.widgets.form_dialog import FormDialog, still_there

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.founding import FoundedTeam
    from app.usecases.team import EnteredTeam, JoinedTeam, TeamHere


def open_make_team(
    parent: QWidget, app: App, syncing: Syncing, made: Callable[[], None]
) -> MakeTeamDialog:
    """Ask for a name and a place, try it, make the team, and show its key; then `made`."""
    dialog = MakeTeamDialog()

    def try_it() -> None:
        if dialog.check_place():
            dialog.show_work(TRYING)
            done = _if_there(dialog, lambda _none: dialog.show_works())
            syncing.work(_try, app, dialog.wanted, done=done, failed=_told(dialog))

    def make() -> None:
        dialog.show_work(MAKING)
        syncing.work(_make, app, dialog.wanted, done=founded, failed=_told(dialog))

    def founded(team: FoundedTeam) -> None:
        if still_there(dialog):
            dialog.accept()
        keep_key(parent, team.name, team.recovery_key, made)

    dialog.try_it.clicked.connect(try_it)
    dialog.asked.connect(make)
    dialog.open_over(parent)
    return dialog


def keep_key(parent: QWidget, name: str, key: str, kept: Callable[[], None]) -> TeamKeyDialog:
    """Show a new team's key until it is kept; then `kept`."""
    dialog = TeamKeyDialog(name, key)

    def go_on() -> None:
        dialog.sheet.forget()
        dialog.accept()
        kept()

    dialog.asked.connect(go_on)
    dialog.sheet.entered.connect(dialog.ask)
    dialog.open_over(parent)
    return dialog


def open_recover_team(
    parent: QWidget, app: App, syncing: Syncing, recovered: Callable[[str], None]
) -> RecoverTeamDialog:
    """Ask for a team's recovery key and its place, take it up again; then `recovered(name)`."""
    dialog = RecoverTeamDialog()

    def done(made: Done[JoinedTeam]) -> None:
        syncing.wrote.emit(made.changes)
        if still_there(dialog):
            dialog.accept()
        recovered(made.value.name)

    def recover() -> None:
        dialog.show_work(RECOVERING)
        syncing.work(_recover, app, dialog.wanted, done=done, failed=_told(dialog))

    dialog.asked.connect(recover)
    dialog.open_over(parent)
    return dialog


def open_move_place(
    parent: QWidget, app: App, syncing: Syncing, moved: Callable[[], None]
) -> MovePlaceDialog:
    """Ask where the team's files lie now, make sure that they do, and go on there."""
    dialog = MovePlaceDialog()

    def done(_here: Done[TeamHere]) -> None:
        if still_there(dialog):
            dialog.accept()
        moved()

    def move() -> None:
        dialog.show_work(LOOKING)
        syncing.work(_move, app, dialog.wanted, done=done, failed=_told(dialog))

    dialog.asked.connect(move)
    dialog.open_over(parent)
    return dialog


def open_join_team(
    parent: QWidget, app: App, syncing: Syncing, joined: Callable[[EnteredTeam], None]
) -> JoinTeamDialog:
    """Ask for an invitation and its code, and join; then `joined`."""
    dialog = JoinTeamDialog()

    def entered(team: EnteredTeam) -> None:
        if still_there(dialog):
            dialog.accept()
        joined(team)

    def join() -> None:
        dialog.show_busy(busy=True)
        wanted = (dialog.path, dialog.typed, dialog.url)
        syncing.work(_join, app, *wanted, done=entered, failed=_told(dialog))

    dialog.asked.connect(join)
    dialog.open_over(parent)
    dialog.choose.setFocus()
    return dialog


def _told(dialog: FormDialog) -> Callable[[Exception], None]:
    return _if_there(dialog, dialog.show_failure)


def _if_there(dialog: FormDialog, act: Callable[..., None]) -> Callable[[object], None]:
    def acted(answer: object) -> None:
        if still_there(dialog):
            act(answer)

    return acted


def _try(_progress: object, app: App, wanted: Wanted) -> None:
    from app.usecases.founding import try_place

    try_place(app, wanted.url, wanted.secret)


def _make(_progress: object, app: App, wanted: Wanted) -> FoundedTeam:
    from app.usecases.founding import found_team

    return found_team(app, wanted.url, wanted.secret, wanted.name)


def _move(_progress: object, app: App, wanted: Wanted) -> Done[TeamHere]:
    from app.usecases.team import move_store

    return move_store(app, wanted.url, wanted.secret)


def _recover(progress: Callable[..., object], app: App, wanted: Wanted) -> Done[JoinedTeam]:
    from app.usecases.team_recovery import recover_team

    return recover_team(app, wanted.url, wanted.secret, wanted.key, wanted.name, progress)


def _join(_progress: object, app: App, path: Path, code: str, url: str) -> EnteredTeam:
    from app.usecases.team import enter_team

    return enter_team(app, path, code, url)
