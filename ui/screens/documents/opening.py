"""Opening the dialog of a school's documents, and doing what it asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.usecases.school_documents import offers, preview_of_school
from ui.failures import Failures
from ui.posting.errand import Errand
from ui.posting.posting import Posting
from ui.screens.documents.dialog import MAKING, DocumentsDialog
from ui.screens.documents.errand import errand_of
from ui.tasks import Lanes
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.mail import Handed
    from ui.widgets.banner import BannerAction


class DocumentsWork(QObject):
    """What stands behind the dialog of one school. `wrote` carries changes.

    `queued` says that a message waits in the outbox; `school_asked` carries the page on which an
    address is added. It stays until its last work is done: what was saved or handed over is told
    although the dialog was closed.
    """

    wrote = Signal(tuple)
    queued = Signal()
    school_asked = Signal(object)

    def __init__(
        self, parent: QWidget, app: App, lanes: Lanes, failures: Failures, urn: int, kind: str
    ) -> None:
        super().__init__(parent.window())
        self._app, self._lanes, self._failures, self._urn = app, lanes, failures, urn
        self._visit = ""
        self._running = 0
        self._closed = False
        self.dialog = DocumentsDialog(lanes, kind)
        self.posting = Posting(app, lanes, self.dialog, self)
        self._connect()
        self.dialog.open_over(parent)

    def begin(self, visit_id: str = "") -> None:
        """Find out which documents the school may have; a briefing is for the visit named."""
        self._visit = visit_id
        self._slowly(partial(offers, self._app, self._urn), self.dialog.show_offers)

    def _connect(self) -> None:
        dialog, posting = self.dialog, self.posting
        dialog.chosen.connect(self._make)
        dialog.save_asked.connect(lambda made_as: self._hand(partial(posting.save, made_as)))
        dialog.mail_asked.connect(lambda: self._hand(self._mail))
        dialog.after.remove.clicked.connect(lambda: posting.remove(posting.made))
        dialog.after.link.clicked.connect(posting.open_link)
        dialog.after.folder.clicked.connect(lambda: posting.show_folder(posting.made))
        dialog.after.by_hand.clicked.connect(posting.sent_by_hand)
        dialog.finished.connect(self._close)
        posting.began.connect(self._show_busy)
        posting.ended.connect(self._show_ready)
        posting.told.connect(self._tell)
        posting.handed.connect(self._show_handed)
        posting.saved.connect(self._accept)
        posting.queued.connect(self._accept)
        posting.queued.connect(self.queued)
        posting.school_asked.connect(self._to_school)
        posting.rested.connect(self._go_when_done)
        posting.wrote.connect(self.wrote)

    def _make(self, kind: str) -> None:
        make = partial(preview_of_school, self._app, self._urn, kind, self._visit)
        self.dialog.show_busy(MAKING)
        self._slowly(make, self.dialog.show_preview, kind)

    def _hand(self, act: Callable[[Errand], None]) -> None:
        """Do `act` with the document that is chosen."""
        kind = self.dialog.kind

        def ready(errand: Errand) -> None:
            if still_there(self.dialog):
                act(errand)

        self._lanes.run(errand_of, self._app, self._urn, kind, self._visit, done=ready)

    def _mail(self, errand: Errand) -> None:
        """By the mail account where one is set up, else as a draft."""
        (self.posting.send if errand.sender else self.posting.write)(errand)

    def _show_busy(self, words: str) -> None:
        if still_there(self.dialog):
            self.dialog.show_busy(words)

    def _show_ready(self) -> None:
        if still_there(self.dialog):
            self.dialog.show_ready()

    def _show_handed(self, handed: Handed | None) -> None:
        if still_there(self.dialog):
            self.dialog.show_handed(handed)

    def _tell(self, kind: str, words: str, acts: tuple[BannerAction, ...]) -> None:
        if kind == "late" and still_there(self.dialog):
            self.dialog.show_error(words)
        else:
            self._failures.tell(kind, words, acts)

    def _accept(self) -> None:
        if still_there(self.dialog):
            self.dialog.accept()

    def _to_school(self, place: object) -> None:
        self.dialog.reject()
        self.school_asked.emit(place)

    def _slowly(
        self, work: Callable[[], Any], show: Callable[[Any], None], kind: str | None = None
    ) -> None:
        """Do `work` beside the window, and `show` it; not where the dialog was closed meanwhile.

        What is of one `kind` is neither shown nor complained of once another is chosen.
        """

        def tell(say: Callable[[Any], None], answer: Any) -> None:
            if kind is None or not still_there(self.dialog) or self.dialog.kind == kind:
                say(answer)
            self._end()

        def shown(answer: Any) -> None:
            if still_there(self.dialog):
                show(answer)

        self._running += 1
        task = self._lanes.slow(lambda _progress: work())
        task.done.connect(partial(tell, shown))
        task.failed.connect(partial(tell, self._complain))
        task.start()

    def _complain(self, error: Exception) -> None:
        if still_there(self.dialog):
            self.dialog.show_error(str(error))
        else:
            self._failures.present(error)

    def _close(self) -> None:
        self._closed = True
        self._go_when_done()

    def _end(self) -> None:
        self._running -= 1
        self._go_when_done()

    def _go_when_done(self) -> None:
        if self._closed and not self._running and not self.posting.running:
            self.deleteLater()


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
