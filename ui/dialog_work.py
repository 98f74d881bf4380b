"""The work behind a dialog: done in the store lane, told to the dialog and to the other pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.changes import Done
from ui.tasks import Lanes
from ui.widgets.form_dialog import FormDialog, still_there


class DialogWork(QObject):
    """Does what a dialog over the window of `parent` asks for. `wrote` carries changes.

    It stays until its last work is done: what was written is told to the other pages although the
    dialog was closed meanwhile.
    """

    wrote = Signal(tuple)

    def __init__(self, lanes: Lanes, dialog: FormDialog, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.dialog = dialog
        self._lanes = lanes
        self._running = 0
        self._closed = False
        dialog.finished.connect(self._close)

    def do(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do `work` with the main button off, tell the changes of a `Done`, then `done`.

        `done` gets the answer; it is left out where the dialog was closed meanwhile. What fails is
        said in the dialog.
        """

        def free(answer: Any) -> None:
            self.dialog.show_busy(busy=False)
            done(answer)

        self.dialog.show_busy(busy=True)
        self.fetch(work, free)

    def fetch(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """As `do`, where nobody has to wait for it."""

        def tell(answer: Any) -> None:
            if not isValid(self):
                return
            if isinstance(answer, Done):
                self.wrote.emit(answer.changes)
            if still_there(self.dialog):
                done(answer)
            self._end()

        def complain(error: Exception) -> None:
            if still_there(self.dialog):
                self.dialog.show_failure(error)
            self._end()

        self._running += 1
        self._lanes.run(work, done=tell, failed=complain)

    def _close(self) -> None:
        self._closed = True
        self._go_when_done()

    def _end(self) -> None:
        self._running -= 1
        self._go_when_done()

    def _go_when_done(self) -> None:
        if self._closed and not self._running and isValid(self):
            self.deleteLater()
