"""Watches a window be painted, says when that was, and ends the program."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

QUIET = 500  # milliseconds


class Watcher(QObject):
    """Tells of the first painting, or with `quiet` of the last one before 500 ms without any.

    It asks for the two events with which Qt has a window painted. One is handled here, so that the
    moment told is when the painting is done; after the other the next turn of the loop tells.
    """

    def __init__(self, window: QWidget, *, quiet: bool) -> None:
        super().__init__(window)
        self._painted = 0.0
        self._pause = QTimer(self)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.setSingleShot(True)
        self._pause.setInterval(QUIET if quiet else 0)
        self._pause.timeout.connect(self._end)
        window.installEventFilter(self)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.UpdateRequest:
            watched.event(event)
            self._note()
            return True
        if event.type() == QEvent.Type.Expose:
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self._painted = time.monotonic()
        self._pause.start()

    def _end(self) -> None:
        sys.stdout.write(f'{{"painted": {self._painted}, "pss": {memory()}}}\n')
        sys.stdout.flush()
        QApplication.quit()


def memory() -> int:
    """This process's share of memory in bytes; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
