"""Syncs with the team while the window is open: by itself now and then, or when somebody asks.

A team's store may keep one waiting, so syncing has a lane of its own. Being offline is no news: it
stands at the foot of the window, and is tried again by itself, after a longer wait each time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import BusyError, OfflineError, StoppedError

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.sync import SyncResult
    from app.usecases.sync_glance import SyncGlance
    from ui.tasks import Lanes, Task

SOON = 2_000  # milliseconds from a change until what waits is counted anew
MINUTE = 60_000  # milliseconds
LONGEST_WAIT = 60  # minutes between two tries, however often it failed
STOPPED = "Stopped. What was not shared yet goes with the next sync."


class Syncing(QObject):
    """`changed` carries how it stands now (a `SyncGlance`), `wrote` the changes that came.

    `began`, `progressed(done, total, words)` and `ended` are about one piece of work with the
    team's store. `told` carries news as `Screen.told` does, `failed` an error to be presented.
    `offline` is whether the team's store could not be reached the last time.
    """

    changed = Signal(object)
    wrote = Signal(tuple)
    told = Signal(str, str, tuple)
    failed = Signal(object)
    began = Signal()
    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, app: App, lanes: Lanes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._lanes = lanes
        self._task: Task | None = None
        self._asked = False
        self._count_clashes = False
        self._failures = 0
        self._least_wait = 0.0  # seconds, as the store asked
        self.glance: SyncGlance | None = None
        self.offline = False
        self.progress: tuple[int, int, str] = (0, 0, "")
        self._soon = self._timer(SOON, self._look)
        self._next = self._timer(MINUTE, self._by_itself)

    @property
    def running(self) -> bool:
        """Whether the team's store is being worked with."""
        return self._task is not None

    def begin(self) -> None:
        """Look how it stands, sync where that is done by itself, and go on so."""
        self._read(then=self._by_itself)

    def look(self) -> None:
        """Count anew what waits and what clashes."""
        self._count_clashes = True
        self._look()

    def look_soon(self, *, may_clash: bool = True) -> None:
        """Count anew within two seconds, once for whatever is changed until then.

        What one writes oneself makes no clash as a rule: then only what waits is counted.
        """
        self._count_clashes = self._count_clashes or may_clash
        if not self._soon.isActive():
            self._soon.start()

    def sync_now(self) -> None:
        """Sync at once, or once what runs has ended; how it went is told."""
        self._asked = True
        self._sync()

    def replan(self) -> None:
        """Read anew how often it syncs by itself."""
        self._read(then=self._plan)

    def stop(self) -> None:
        """End the work with the team's store at the next place where nothing is half done."""
        if self._task is not None:
            self._task.stop()

    def work(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do `function(progress, *args)` with the team's store, once what runs has ended."""
        self._run(self._lanes.sync(function, *args), done, failed)

    def _plan(self) -> None:
        """Set when it syncs by itself the next time, from the settings and how it went."""
        glance = self.glance
        self._next.stop()
        if glance is None or not glance.in_team or not glance.every:
            return
        minutes = min(glance.every * 2 ** min(self._failures, 6), max(LONGEST_WAIT, glance.every))
        self._next.start(max(minutes * MINUTE, round(self._least_wait * 1_000)))

    def _look(self) -> None:
        self._soon.stop()
        known = self.glance.clashes if self.glance is not None else None
        counted, self._count_clashes = self._count_clashes, False
        self._read(clashes=None if counted or known else known)

    def _by_itself(self) -> None:
        glance = self.glance
        if glance is not None and glance.in_team and glance.every and not self.running:
            self._sync()

    def _sync(self) -> None:
        if not self.running:
            self._run(self._lanes.sync(_sync, self._app), self._synced, self._not_synced)

    def _run(
        self, task: Task, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        self._task = task
        self.progress = (0, 0, "")
        task.progressed.connect(self._progressed)
        task.done.connect(done)
        task.failed.connect(failed)
        task.ended.connect(lambda: self._ended(task))
        self.began.emit()
        task.start()

    def _progressed(self, done: int, total: int, words: str) -> None:
        self.progress = (done, total, words)
        self.progressed.emit(done, total, words)

    def _ended(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            self.ended.emit()
            self._read(then=self._sync if self._asked else self._plan)

    def _synced(self, done: Done[SyncResult]) -> None:
        from app.usecases.sync_words import result_words

        self.offline, self._failures, self._least_wait = False, 0, 0.0
        was_asked, self._asked = self._asked, False
        # A school that left is in no change: the pages are told to read all anew.
        self.wrote.emit(() if done.value.left else done.changes)
        if was_asked:
            self.told.emit("done", result_words(done.value), ())

    def _not_synced(self, error: Exception) -> None:
        was_asked, self._asked = self._asked, False
        self.offline = isinstance(error, OfflineError)
        self._least_wait = error.wait if isinstance(error, BusyError) else 0.0
        if isinstance(error, StoppedError):
            self.told.emit("info", STOPPED, ())
        else:
            self._failures += 1
            self._say(error, was_asked=was_asked)
        # What had come by then is in already, so the pages are told to read anew.
        self.wrote.emit(())

    def _say(self, error: Exception, *, was_asked: bool) -> None:
        """Say why; by itself, only what may need a person and was not said the last time."""
        waits = isinstance(error, OfflineError | BusyError)
        if was_asked or (not waits and self._failures == 1):
            self.failed.emit(error)

    def _read(self, then: Callable[[], None] | None = None, clashes: int | None = None) -> None:
        def show(glance: SyncGlance) -> None:
            self.glance = glance
            self.changed.emit(glance)
            if then is not None:
                then()

        self._lanes.run(_glance, self._app, clashes, done=show)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer


def _glance(app: App, clashes: int | None) -> SyncGlance:
    from app.usecases.sync_glance import sync_glance  # with all of syncing: not for the window

    return sync_glance(app, clashes)


def _sync(progress: Callable[..., object], app: App) -> Done[SyncResult]:
    from app.usecases.sync import sync_now

    return sync_now(app, progress)
