"""Saving documents, the e-mail draft, sending, and clearing away: the acts after finishing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.outbox import OutboxItem
from app.errors import VisitbookError
from app.usecases.documents import ExportedDocument, Format, export_record, remove_files
from app.usecases.finishing import FinishView
from app.usecases.mail import (
    BY_HAND,
    Addressees,
    Letter,
    Sent,
    addressed,
    addressees,
    hand_over_by_mail,
    hand_over_document,
    recipients,
    show_folder,
    suggest_letter,
)
from app.usecases.outbox import queue_message
from ui.paper.folder_dialog import with_folder
from ui.places import Project, SchoolPage
from ui.screens.finish.letter_dialog import LetterDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.parts import App

WORD_CHANGES = "Whoever has it can change it; the PDF stays as you finished it."
QUEUED = "In the outbox. It goes by itself as soon as the mail server is in reach."

Suggested = tuple[Letter, Addressees]


class Posting(QObject):
    """Does what is asked with a finished record's document; `over` is what dialogs lie over.

    `file_name` is what the document is saved as.

    `began` carries words for what takes a while; `ended` says that the page should look again;
    `queued` that a message waits in the outbox.
    """

    began = Signal(str)
    ended = Signal()
    queued = Signal()
    handed = Signal(object)
    school_asked = Signal(object)
    told = Signal(str, str, tuple)
    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, over: QWidget) -> None:
        super().__init__(over)
        self._app = app
        self._lanes = lanes
        self._over = over
        self._sent: Sent | None = None
        self.file_name = ""

    def save(self, made_as: Format, view: FinishView) -> None:
        """Save the document in that format, asking for the folder the first time."""
        self._in_folder(view, lambda folder: self._save(made_as, view, folder))

    def write(self, view: FinishView) -> None:
        """Ask for the letter, then save the PDF and open the draft."""
        self._in_folder(view, lambda folder: self._suggest(view, folder))

    def send(self, view: FinishView) -> None:
        """Ask for the letter, then put it with the PDF into the outbox."""
        account = view.outbox.account
        if account is not None:
            self._suggest(view, None, account.sender)

    def show_folder(self, view: FinishView) -> None:
        """Show where the documents are."""
        if view.files:
            self._show_folder(view.files[0])

    def remove(self, view: FinishView) -> None:
        """Take documents and drafts off this laptop; the record itself stays."""
        self._lanes.run(remove_files, view.files, done=self._removed, failed=self._failed)

    def open_link(self) -> None:
        """Open an empty message in the mail program, which the PDF is dragged into."""
        if self._sent is not None:
            QDesktopServices.openUrl(QUrl(self._sent.handed.link))

    def sent_by_hand(self) -> None:
        """Keep that the person sent it in another way."""
        if self._sent is not None:
            self._lanes.run(_keep_by_hand, self._app, self._sent, done=self._by_hand)

    def _in_folder(self, view: FinishView, act: Callable[[Path], None]) -> None:
        with_folder(self._app, self._lanes, self._over, view.folder, act)

    def _save(self, made_as: Format, view: FinishView, folder: Path) -> None:
        self.began.emit(f"Making the {made_as.words} …")
        made = partial(export_record, made_as=made_as)
        self._slowly(self._saved, made, self._app, view.record.id, folder)

    def _saved(self, done: Done[ExportedDocument]) -> None:
        path = done.value.path
        self.wrote.emit(done.changes)
        show = ("Show folder", lambda: self._show_folder(path))
        kept = f"Saved as {path.name} in {path.parent}."
        more = f" {WORD_CHANGES}" if path.suffix == Format.WORD.ending else ""
        self.told.emit("done", kept + more, (show,))
        self.ended.emit()

    def _suggest(self, view: FinishView, folder: Path | None, sender: str = "") -> None:
        self._lanes.run(
            _suggested,
            self._app,
            view.record.id,
            done=lambda found: self._ask_letter(view, folder, found, sender),
            failed=self._failed,
        )

    def _ask_letter(
        self, view: FinishView, folder: Path | None, found: Suggested, sender: str
    ) -> None:
        letter, known = found
        unread = view.follow.wants_read
        dialog = LetterDialog(letter, known, self.file_name, sender=sender, unread=unread)
        dialog.asked.connect(lambda: self._take_letter(view, folder, dialog))
        dialog.school_asked.connect(lambda: self._to_school(view, dialog))
        dialog.open_over(self._over)

    def _to_school(self, view: FinishView, dialog: LetterDialog) -> None:
        dialog.reject()
        self.school_asked.emit(SchoolPage(view.record.urn) if view.record.urn else Project())

    def _take_letter(self, view: FinishView, folder: Path | None, dialog: LetterDialog) -> None:
        """Open the draft with the PDF in `folder`; without one, put it into the outbox."""
        letter, password, record_id = dialog.letter, dialog.lock.password, view.record.id
        if folder is not None:
            dialog.accept()
            self.began.emit("Making the PDF and the draft …")
            given = (self._app, record_id, folder, letter, password)
            self._slowly(self._was_sent, hand_over_by_mail, *given)
            return
        dialog.show_busy(busy=True)
        task = self._lanes.slow(
            lambda _progress: queue_message(self._app, record_id, letter, password)
        )
        task.done.connect(lambda done: self._was_queued(done, dialog))
        task.failed.connect(lambda error: self._not_queued(error, dialog))
        task.start()

    def _was_queued(self, done: Done[OutboxItem], dialog: LetterDialog) -> None:
        if still_there(dialog):
            dialog.accept()
        self.wrote.emit(done.changes)
        self.told.emit("done", QUEUED, ())
        self.queued.emit()
        self.ended.emit()

    def _not_queued(self, error: Exception, dialog: LetterDialog) -> None:
        if still_there(dialog) and isinstance(error, VisitbookError):
            dialog.show_error(str(error))
        else:
            self._failed(error)

    def _was_sent(self, done: Done[Sent]) -> None:
        self._sent = done.value
        self.wrote.emit(done.changes)
        self.handed.emit(done.value.handed)
        self.ended.emit()

    def _by_hand(self, done: Done[Any]) -> None:
        self.wrote.emit(done.changes)
        self.handed.emit(None)
        self.ended.emit()

    def _show_folder(self, path: Path) -> None:
        self._slowly(lambda shown: self._folder_shown(path, shown=shown), show_folder, path)

    def _folder_shown(self, path: Path, *, shown: bool) -> None:
        if not shown:
            self.told.emit("info", f"The folder is {path.parent}.", ())

    def _removed(self, _nothing: object) -> None:
        self.told.emit(
            "done", "The documents and drafts of this record are no longer on this laptop.", ()
        )
        self.handed.emit(None)
        self.ended.emit()

    def _slowly(
        self, done: Callable[[Any], None], function: Callable[..., Any], *args: object
    ) -> None:
        task = self._lanes.slow(lambda _progress: function(*args))
        task.done.connect(done)
        task.failed.connect(self._failed)
        task.start()

    def _failed(self, error: Exception) -> None:
        self.told.emit("late", str(error), ())
        self.ended.emit()


def _suggested(app: App, record_id: str) -> Suggested:
    return suggest_letter(app, record_id), addressees(app, record_id)


def _keep_by_hand(app: App, sent: Sent) -> Done[Any]:
    to = addressed(sent.draft.letter, recipients(app, sent.document.kept.record_id))
    return hand_over_document(app, sent.document, to, BY_HAND)
