"""Work off the window's thread: lanes of tasks.

The **store lane** is one thread that does one task after the other, in the order they were
started: whatever is asked later sees what was written earlier. The **slow lane** is another such
thread for documents and imports; its functions are handed a `Progress` first, by which they tell
how far they are and learn that the person pressed stop. The **words lane** looks words up while
somebody writes, and waits for neither; the **post lane** talks to mail servers and the **sync
lane** to the team's store, for which nothing else should wait.

A task is prepared, connected, then started; one that was started first could lose its result:

    task = lanes.store(open_school, app, urn)
    task.done.connect(self._show)
    task.start()

or in one breath, `lanes.run(open_school, app, urn, done=self._show)`. Results come back on the
window's thread. A failure that nobody listens to goes to `on_failure`; a task that was stopped
and has no listener ends without a word.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMetaMethod, QObject, Qt, Signal, Slot

from app.errors import StoppedError

Report = Callable[[Exception], None]
_PATIENCE = 2.0  # seconds that closing waits for a team's store
_QUICKEST_REPORT = 0.05  # seconds between two reports of progress: more would only be drawn over


class Progress:
    """How a slow function says how far it is: `progress(done, total, words)`.

    Call it often; only some reports are passed on. Raises `StoppedError` once the person has
    pressed stop, so call it only where nothing is half done. `total` is 0 where it is not known.
    """

    def __init__(self, report: Callable[[int, int, str], None]) -> None:
        self._report = report
        self._stopped = threading.Event()
        self._when_stopped: list[Callable[[], object]] = []
        self._next = 0.0

    def __call__(self, done: int, total: int, words: str = "") -> None:
        """Say that `done` of `total` are through; raise StoppedError if the person stopped it."""
        self.check()
        now = time.monotonic()
        if now >= self._next or done == total:
            self._next = now + _QUICKEST_REPORT
            self._report(done, total, words)

    def check(self) -> None:
        """Raise StoppedError if the person pressed stop."""
        if self._stopped.is_set():
            raise StoppedError("Stopped. Nothing was changed by what had not finished.")

    @property
    def stopped(self) -> bool:
        """Whether the person pressed stop, or what is done is not wanted any more."""
        return self._stopped.is_set()

    def when_stopped(self, act: Callable[[], object]) -> None:
        """Have `act` called, in the thread that stops it, so that what waits for others wakes."""
        self._when_stopped.append(act)
        if self.stopped:
            act()

    def stop(self) -> None:
        """Ask the function to end; it does so when it next reports or checks."""
        self._stopped.set()
        for act in tuple(self._when_stopped):
            act()


class Task(QObject):
    """One piece of work. Its signals arrive on the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, lane: Lane, work: Callable[[], Any], progress: Progress) -> None:
        super().__init__()
        self._lane = lane
        self._work = work
        self._progress = progress

    def start(self) -> None:
        """Put the task in its lane."""
        self._lane.take(self)

    def stop(self) -> None:
        """Ask it to end; a function that takes no progress runs to its end all the same."""
        self._progress.stop()

    def perform(self) -> Callable[[], None]:
        """Do the work, on the lane's thread; answers with what the window's thread is to do."""
        try:
            self._progress.check()
            result = self._work()
        except Exception as error:  # noqa: BLE001 - whoever asked for the work is told
            failure = error
            return lambda: self._deliver_failure(failure)
        return lambda: self._deliver(result)

    def _deliver(self, result: Any) -> None:
        self.done.emit(result)
        self.ended.emit()

    def _deliver_failure(self, error: Exception) -> None:
        if self.isSignalConnected(QMetaMethod.fromSignal(self.failed)):
            self.failed.emit(error)
        elif not isinstance(error, StoppedError):
            self._lane.on_failure(error)
        self.ended.emit()


class Lane(QObject):
    """A thread that performs tasks strictly one after the other."""

    _woken = Signal()

    def __init__(self, name: str, on_failure: Report) -> None:
        super().__init__()
        self.on_failure = on_failure
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._open: set[Task] = set()
        self._news: deque[tuple[Task | None, Callable[[], None]]] = deque()
        self._woken.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._closed = False
        self._left = False

    @property
    def busy(self) -> bool:
        """Whether anything is running or waiting its turn."""
        return bool(self._open)

    def take(self, task: Task) -> None:
        """Append `task`; the thread starts with the first."""
        if self._closed:
            return
        if not self._thread.is_alive():
            self._thread.start()
        self._open.add(task)
        self._tasks.put(task)

    def report(self, news: Callable[[], None]) -> None:
        """Have `news` called on the window's thread; safe from any thread."""
        self._post(None, news)

    def stop_all(self) -> None:
        """Ask everything that is running or waiting to end."""
        for task in tuple(self._open):
            task.stop()

    def close(self, patience: float | None = None) -> None:
        """Wait until all that was started is done and told; take nothing more.

        What has not ended after `patience` seconds is left to itself, and nobody hears of it.
        """
        self._closed = True
        if self._thread.is_alive():
            self._tasks.put(None)
            self._thread.join(patience)
        self._tell()
        self._left = self._thread.is_alive()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._post(task, task.perform())

    def _post(self, ended: Task | None, news: Callable[[], None]) -> None:
        if self._left:
            return
        self._news.append((ended, news))
        self._woken.emit()

    @Slot()
    def _tell(self) -> None:
        while self._news:
            ended, news = self._news.popleft()
            if ended is not None:
                self._open.discard(ended)
            news()


class Lanes:
    """The lanes of a window. `on_failure` hears of failures that no listener takes."""

    def __init__(self, on_failure: Report) -> None:
        self._store = Lane("store", on_failure)
        self._slow = Lane("slow", on_failure)
        self._words = Lane("words", on_failure)
        self._post = Lane("post", on_failure)
        self._sync = Lane("sync", on_failure)

    @property
    def busy(self) -> bool:
        """Whether any task is running or waiting."""
        return any(lane.busy for lane in (self._store, *self._others))

    @property
    def _others(self) -> tuple[Lane, ...]:
        return self._slow, self._words, self._post, self._sync

    def store(self, function: Callable[..., Any], *args: Any, **named: Any) -> Task:
        """A task for the store lane: `function(*args, **named)`. Connect it, then start it."""
        progress = Progress(lambda _done, _total, _words: None)
        return Task(self._store, lambda: function(*args, **named), progress)

    def slow(self, function: Callable[..., Any], *args: Any, **named: Any) -> Task:
        """A task for the slow lane: `function(progress, *args, **named)`."""
        return _told(self._slow, lambda progress: function(progress, *args, **named))

    def sync(self, function: Callable[..., Any], *args: Any, **named: Any) -> Task:
        """A task for the sync lane: `function(progress, *args, **named)`."""
        return _told(self._sync, lambda progress: function(progress, *args, **named))

    def words(self, function: Callable[..., Any], *args: Any) -> Task:
        """A task for the words lane: `function(progress, *args)`, which reads no store."""
        progress = Progress(lambda _done, _total, _words: None)
        return Task(self._words, lambda: function(progress, *args), progress)

    def post(self, function: Callable[..., Any], *args: Any, **named: Any) -> Task:
        """A task for the post lane: `function(progress, *args, **named)`."""
        progress = Progress(lambda _done, _total, _words: None)
        return Task(self._post, lambda: function(progress, *args, **named), progress)

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Do `function(*args)` in the store lane: prepared, connected and started."""
        task = self.store(function, *args)
        if done is not None:
            task.done.connect(done)
        if failed is not None:
            task.failed.connect(failed)
        task.start()
        return task

    def close(self) -> None:
        """Stop the slow work, finish what the store was asked for, tell the results.

        A team's store that does not answer is not waited for: the data folder, once it is closed,
        takes nothing more from whoever still works for it.
        """
        for lane in self._others:
            lane.stop_all()
        for lane in (self._slow, self._words, self._post):
            lane.close()
        self._sync.close(_PATIENCE)
        self._store.close()


def _told(lane: Lane, work: Callable[[Progress], Any]) -> Task:
    """A task of `lane` whose work says how far it is."""

    def report(done: int, total: int, words: str) -> None:
        lane.report(lambda: task.progressed.emit(done, total, words))

    progress = Progress(report)
    task = Task(lane, lambda: work(progress), progress)
    return task
