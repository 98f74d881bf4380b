"""Importing the register's list: choosing the file, watching it come in, reading what changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from app.errors import StoppedError
from ui.screens.schools.import_result import ImportResult
from ui.tasks import Lanes, Progress, Task
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import dress_completions
from ui.widgets.field import Field, line_with
from ui.widgets.form_dialog import FormDialog, still_there
from ui.widgets.progress import StoppableProgress
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.domain.register import ImportReport
    from app.parts import App

WORDS = (
    "Get “edubasealldata” or a saved search as CSV from Get Information about Schools "
    "(get-information-schools.service.gov.uk, Open Government Licence). Import it again whenever "
    "there is a newer one: your schools, visits and records stay as they are."
)
HEADS = "Keep headteachers’ names"
HEADS_WHY = "Off as a rule: roles are enough, and names of people go out of date."
NO_FILE = "Choose the file first."
STOPPED = "Stopped. Nothing has been changed."


class ImportDialog(FormDialog):
    """File, local authority, heads' names; then the progress, with Stop; then what was done."""

    stop_asked = Signal()

    def __init__(self, authorities: Sequence[str]) -> None:
        super().__init__("Import a school list", "Import", WORDS, icon="file-down", ems=40)
        self.path = QLineEdit()
        self.choose = Button("Choose file")
        self.la = QLineEdit()
        self.heads = CheckBox(HEADS)
        self.progress = StoppableProgress()
        self.finished_with = False
        self._result = QVBoxLayout()
        self._path_field = Field("File", line_with(self.path, self.choose, "File"))
        self._options = QWidget()
        self._fill(authorities)
        self.choose.clicked.connect(self._choose)
        self.progress.stop_asked.connect(self.stop_asked)

    @property
    def file(self) -> Path:
        """The file that was chosen."""
        return Path(self.path.text().strip())

    @property
    def authority(self) -> str | None:
        """The local authority to keep to, None for all."""
        return self.la.text().strip() or None

    def check(self) -> bool:
        """Whether a file is named; after the import the main button only closes."""
        if self.finished_with:
            self.accept()
            return False
        named = bool(self.path.text().strip())
        self._path_field.set_error("" if named else NO_FILE)
        return named

    def show_running(self) -> None:
        """Show the progress in place of the fields."""
        self.show_busy(busy=True)
        self._options.setEnabled(False)
        self.progress.show_progress(0, 0, "Reading the list …")
        self.progress.show()
        self.progress.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refit()

    def show_over(self, sentence: str) -> None:
        """Say why it ended without having done anything; it can be tried again."""
        self._options.setEnabled(True)
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)
        self.progress.hide()
        self.show_error(sentence)

    def show_report(self, report: ImportReport) -> None:
        """Show what was done, in numbers and line by line."""
        self.progress.hide()
        self._options.hide()
        self.words.hide()
        result = ImportResult(report)
        self._result.addWidget(result)
        result.show()
        self.finished_with = True
        self.main.setText("Done")
        self.main.set_icon("check")
        self.main.setEnabled(True)
        self.cancel.hide()
        self.refit()
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc or Cancel: a running import is stopped, and with it nothing is changed."""
        self.stop_asked.emit()
        super().reject()

    def _fill(self, authorities: Sequence[str]) -> None:
        completer = QCompleter(QStringListModel(list(authorities), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        dress_completions(completer)
        self.la.setCompleter(completer)
        self.la.setPlaceholderText("All of England")
        self.progress.hide()
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._path_field)
        column.addWidget(Field("Only one local authority", self.la, "its name or code"))
        column.addWidget(self.heads)
        column.addWidget(Words(HEADS_WHY, "caption", "text_muted", wrap=True))
        self.column.addWidget(self._options)
        self.column.addWidget(self.progress)
        self.column.addLayout(self._result)

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, "Choose the school list", _downloads(), "School lists (*.csv);;All files (*)"
        )
        if name:
            self.path.setText(name)
            self._path_field.set_error("")
            self.main.setFocus()


class Importing(QObject):
    """Brings the list in, in the slow lane. `wrote` carries the changes once it is in."""

    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, dialog: ImportDialog, owner: QObject) -> None:
        super().__init__(owner)
        self._app = app
        self._lanes = lanes
        self.dialog = dialog
        self._task: Task | None = None
        dialog.asked.connect(self._begin)
        dialog.stop_asked.connect(self._stop)

    def _begin(self) -> None:
        dialog = self.dialog
        heads = dialog.heads.isChecked()
        task = self._lanes.slow(_import, self._app, dialog.file, dialog.authority, heads=heads)
        task.progressed.connect(dialog.progress.show_progress)
        task.done.connect(self._have)
        task.failed.connect(self._fail)
        self._task = task
        dialog.show_running()
        task.start()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _have(self, report: ImportReport) -> None:
        self._task = None
        if still_there(self.dialog):
            self.dialog.show_report(report)
        self.wrote.emit(report.logged)

    def _fail(self, error: Exception) -> None:
        self._task = None
        if still_there(self.dialog):
            stopped = isinstance(error, StoppedError)
            self.dialog.show_over(STOPPED if stopped else str(error))


def open_import(parent: QWidget, app: App, lanes: Lanes, authorities: Sequence[str]) -> Importing:
    """Open the dialog over the window of `parent`."""
    dialog = ImportDialog(authorities)
    importing = Importing(app, lanes, dialog, parent)
    dialog.open_over(parent)
    dialog.choose.setFocus(Qt.FocusReason.OtherFocusReason)
    return importing


def _import(
    progress: Progress, app: App, path: Path, la: str | None, *, heads: bool
) -> ImportReport:
    from app.usecases.register import import_schools

    def tell(read: int, total: int) -> None:
        progress(read, total, f"{read / 1e6:.1f} of {total / 1e6:.1f} MB read")

    return import_schools(app, path, la=la, heads=heads, progress=tell)


def _downloads() -> str:
    """Where a browser leaves the list, as a rule."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
