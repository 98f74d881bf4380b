"""From the door to the window, and back when it is locked.

Everything of the store is imported in the store lane, while the door is already on screen. What
can go wrong is shown on the door, where the person is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import StoppedError, VisitbookError, WrongPassphraseError, WrongRecoveryKeyError
from app.settings import LOCK_AFTER_MINUTES
from ui.failures import UNEXPECTED, note_unexpected
from ui.preferences import Preferences
from ui.screens.unlock.door import Door

if TYPE_CHECKING:
    from app.bootstrap import Begun
    from app.parts import App
    from ui.desk import Desk
    from ui.idle import IdleWatch
    from ui.main_window import MainWindow
    from ui.outgoing import Outgoing
    from ui.syncing import Syncing
    from ui.tasks import Lanes
    from ui.widgets.text_box import Pen


SAMPLE = (
    "This is the sample project: the schools are invented, and nothing you do here is kept. "
    "Close Visitbook and open it again to set up your own."
)


AT_REST = 1_000
"""Milliseconds from showing the window until what it does not need is begun."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open folder: how to let it go, the program, and a fresh recovery key or blank."""

    let_go: Callable[[], None]
    app: App
    recovery_key: str = ""
    sample: bool = False


class Opening(QObject):
    """Shows the door, opens the folder, shows the window; `ended` when neither is wanted more.

    `ready` follows the first painting of what stays: the door, or, where the key is remembered, the
    window, once it is at rest.
    """

    ended = Signal()
    ready = Signal()

    def __init__(
        self, application: QApplication, folder: Path, fit: Callable[[App], App] | None = None
    ) -> None:
        super().__init__()
        self._folder = folder
        self._fit = fit  # exchanges parts of what was opened, such as its desktop
        self._preferences = Preferences(folder)
        self._application = application
        self._door: Door | None = None
        self._window: MainWindow | None = None
        self._outgoing: Outgoing | None = None
        self._syncing: Syncing | None = None
        self._locking = False
        self._opened: Opened | None = None
        self._opens_itself = False

    @cached_property
    def _lanes(self) -> Lanes:
        from ui.tasks import Lanes  # with the watch below 6 ms that the door need not wait for

        return Lanes(self.present)

    @cached_property
    def _idle(self) -> IdleWatch:
        from ui.idle import IdleWatch

        watch = IdleWatch(self._application)
        watch.idle.connect(self.lock)
        return watch

    @property
    def in_front(self) -> QWidget | None:
        """The door, or once it is gone the window."""
        return self._door or self._window

    @property
    def busy(self) -> bool:
        """Whether anything that was asked for is still being done."""
        return self._lanes.busy

    def begin(self) -> None:
        """Show the door; it opens by itself where the key is remembered."""
        self._opens_itself = self._preferences.remembers_unlock
        self._show_door()
        if self._opens_itself:
            self._open(_with_remembered_key, self._folder, busy="Opening …")

    @Slot()
    def lock(self) -> None:
        """Put the records away and show the door, once what was written is kept."""
        if self._window is not None and self._opened is not None and not self._opened.sample:
            self._locking = True
            if self._window.isVisible():
                self._window.close()
            else:  # it was not shown yet, so nothing was written in it
                self._closing()

    def present(self, error: BaseException) -> None:
        """Show what went wrong where the person is: in the window, or on the door."""
        self._stays()
        if self._window is not None:
            self._window.failures.present(error)
        elif self._door is not None and not isinstance(error, StoppedError):
            _tell(self._door, error)

    @Slot()
    def come_to_front(self) -> None:
        """Bring the door or the window before all others."""
        shown = self.in_front
        if shown is not None:
            shown.setWindowState(shown.windowState() & ~Qt.WindowState.WindowMinimized)
            shown.raise_()
            shown.activateWindow()

    def end(self) -> None:
        """Finish what was started, close the store and let the folder go."""
        self._idle.rest()
        self._lanes.close()
        self._let_go()

    def _show_door(self) -> None:
        from app import bootstrap

        door = Door()
        self._door = door
        door.set_up_asked.connect(self._set_up)
        door.unlock_asked.connect(self._unlock)
        door.recover_asked.connect(self._recover)
        door.key_kept.connect(self._show_window)
        door.dismissed.connect(self.ended)
        door.painted.connect(self._door_painted)
        if bootstrap.is_set_up(self._folder):
            door.ask_passphrase(remembered=self._preferences.remembers_unlock)
        else:
            from app.reference import team_roles

            door.ask_set_up(team_roles())
        door.show()

    def _door_painted(self) -> None:
        if not self._opens_itself:
            self.ready.emit()

    def _stays(self) -> None:
        if self._opens_itself:
            self._opens_itself = False
            self.ready.emit()

    def _set_up(self, name: str, role: str, passphrase: str, sample: bool) -> None:  # noqa: FBT001 - what the signal sends
        if sample:
            self._open(_with_sample, self._folder)
        else:
            self._open(_set_up, self._folder, name, role, passphrase)

    def _unlock(self, passphrase: str, remember: bool) -> None:  # noqa: FBT001 - as above
        self._preferences.keep_remembering(wanted=remember)
        self._open(_with_passphrase, self._folder, passphrase, remember)

    def _recover(self, key: str, new_passphrase: str) -> None:
        self._open(_with_recovery_key, self._folder, key, new_passphrase)

    def _open(self, opener: Callable[..., Opened | None], *args: object, busy: str = "") -> None:
        if busy and self._door is not None:
            self._door.show_busy(busy)
        self._lanes.run(opener, *args, done=self._have, failed=self.present)

    def _have(self, opened: Opened | None) -> None:
        door = self._door
        if opened is None:
            self._stays()
            if door is not None:
                door.show_busy("")
            return
        fit = self._fit
        self._opened = replace(opened, app=fit(opened.app)) if fit else opened
        if opened.recovery_key and door is not None:
            door.show_recovery_key(opened.recovery_key)
        else:
            self._show_window()

    def _show_window(self) -> None:
        from ui.places import Today

        if self._window is not None:
            return  # it is on its way
        window = self._make_window()
        self._window = window
        window.closing.connect(self._closing)
        window.navigator.start_over(Today())
        # The lane does one thing after the other: once this is through, the page has what it asked
        # for, and the window is painted once, whole, instead of empty and again (70 ms of a start).
        self._lanes.run(_nothing, done=lambda _: self._reveal(window))

    def _reveal(self, window: MainWindow) -> None:
        if window is not self._window:
            return  # it was locked before it was shown
        window.show_whole()
        self._close_door()
        self._look_after(window)

    def _make_window(self) -> MainWindow:
        from ui.changes import Changes
        from ui.desk import Desk
        from ui.main_window import MainWindow
        from ui.outgoing import Outgoing
        from ui.pages import answer_everywhere, pages_for
        from ui.places import Navigator
        from ui.syncing import Syncing

        assert self._opened is not None
        window = MainWindow(Navigator(), self._preferences)
        desk = Desk(
            app=self._opened.app,
            lanes=self._lanes,
            navigator=window.navigator,
            failures=window.failures,
            status=window.status,
            commands=window.commands,
            preferences=self._preferences,
            changes=Changes(window),
            outgoing=Outgoing(self._opened.app, self._lanes, window),
            syncing=Syncing(self._opened.app, self._lanes, window),
            lock=self.lock,
            watch_idle=self._idle.watch,
        )
        self._outgoing, self._syncing = desk.outgoing, desk.syncing
        window.what_waits = lambda: "" if self._locking else desk.outgoing.when_closing
        window.make_pen = partial(_pen, desk, window)
        answer_everywhere(desk, window)
        window.plug(pages_for(desk))
        return window

    def _look_after(self, window: MainWindow) -> None:
        """Once the window is shown and at rest: the day's safety copy, locking when idle."""
        assert self._opened is not None
        if self._opened.sample:
            window.failures.tell("info", SAMPLE, key="sample", stays=True)
            return
        window.commands.answer_always({"lock": self.lock})
        QTimer.singleShot(AT_REST, window, self._care)

    def _care(self) -> None:
        self._stays()
        if self._opened is not None:
            self._lanes.run(_daily_care, self._opened.app, done=self._idle.watch)
            if self._outgoing is not None and self._syncing is not None:
                self._outgoing.begin()
                self._syncing.begin()

    def _close_door(self) -> None:
        if self._door is not None:
            self._door.pass_through()
            self._door.deleteLater()
            self._door = None

    @Slot()
    def _closing(self) -> None:
        """The window closes: for good, or to be locked."""
        if self._locking:
            self._locking = False
            self._put_away()
            self._show_door()
        else:
            self.ended.emit()

    def _put_away(self) -> None:
        """Let go of the window but not of the program: what it still saves is waited for."""
        if self._window is not None:
            self._idle.rest()
            self._lanes.close()
            self._window.deleteLater()
            self._window = self._outgoing = self._syncing = None
            self._let_go()
            del self._lanes

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened.app.store.close()
            self._opened.let_go()
            self._opened = None


def _pen(desk: Desk, window: MainWindow) -> Pen:
    from ui.writing.pen import WritingPen  # 10 ms that a start can spare

    return WritingPen(desk, window)


def _nothing() -> None:
    """What has come through the lane when this has."""


def _tell(door: Door, error: BaseException) -> None:
    if isinstance(error, WrongPassphraseError):
        door.show_wrong(str(error), error.wait)
    elif isinstance(error, WrongRecoveryKeyError):
        door.show_wrong(str(error))
    elif isinstance(error, VisitbookError):
        door.show_error(str(error))
    else:
        note_unexpected(error)
        door.show_error(UNEXPECTED)


def _locked(folder: Path, opener: Callable[[], App | Begun]) -> Opened:
    """What `opener` opens, with the right to write in `folder`; neither where one fails."""
    from app import bootstrap

    lock = bootstrap.lock_folder(folder)
    try:
        found = opener()
    except BaseException:
        lock.release()
        raise
    if isinstance(found, bootstrap.Begun):
        return Opened(lock.release, found.app, found.recovery_key)
    return Opened(lock.release, found)


def _with_passphrase(folder: Path, passphrase: str, remember: bool) -> Opened:  # noqa: FBT001 - a task's own argument
    from app import bootstrap

    if not remember:
        bootstrap.forget_key(folder)
    return _locked(folder, lambda: bootstrap.unlock(folder, passphrase, remember=remember))


def _with_recovery_key(folder: Path, key: str, new_passphrase: str) -> Opened:
    from app import bootstrap

    return _locked(folder, lambda: bootstrap.recover(folder, key, new_passphrase))


def _with_remembered_key(folder: Path) -> Opened | None:
    from app import bootstrap

    key = bootstrap.remembered_key(folder)
    if key is None:
        return None
    return _locked(folder, lambda: bootstrap.open_with_key(folder, key))


def _set_up(folder: Path, name: str, role: str, passphrase: str) -> Opened:
    from app import bootstrap

    def begin() -> Begun:
        return bootstrap.begin(folder, name=name, role=role, passphrase=passphrase)

    return _locked(folder, begin)


def _with_sample(folder: Path) -> Opened:
    from app import bootstrap

    opened = _locked(folder, lambda: bootstrap.begin_sample(folder))
    return replace(opened, sample=True)


def _daily_care(app: App) -> int:
    """Make today's safety copy, sweep up after it; answers after how many idle minutes to lock."""
    from app.usecases.safety_copies import care_for_today

    care_for_today(app)
    with app.store.reading() as reader:
        return LOCK_AFTER_MINUTES.read(reader)
