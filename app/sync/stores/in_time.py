"""Work that is given up when it hangs: a share that lost its server may never answer.

Nothing can end a read that hangs in the system. It is left to itself in a thread that does not keep
the program open, and only so many are left: whoever comes after them is told at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, TypeVar

Result = TypeVar("Result")

SLOWEST = 64 * 1024
"""Bytes a second: a line on which one still waits for a large file."""

MOST_AT_ONCE = 32
"""Calls that run or hang at a time, in all stores together."""

MOST_IDLE = 16
"""Threads that are kept for the next call: a small file is read faster than a thread is made."""

_places = threading.BoundedSemaphore(MOST_AT_ONCE)
_idle: list[_Worker] = []


class _Worker:
    """A thread that does one piece of work after another, and nobody waits for."""

    def __init__(self) -> None:
        self._work: SimpleQueue[Callable[[], bool]] = SimpleQueue()
        threading.Thread(target=self._serve, daemon=True).start()

    def give(self, work: Callable[[], bool]) -> None:
        """Hand over the next piece of work, which says whether there may be another."""
        self._work.put(work)

    def _serve(self) -> None:
        while self._work.get()():
            pass  # and nothing of the last piece is kept in between


def start(work: Callable[[], Result]) -> Future[Result]:
    """Begin work in another thread, which does not keep the program open."""
    future: Future[Result] = Future()
    try:
        worker = _idle.pop()
    except IndexError:
        worker = _Worker()
    worker.give(lambda: _run(worker, work, future))
    return future


class Errand(Generic[Result]):
    """Work that shows now and then that it goes on, for as long as it does."""

    def __init__(self, work: Callable[[Callable[[], None]], Result]) -> None:
        self._work = work
        self._places = _places
        self._heard = time.monotonic()

    def go(self, time_limit: float) -> Result:
        """Do the work; TimeoutError once it shows no sign of life for `time_limit` seconds."""
        if not self._places.acquire(blocking=False):
            raise TimeoutError
        future = start(self._run)
        while True:
            left = self._heard + time_limit - time.monotonic()
            try:
                return future.result(max(left, 0.0))
            except TimeoutError:  # may be the work's own, and is the same to whoever asked
                if future.done() or time.monotonic() - self._heard >= time_limit:
                    raise

    def _run(self) -> Result:
        try:
            return self._work(self._go_on)
        finally:
            self._places.release()

    def _go_on(self) -> None:
        self._heard = time.monotonic()


def _run(worker: _Worker, work: Callable[[], Result], future: Future[Result]) -> bool:
    try:
        result = work()
    except BaseException as problem:  # noqa: BLE001 - raised again by whoever asks for the result
        kept = _is_kept(worker)
        future.set_exception(problem)
    else:
        kept = _is_kept(worker)
        future.set_result(result)
    return kept


def _is_kept(worker: _Worker) -> bool:
    """Put a thread where the next call finds it, before the result is told; not if many wait."""
    kept = len(_idle) < MOST_IDLE
    if kept:
        _idle.append(worker)
    return kept
