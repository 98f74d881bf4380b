"""Waiting for what is to be seen: the event loop runs until it is, or the patience ends."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

_PULSE = 20  # milliseconds between two looks
_DONE_PULSE = 5  # the same, at whether an act has ended, which costs nothing to see
_PATIENCE = 60.0  # seconds for one thing; a slow laptop needs a tenth of it
_WHOLE = 900.0  # seconds for the whole tour


class TourError(Exception):
    """The tour cannot go on; its words say what was looked for and not found."""


class Waiting:
    """Waits for conditions. A trouble that `add_trouble` was told of ends the waiting at once."""

    def __init__(self, whole: float = _WHOLE) -> None:
        self._end = time.monotonic() + whole
        self._trouble: list[str] = []

    def add_trouble(self, words: str) -> None:
        """Remember what went wrong elsewhere: an unexpected error, a mistake in the log."""
        self._trouble.append(words)

    def check(self) -> None:
        """Raise TourError where there was trouble or the whole time is over."""
        if self._trouble:
            raise TourError(self._trouble[0])
        if time.monotonic() > self._end:
            raise TourError("the tour took longer than it may")

    def perform(self, act: Callable[[], object]) -> None:
        """Do `act` from within the event loop, as Qt does what a person does, and wait for it.

        Called from outside, what a page throws away meanwhile would stay on screen.
        """
        ended: list[Exception | None] = []

        def go() -> None:
            try:
                act()
            except Exception as problem:  # noqa: BLE001 - raised again below
                ended.append(problem)
            else:
                ended.append(None)

        QTimer.singleShot(0, go)
        self.until(lambda: bool(ended), "the end of what was pressed", pulse=_DONE_PULSE)
        if ended[0] is not None:
            raise ended[0]

    def until(
        self,
        seen: Callable[[], bool],
        what: str,
        patience: float = _PATIENCE,
        *,
        pulse: int = _PULSE,
    ) -> None:
        """Run the event loop until `seen()`; raises TourError naming `what` where it never is."""
        self.check()
        look = _Look(lambda: bool(self._trouble) or seen(), time.monotonic() + patience)
        look.run(pulse)
        self.check()
        if not look.found:
            raise TourError(f"waited {patience:.0f} s in vain for {what}")


class _Look:
    """One wait: a pulse looks again and again while the event loop runs."""

    def __init__(self, seen: Callable[[], bool], end: float) -> None:
        self.found = False
        self._seen = seen
        self._end = end
        self._failure: Exception | None = None
        self._loop = QEventLoop()

    def run(self, pulse: int) -> None:
        timer = QTimer()
        timer.setInterval(pulse)
        timer.timeout.connect(self._look)
        timer.start()
        self._loop.exec()
        timer.stop()
        if self._failure is not None:
            raise self._failure

    def _look(self) -> None:
        try:
            self.found = self.found or self._seen()
        except Exception as problem:  # noqa: BLE001 - raised again where the waiting was asked for
            self._failure = problem
        if self.found or self._failure is not None or time.monotonic() > self._end:
            self._loop.quit()
