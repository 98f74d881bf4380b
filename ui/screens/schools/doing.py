"""Doing something to a school and saying so: the write, the banner with Undo, the page anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import VisitbookError
from ui.tasks import Lanes
from ui.widgets.form_dialog import FormDialog, still_there

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App

Work = Callable[[], "Done[Any]"]


class Doing(QObject):
    """What the tabs of a school's page hand their wishes to.

    `done` asks for the page to be read again; `wrote` and `told` are the screen's own. The start
    of a record and the page for a child at risk are asked for too, since other screens show them.
    """

    done = Signal()
    wrote = Signal(tuple)
    told = Signal(str, str, tuple)
    start_asked = Signal(str, str)
    record_asked = Signal(str)

    def __init__(self, app: App, lanes: Lanes, parent: QObject) -> None:
        super().__init__(parent)
        self.app = app
        self._lanes = lanes

    def do(
        self,
        work: Work,
        words: str = "",
        *,
        undo: Work | None = None,
        dialog: FormDialog | None = None,
        then: Callable[[Any], None] | None = None,
    ) -> None:
        """Do `work` in the store lane and say `words` in a banner, with Undo where it can be.

        What fails is said in `dialog`, which stays open with what was typed; it closes when the
        work is done. `then` is told the result.
        """

        def finished(done: Done[Any]) -> None:
            if dialog is not None and still_there(dialog):
                dialog.accept()
            if then is not None:  # it may go to another page, which is then where it is said
                then(done.value)
            self._tell(done, words, undo)

        task = self._lanes.store(work)
        task.done.connect(finished)
        if dialog is not None:
            dialog.show_busy(busy=True)
            task.failed.connect(lambda error: self._complain(dialog, error))
        task.start()

    def _tell(self, done: Done[Any], words: str, undo: Work | None) -> None:
        self.wrote.emit(done.changes)
        if words:
            actions = (("Undo", lambda: self.do(undo)),) if undo is not None else ()
            self.told.emit("done", words, actions)
        self.done.emit()

    def _complain(self, dialog: FormDialog, error: Exception) -> None:
        if isinstance(error, VisitbookError) and still_there(dialog):
            dialog.show_error(str(error))
        else:
            raise error
