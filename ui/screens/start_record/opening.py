"""Opening the dialog that starts a record, and going to the record it started."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.places import Forms, Navigator, RecordPage
from ui.screens.start_record.dialog import StartRecordDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.opened import OpenRecord
    from app.usecases.starting import StartChoices


class StartRecord(QObject):
    """What the dialog asks for, done through the store lane. `wrote` carries changes."""

    wrote = Signal(tuple)

    def __init__(
        self, app: App, lanes: Lanes, navigator: Navigator, dialog: StartRecordDialog
    ) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        dialog.asked.connect(self._start)
        dialog.forms_asked.connect(self._to_forms)

    def load(self) -> None:
        """Fetch what there is to choose from."""
        from app.usecases.starting import start_choices

        self._lanes.run(start_choices, self._app, done=self._offer, failed=self._fail)

    def _offer(self, choices: StartChoices) -> None:
        if still_there(self.dialog):
            self.dialog.show_choices(choices)

    def _start(self) -> None:
        from app.usecases.records import start_record

        dialog = self.dialog
        dialog.show_busy(busy=True)
        start = partial(
            start_record, self._app, dialog.urn, dialog.form_id, visit_id=dialog.visit_id
        )
        navigator = self._navigator

        def started(done: Done[OpenRecord]) -> None:
            if still_there(dialog):
                self.wrote.emit(done.changes)
                dialog.accept()
            navigator.go(RecordPage(done.value.record.id))

        self._lanes.run(start, done=started, failed=self._fail)

    def _to_forms(self) -> None:
        self.dialog.reject()
        self._navigator.go(Forms())

    def _fail(self, error: Exception) -> None:
        if still_there(self.dialog):
            self.dialog.show_error(str(error))


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
    starting = StartRecord(app, lanes, navigator, dialog)
    dialog.open_over(parent)
    starting.load()
    return starting
