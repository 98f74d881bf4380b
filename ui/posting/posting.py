"""Saving documents, the e-mail draft, sending, and clearing away: the acts after finishing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.outbox import OutboxItem
from app.errors import VisitbookError
from app.usecases.documents import ExportedDocument, Format, remove_files
from app.usecases.letters import Letter
from app.usecases.mail import Sent, open_new_message, sent_by_hand, show_folder
from ui.paper.folder_dialog import with_folder
from ui.places import Project, SchoolPage
from ui.posting.errand import Errand, Suggested
from ui.posting.letter_dialog import LetterDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.parts import App

WORD_CHANGES = "Whoever has it can change it; the PDF stays as you finished it."
NO_PROGRAM = (
    "No mail program on this computer opens a new message. Copy the message, and paste it where "
    "you write your e-mail; attach the PDF from its folder."
)
QUEUED = "In the outbox. It goes by itself as soon as the mail server is in reach."


class Posting(QObject):
    """Does what is asked with a document; `over` is what dialogs lie over.

    `began` carries words for what takes a while; `ended` says that the page should look again;
    `saved` that the document lies in its folder, `queued` that a message waits in the outbox;
    `rested` that nothing is under way any more.
    """

    began = Signal(str)
    ended = Signal()
    saved = Signal()
    queued = Signal()
    rested = Signal()
    handed = Signal(object)
    school_asked = Signal(object)
    told = Signal(str, str, tuple)
    wrote = Signal(tuple)

    def __init__(
        self, app: App, lanes: Lanes, over: QWidget, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or over)
        self._app = app
        self._lanes = lanes
        self._over = over
        self._sent: Sent | None = None
        self._letter: LetterDialog | None = None
        self.running = 0

    @property
    def made(self) -> tuple[Path, ...]:
        """The document and the draft that lie readable since the last draft was made."""
        sent = self._sent
        return (sent.document.path, sent.draft.path) if sent is not None else ()

    def save(self, made_as: Format, errand: Errand) -> None:
        """Save the document in that format, asking for the folder the first time."""
        self._in_folder(errand, lambda folder: self._save(made_as, errand, folder))

    def write(self, errand: Errand) -> None:
        """Ask for the letter, then save the PDF and open the draft."""
        self._in_folder(errand, lambda folder: self._suggest(errand, folder))

    def send(self, errand: Errand) -> None:
        """Ask for the letter, then put it with the PDF into the outbox."""
        if errand.sender:
            self._suggest(errand, None, errand.sender)

    def show_folder(self, files: tuple[Path, ...]) -> None:
        """Show where the documents are."""
        if files:
            self._show_folder(files[0])

    def remove(self, files: tuple[Path, ...]) -> None:
        """Take documents and drafts off this laptop; what they were made of stays."""
        self._quickly(self._removed, remove_files, files)

    def open_link(self) -> None:
        """Open an empty message in the mail program, which the PDF is dragged into."""
        sent = self._sent
        if sent is not None:
            self._slowly(
                lambda opened: self._link_opened(sent, opened=opened),
                *(open_new_message, self._app, sent.handed),
            )

    def sent_by_hand(self) -> None:
        """Keep that the person sent it in another way."""
        if self._sent is not None:
            self._quickly(self._by_hand, sent_by_hand, self._app, self._sent)

    def _in_folder(self, errand: Errand, act: Callable[[Path], None]) -> None:
        with_folder(self._app, self._lanes, self._over, errand.folder, act)

    def _save(self, made_as: Format, errand: Errand, folder: Path) -> None:
        self.began.emit(f"Making the {made_as.words} …")
        self._slowly(self._saved, errand.save, folder, made_as)

    def _saved(self, done: Done[ExportedDocument]) -> None:
        path = done.value.path
        self.wrote.emit(done.changes)
        show = ("Show folder", lambda: self._show_folder(path))
        kept = f"Saved as {path.name} in {path.parent}."
        more = f" {WORD_CHANGES}" if path.suffix == Format.WORD.ending else ""
        self.told.emit("done", kept + more, (show,))
        self.saved.emit()
        self.ended.emit()

    def _suggest(self, errand: Errand, folder: Path | None, sender: str = "") -> None:
        self._quickly(lambda found: self._ask_letter(errand, folder, found, sender), errand.suggest)

    def _ask_letter(
        self, errand: Errand, folder: Path | None, found: Suggested, sender: str
    ) -> None:
        """Open the letter, once however often it was asked for, unless the page was left."""
        has_one = self._letter is not None and still_there(self._letter)
        if has_one or not still_there(self._over):
            return
        letter, known = found
        unread = errand.unread
        dialog = LetterDialog(letter, known, errand.file_name, sender=sender, unread=unread)
        self._letter = dialog
        dialog.asked.connect(lambda: self._take_letter(errand, folder, dialog))
        dialog.school_asked.connect(lambda: self._to_school(errand, dialog))
        dialog.open_over(self._over)

    def _to_school(self, errand: Errand, dialog: LetterDialog) -> None:
        dialog.reject()
        self.school_asked.emit(SchoolPage(errand.urn) if errand.urn else Project())

    def _take_letter(self, errand: Errand, folder: Path | None, dialog: LetterDialog) -> None:
        """Open the draft with the PDF in `folder`; without one, put it into the outbox.

        The letter stays until that is done, so that what is refused is put right in it.
        """
        given = (dialog.letter, dialog.lock.password)
        failed = partial(self._refused, dialog)
        dialog.show_busy(busy=True)
        if folder is None:
            self._slowly(partial(self._was_queued, dialog), errand.queue, *given, failed=failed)
            return
        self.began.emit("Making the PDF and the draft …")
        drafted = partial(self._was_drafted, dialog)
        self._slowly(drafted, errand.draft, folder, *given, failed=failed)

    def _was_queued(self, dialog: LetterDialog, done: Done[OutboxItem]) -> None:
        _close(dialog)
        self.wrote.emit(done.changes)
        self.told.emit("done", QUEUED, ())
        self.queued.emit()
        self.ended.emit()

    def _was_drafted(self, dialog: LetterDialog, done: Done[Sent]) -> None:
        _close(dialog)
        self._sent = done.value
        self.wrote.emit(done.changes)
        self.handed.emit(done.value.handed)
        self.ended.emit()

    def _refused(self, dialog: LetterDialog, error: Exception) -> None:
        """Say it in the letter, which stays as it was typed; what is no sentence goes elsewhere."""
        if not still_there(dialog):
            self._failed(error)
        elif isinstance(error, VisitbookError):
            self.ended.emit()
            dialog.show_error(str(error))
        else:
            dialog.show_busy(busy=False)
            self._failed(error)

    def _by_hand(self, done: Done[Any]) -> None:
        self.wrote.emit(done.changes)
        self.handed.emit(None)
        self.ended.emit()

    def _link_opened(self, sent: Sent, *, opened: bool) -> None:
        if not opened:
            copy = ("Copy the message", lambda: copy_letter(sent.draft.letter))
            self.told.emit("due", NO_PROGRAM, (copy,))

    def _show_folder(self, path: Path) -> None:
        self._slowly(lambda shown: self._folder_shown(path, shown=shown), show_folder, path)

    def _folder_shown(self, path: Path, *, shown: bool) -> None:
        if not shown:
            self.told.emit("info", f"The folder is {path.parent}.", ())

    def _removed(self, _nothing: object) -> None:
        self.told.emit("done", "These documents and drafts are no longer on this laptop.", ())
        self._sent = None
        self.handed.emit(None)
        self.ended.emit()

    def _quickly(
        self, done: Callable[[Any], None], function: Callable[..., Any], *args: object
    ) -> None:
        self.running += 1
        ends = {"done": self._ending(done), "failed": self._ending(self._failed)}
        self._lanes.run(function, *args, **ends)

    def _slowly(
        self,
        done: Callable[[Any], None],
        function: Callable[..., Any],
        *args: object,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.running += 1
        task = self._lanes.slow(lambda _progress: function(*args))
        task.done.connect(self._ending(done))
        task.failed.connect(self._ending(failed or self._failed))
        task.start()

    def _ending(self, act: Callable[[Any], None]) -> Callable[[Any], None]:
        """`act`, and then word of it where nothing else is under way."""

        def end(answer: Any) -> None:
            act(answer)
            self.running -= 1
            if not self.running:
                self.rested.emit()

        return end

    def _failed(self, error: Exception) -> None:
        self.told.emit("late", str(error), ())
        self.ended.emit()


def copy_letter(letter: Letter) -> None:
    """Put a letter on the clipboard: whom it goes to, its subject and its words."""
    QGuiApplication.clipboard().setText(
        f"{', '.join(letter.to)}\n{letter.subject}\n\n{letter.body}"
    )


def _close(letter: LetterDialog) -> None:
    if still_there(letter):
        letter.accept()
