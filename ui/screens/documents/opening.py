"""Opening the dialog of a school's documents, and doing what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.usecases.mail import show_folder
from app.usecases.own_settings import export_folder
from app.usecases.school_documents import export_of_school, offers, preview_of_school
from ui.failures import Failures
from ui.paper.folder_dialog import with_folder
from ui.screens.documents.dialog import MAKING, DocumentsDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.parts import App
    from app.usecases.documents import ExportedDocument, Format, Preview

SAVING = "Saving …"


class DocumentsWork(QObject):
    """What stands behind the dialog of one school. `wrote` carries changes.

    It stays until its last work is done: what was saved is told although the dialog was closed.
    """

    wrote = Signal(tuple)

    def __init__(
        self, parent: QWidget, app: App, lanes: Lanes, failures: Failures, urn: int, kind: str
    ) -> None:
        super().__init__(parent.window())
        self._app, self._lanes, self._failures, self._urn = app, lanes, failures, urn
        self._visit = ""
        self._running = 0
        self._closed = False
        self.dialog = DocumentsDialog(lanes, kind)
        self.dialog.chosen.connect(self._make)
        self.dialog.save_asked.connect(self._ask_folder)
        self.dialog.finished.connect(self._close)
        self.dialog.open_over(parent)

    def begin(self, visit_id: str = "") -> None:
        """Find out which documents the school may have; a briefing is for the visit named."""
        self._visit = visit_id
        self._slowly(partial(offers, self._app, self._urn), self.dialog.show_offers)

    def _make(self, kind: str) -> None:
        def show(preview: Preview) -> None:
            if self.dialog.kind == kind:
                self.dialog.show_preview(preview)

        make = partial(preview_of_school, self._app, self._urn, kind, self._visit)
        self.dialog.show_busy(MAKING)
        self._slowly(make, show)

    def _ask_folder(self, made_as: Format) -> None:
        save = partial(self._save, made_as)
        self._lanes.run(
            export_folder,
            self._app,
            done=lambda folder: with_folder(self._app, self._lanes, self.dialog, folder, save),
        )

    def _save(self, made_as: Format, folder: Path) -> None:
        self.dialog.show_busy(SAVING)
        kind = self.dialog.kind
        save = partial(export_of_school, self._app, self._urn, kind, folder, self._visit, made_as)
        self._slowly(save, self._saved, although_closed=True)

    def _saved(self, done: Done[ExportedDocument]) -> None:
        path = done.value.path
        self.wrote.emit(done.changes)
        show = ("Show folder", partial(_show, self._lanes, path))
        self._failures.tell("done", f"Saved as {path.name} in {path.parent}.", (show,))
        if still_there(self.dialog):
            self.dialog.accept()

    def _slowly(
        self,
        work: Callable[[], Any],
        show: Callable[[Any], None],
        *,
        although_closed: bool = False,
    ) -> None:
        """Do `work` beside the window, and `show` it; not where the dialog was closed meanwhile."""

        def shown(answer: Any) -> None:
            if although_closed or still_there(self.dialog):
                show(answer)
            self._end()

        self._running += 1
        task = self._lanes.slow(lambda _progress: work())
        task.done.connect(shown)
        task.failed.connect(self._complain)
        task.start()

    def _complain(self, error: Exception) -> None:
        if still_there(self.dialog):
            self.dialog.show_error(str(error))
        else:
            self._failures.present(error)
        self._end()

    def _close(self) -> None:
        self._closed = True
        self._go_when_done()

    def _end(self) -> None:
        self._running -= 1
        self._go_when_done()

    def _go_when_done(self) -> None:
        if self._closed and not self._running:
            self.deleteLater()


def _show(lanes: Lanes, path: Path) -> None:
    lanes.run(show_folder, path)


def open_documents(
    parent: QWidget,
    app: App,
    lanes: Lanes,
    failures: Failures,
    urn: int,
    kind: str = "",
    visit_id: str = "",
) -> DocumentsWork:
    """Show the documents that a school may have, the one called `kind` first."""
    work = DocumentsWork(parent, app, lanes, failures, urn, kind)
    work.begin(visit_id)
    return work
