"""Says what is saved of a record, and stands by the words that could not be saved."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.domain.changes import Done
from app.errors import InputError, RuleError, VisitbookError
from app.usecases.records import Saved
from app.usecases.words_elsewhere import save_words
from ui.changes import Changes
from ui.failures import UNEXPECTED, Failures, note_unexpected
from ui.live_record import LiveRecord
from ui.tasks import Lanes, Progress
from ui.usual_folders import documents
from ui.widgets.status_line import StatusLine
from ui.widgets.typed_dates import show_time


class SavingNews(QObject):
    """Shows in the status line, and where it went wrong in a banner, how one record is saved."""

    def __init__(
        self,
        live: LiveRecord,
        lanes: Lanes,
        status: StatusLine,
        failures: Failures,
        changes: Changes,
        screen: QWidget,
    ) -> None:
        super().__init__(screen)
        self._live = live
        self._lanes = lanes
        self._status = status
        self._failures = failures
        self._changes = changes
        self._screen = screen
        self._last: datetime | None = None
        self._since: datetime | None = None
        self._key = f"not_saved:{live.opened.record.id}"
        live.began.connect(self._began)
        live.saved.connect(self._saved)
        live.rested.connect(self._rested)
        live.failed.connect(self._failed)

    def ask_to_lose(self) -> bool:
        """Ask whether to close although words are not saved; a copy of them is offered first."""
        box = QMessageBox(self._screen.window())
        box.setWindowTitle("Not saved")
        box.setText("Some of your words could not be saved. They are lost if Visitbook closes now.")
        stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
        copy = box.addButton("Save a copy elsewhere", QMessageBox.ButtonRole.ActionRole)
        lose = box.addButton("Close without them", QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(stay)
        box.exec()
        if box.clickedButton() is copy:
            self._save_copy()
        return box.clickedButton() is lose

    def _began(self) -> None:
        self._since = self._since or self._live.app.clock()
        self._status.show_saving()

    def _saved(self, done: Done[Any]) -> None:
        self._last = done.value.at if isinstance(done.value, Saved) else self._live.app.clock()
        self._changes.changed.emit(done.changes, self._screen)

    def _rested(self) -> None:
        self._since = self._last
        self._failures.over(self._key)
        if self._last is not None:
            self._status.show_saved(self._last.time())
        else:
            self._status.show_nothing_saved()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, RuleError | InputError):  # a wish that the work's rules refuse
            self._failures.present(error)
            return
        since = (self._since or self._live.app.clock()).time()
        self._status.show_not_saved(since)
        if not isinstance(error, VisitbookError):
            note_unexpected(error)
        why = str(error) if isinstance(error, VisitbookError) else UNEXPECTED
        self._failures.tell(
            "late",
            f"Not saved since {show_time(since)}. {why} Your words are still on screen.",
            (("Save a copy elsewhere", self._save_copy), ("Try again", self._try_again)),
            key=self._key,
            stays=True,
        )

    def _try_again(self) -> None:
        self._status.show_saving()
        self._live.flush()

    def _save_copy(self) -> None:
        suggested = str(documents() / f"{self._live.opened.record.reference} not saved.txt")
        chosen, _kind = QFileDialog.getSaveFileName(
            self._screen, "Save a copy of what is not saved", suggested, "Text (*.txt)"
        )
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, path: Path) -> None:
        """Write what is not saved to `path`, and say so."""
        title, answers = self._title(), self._answers()

        def work(_progress: Progress) -> Path:
            return save_words(path, title, answers)

        task = self._lanes.slow(work)
        task.done.connect(self._copied)
        task.failed.connect(self._failures.present)
        task.start()

    def _copied(self, path: Path) -> None:
        self._failures.tell("done", f"A copy of your words is in {path}.", key="copied")

    def _title(self) -> str:
        opened = self._live.opened
        return f"{opened.school.name}, {opened.record.title}: what was not saved"

    def _answers(self) -> list[tuple[str, str]]:
        session = self._live.session
        unsaved = self._live.autosave.unsaved()
        said = [(ref, value) for ref, value in unsaved.items() if value and not ref.endswith("]")]
        return [(self._question(ref), session.choice_label(ref, value)) for ref, value in said]

    def _question(self, ref: str) -> str:
        session = self._live.session
        group = session.label(ref.rpartition("/")[0])
        own = session.label(ref)
        return f"{group}: {own}" if group and group != own else own
