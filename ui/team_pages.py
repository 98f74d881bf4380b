"""What every page shows of the team, the commands of syncing, and the pages that are about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.places import Members, Sync

if TYPE_CHECKING:
    from app.domain.changes import Change
    from app.usecases.sync_glance import SyncGlance
    from ui.main_window import MainWindow
    from ui.screen import Screen
    from ui.screens.today.small_cards import LaptopCard

_TROUBLE = "syncing"


def answer_for_team(desk: Desk, window: MainWindow) -> None:
    """Show how it stands with the team at the foot and in the rail, and answer its commands."""
    syncing = desk.syncing
    syncing.changed.connect(partial(_show, desk, window))
    syncing.began.connect(partial(_answer, desk))
    syncing.ended.connect(partial(_answer, desk))
    syncing.wrote.connect(partial(_wrote, desk))
    syncing.told.connect(partial(_tell, desk))
    syncing.failed.connect(partial(_complain, desk))
    desk.changes.changed.connect(partial(_look, desk))
    _answer(desk)


def _show(desk: Desk, window: MainWindow, glance: SyncGlance) -> None:
    from app.usecases.sync_glance import clash_count_words, status_words

    today, status = desk.app.today(), desk.status
    status.show_sharing(status_words(glance, today), waits=bool(glance.waiting))
    status.show_offline(offline=glance.in_team and desk.syncing.offline)
    status.show_clashes(clash_count_words(glance))
    window.rail.buttons["sync"].set_waiting(glance.clashes or glance.waiting)
    if glance.in_team and not glance.standing.trouble:
        desk.failures.over(_TROUBLE)
    _answer(desk)


def _answer(desk: Desk) -> None:
    go, glance = desk.navigator.go, desk.syncing.glance
    acts = {
        "make_team": lambda: go(Sync(ask="make")),
        "join_team": lambda: go(Sync(ask="join")),
    }
    if glance is not None and glance.in_team:
        acts = {"members": lambda: go(Members())}
        running = desk.syncing.running
        key, act = (
            ("stop_sync", desk.syncing.stop) if running else ("sync_now", desk.syncing.sync_now)
        )
        acts[key] = act
    desk.commands.answer_of("team", acts)


def _wrote(desk: Desk, changes: tuple[object, ...]) -> None:
    desk.changes.changed.emit(changes, desk.syncing)


def _look(desk: Desk, changes: tuple[Change, ...], starter: QObject | None) -> None:
    if starter is not desk.syncing:
        others = any(change.by != desk.app.me for change in changes)
        desk.syncing.look_soon(may_clash=others)


def _tell(desk: Desk, kind: str, words: str, _acts: tuple[object, ...]) -> None:
    desk.failures.tell(kind, words)


def _complain(desk: Desk, error: Exception) -> None:
    from app.errors import OfflineError, RefusedError, VisitbookError, WrongStoreError

    if not isinstance(error, VisitbookError):
        desk.failures.present(error)
        return
    acts = [("Try again", desk.syncing.sync_now)]
    if isinstance(error, OfflineError | RefusedError | WrongStoreError):
        acts.append(("Choose the place", lambda: desk.navigator.go(Members(ask="place"))))
    desk.failures.tell("late", str(error), acts, key=_TROUBLE)


def show_on_today(desk: Desk, card: LaptopCard) -> None:
    """Have Today say how it stands with the team, and lead to the page of syncing."""

    def show(glance: SyncGlance | None) -> None:
        if glance is not None and glance.in_team:
            from app.usecases.sync_glance import header_words  # here by then, unlike at the start

            offline = desk.syncing.offline
            card.show_sharing(header_words(glance, desk.app.today(), offline=offline))

    desk.syncing.changed.connect(show)
    card.sync_asked.connect(lambda: desk.navigator.go(Sync()))
    show(desk.syncing.glance)


def sync_page(desk: Desk) -> Screen:
    """The page of syncing."""
    from ui.screens.sync.screen import SyncScreen

    screen = SyncScreen(desk.app, desk.lanes, desk.navigator, desk.syncing)
    desk.changes.changed.connect(screen.follow)
    return screen


def members_page(desk: Desk) -> Screen:
    """The page of who is in the team."""
    from ui.screens.sync.members_screen import MembersScreen

    screen = MembersScreen(desk.app, desk.lanes, desk.syncing)
    desk.changes.changed.connect(screen.follow)
    return screen
