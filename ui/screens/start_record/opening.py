"""Opening the dialog that starts a record, and going to the record it started."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialog_work import DialogWork
from ui.places import Forms, Navigator, RecordPage
from ui.screens.start_record.dialog import StartRecordDialog
from ui.tasks import Lanes

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.opened import OpenRecord


class StartRecord(DialogWork):
    """What the dialog that starts a record asks for."""

    dialog: StartRecordDialog

    def __init__(
        self,
        app: App,
        lanes: Lanes,
        navigator: Navigator,
        dialog: StartRecordDialog,
        parent: QWidget,
    ) -> None:
        super().__init__(lanes, dialog, parent)
        self._app = app
        self._navigator = navigator
        dialog.asked.connect(self._start)
        dialog.forms_asked.connect(self._to_forms)

    def load(self) -> None:
        """Fetch what there is to choose from."""
        from app.usecases.starting import start_choices

        self.fetch(partial(start_choices, self._app), self.dialog.show_choices)

    def _start(self) -> None:
        from app.usecases.records import start_record

        dialog = self.dialog
        start = partial(
            start_record,
            self._app,
            dialog.urn,
            dialog.form_id,
            visit_id=dialog.visit_id,
            counts=dialog.counts,
        )
        self.do(start, self._started)

    def _started(self, done: Done[OpenRecord]) -> None:
        self.dialog.accept()
        self._navigator.go(RecordPage(done.value.record.id))

    def _to_forms(self) -> None:
        self.dialog.reject()
        self._navigator.go(Forms())


def open_start_record(  # the three that may be known already come last
    parent: QWidget,
    app: App,
    lanes: Lanes,
    navigator: Navigator,
    urn: int = 0,
    form_id: str = "",
    visit_id: str = "",
) -> StartRecord:
    """Open it over the window of `parent`, with what is known already chosen."""
    dialog = StartRecordDialog(urn, form_id, visit_id)
    starting = StartRecord(app, lanes, navigator, dialog, parent)
    dialog.open_over(parent)
    starting.load()
    return starting
