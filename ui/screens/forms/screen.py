"""The page of forms: which there are, taking one over, and the round of checking and mending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Done
from app.domain.own_forms import OwnForm
from app.errors import FormError, StoppedError
from app.usecases.form_check import FormDraft, which_is_the_form
from app.usecases.own_forms import (
    FormVersion,
    bring_back_form,
    draft_form,
    form_versions,
    save_workbook_copy,
    withdraw_form,
)
from app.usecases.shipped_forms import PROJECT
from ui import theme
from ui.commands import Act
from ui.places import Forms, FormTrial, Navigator, Place
from ui.screen import Layout, Screen
from ui.screens.forms.check_result import CheckResult
from ui.screens.forms.lines import FORM_HEADINGS, form_line
from ui.tasks import Lanes, Progress, Task
from ui.usual_folders import documents
from ui.widgets.buttons import Button
from ui.widgets.cell_table import CellTable
from ui.widgets.progress import StoppableProgress
from ui.widgets.table_card import TableCard
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

ENDINGS = ("xlsx", "xlsm", "xls", "xml", "csv", "geojson", "png", "jpg", "jpeg", "gif")
"""Old workbooks (.xls) too: who has one is told what to do, and doesn't look for it in vain."""
FILES = f"Forms, lists and pictures ({' '.join(f'*.{each}' for each in ENDINGS)});;All files (*)"
CHOOSE = "Choose the form, and with it the lists and pictures that it names"
WHY = (
    "A form is a workbook. Save a copy of one that is near to what you want, change it in a "
    "spreadsheet program, and import it. Any XLSForm of ODK, KoboToolbox or SurveyCTO will do."
)


class FormsScreen(Screen):
    """The list of forms; in its place the progress of a check, or what the check found.

    `start_asked` carries the id of a form with which a record is to be begun.
    """

    start_asked = Signal(str)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Forms", back=True)
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._versions: dict[str, FormVersion] = {}
        self._last: tuple[Path, tuple[Path, ...]] | None = None
        self._task: Task | None = None
        self.take = Button("Import a form", "file-down", "main")
        self.again = Button("Check again", "refresh-cw")
        self.table = CellTable("Forms", FORM_HEADINGS, (6, 0, 0, 0, 0))
        self.card = TableCard(self.table)
        self.why = Words(WHY, "table", "text_muted", wrap=True)
        self.start = Button("Start record", "plus")
        self.look = Button("Look at it", "eye")
        self.copy = Button("Save a copy of the workbook", "save")
        self.withdraw = Button("Withdraw", "minus")
        self.progress = StoppableProgress()
        self.waiting = QWidget()
        self.result = CheckResult()
        self.pages = QStackedWidget()
        self._outer = QVBoxLayout()
        self._build()
        self._connect()

    def show_place(self, place: Place) -> None:
        """The list, or what is asked for there."""
        assert isinstance(place, Forms)
        self._load(place.form_id)
        if place.ask == "again" and self._last is not None:
            self.check(*self._last)
        elif place.ask == "result" and self.result.draft is not None:
            self._show_page(self.result)
        else:
            self._show_page(self.card)
            if place.ask == "import":
                self.choose()

    def leave(self) -> None:
        """A check that runs is of no use on another page."""
        if self._task is not None:
            self._task.stop()

    def answers(self) -> Mapping[str, Act]:
        """The last file can be checked again by one key."""
        return {"check_again": self._check_again} if self._last is not None else {}

    def hints(self) -> Sequence[str]:
        """The keys that the status bar names."""
        return ("check_again", "help") if self._last is not None else ("help",)

    def panels(self) -> Sequence[QWidget]:
        """The list, or what is in its place."""
        shown = self.pages.currentWidget()
        return (shown,) if shown is not None else ()

    def set_layout(self, mode: Layout) -> None:
        """Take the margins of a narrow window, or the usual ones."""
        super().set_layout(mode)
        narrow = mode is not Layout.WIDE
        margin = theme.space("page_margin_narrow" if narrow else "page_margin")
        self._outer.setContentsMargins(margin, 16, margin, 16)
        self.result.set_compact(compact=mode is Layout.COMPACT)
        self.why.setVisible(mode is not Layout.COMPACT)
        self._show_page(self.pages.currentWidget())

    def choose(self) -> None:
        """Ask for the files of a form, then check it."""
        folder = str(self._last[0].parent if self._last else documents())
        names, _kind = QFileDialog.getOpenFileNames(self, CHOOSE, folder, FILES)
        if names:
            self.take_files([Path(name) for name in names])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Check the form among these files."""
        try:
            form, more = which_is_the_form(paths)
        except FormError as error:
            self.told.emit("late", str(error), ())
            return
        self.check(form, more)

    def check(self, path: Path, more: Sequence[Path] = ()) -> None:
        """Read a form in the slow lane; then show its preview, or what is wrong with it."""
        self._last = (path, tuple(more))
        self.progress.show_progress(0, 0, f"Checking {path.name} …")
        self._show_page(self.waiting)
        self.progress.stop.setFocus()
        task = self._lanes.slow(_checked, self._app, path, tuple(more))
        task.progressed.connect(self.progress.show_progress)
        task.done.connect(self._have)
        task.failed.connect(self._failed)
        self._task = task
        task.start()
        self.keys_changed.emit()

    # Build

    def _build(self) -> None:
        self.header.add(self.again, self.take)
        self.again.hide()
        self.card.heading.addWidget(self.why, 1)
        for button in (self.start, self.look, self.copy, self.withdraw):
            self.card.foot.addWidget(button)
        self.card.foot.addStretch(1)
        column = QVBoxLayout(self.waiting)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)
        column.addStretch(1)
        for page in (self.card, self.waiting, self.result):
            self.pages.addWidget(page)
        self._outer.addWidget(self.pages)
        self.column.addLayout(self._outer, 1)
        self.set_layout(Layout.WIDE)

    def _connect(self) -> None:
        self.take.clicked.connect(self.choose)
        self.again.clicked.connect(self._check_again)
        self.table.opened.connect(lambda _index: self._look_at())
        self.table.selectionModel().currentChanged.connect(lambda _new, _old: self._show_acts())
        self.start.clicked.connect(self._start)
        self.look.clicked.connect(self._look_at)
        self.copy.clicked.connect(self._save_copy)
        self.withdraw.clicked.connect(self._withdraw_or_not)
        self.progress.stop_asked.connect(self.leave)
        self.result.again_asked.connect(self._check_again)
        self.result.other_asked.connect(self.choose)
        self.result.preview_asked.connect(self._preview)

    def _show_page(self, page: QWidget | None) -> None:
        """The list, the progress or the result; one main button stands on each."""
        if page is None:
            return
        self.pages.setCurrentWidget(page)
        listed = page is self.card
        self.take.setVisible(page is not self.waiting)
        self.take.set_kind("main" if listed else "plain")
        room = self.layout_mode is not Layout.COMPACT
        self.again.setVisible(listed and room and self._last is not None)

    # The list

    def _load(self, form_id: str = "") -> None:
        def show(versions: tuple[FormVersion, ...]) -> None:
            self._show(versions, form_id)

        self._lanes.run(form_versions, self._app, done=show)

    def _show(self, versions: tuple[FormVersion, ...], form_id: str) -> None:
        self._versions = {form.id: form for form in versions}
        own = sum(not form.built_in for form in versions)
        self.header.set_words("Forms", f"{len(versions) - own} built in · {own} of your own")
        self.header.set_compact(compact=self.layout_mode is Layout.COMPACT)
        self.table.show_lines([form_line(form) for form in versions])
        wanted = (at for at, form in enumerate(versions) if form.form_id == form_id)
        at = next(wanted, None)
        if at is not None:
            self.table.setCurrentIndex(self.table.rows.index(at, 0))
        if self.pages.currentWidget() is self.card:
            self.table.setFocus()
        self._show_acts()

    def _show_acts(self) -> None:
        form = self._current()
        self.start.set_reason(_why_not_start(form))
        for button in (self.look, self.copy):
            button.setEnabled(form is not None)
        self.withdraw.setVisible(form is not None and not form.built_in)
        if form is not None:
            self.withdraw.setText("Bring back" if form.withdrawn else "Withdraw")

    def _current(self) -> FormVersion | None:
        return self._versions.get(self.table.key_at(self.table.currentIndex()))

    def _look_at(self) -> None:
        form = self._current()
        if form is not None:
            self._navigator.go(FormTrial(kept=form))

    def _start(self) -> None:
        form = self._current()
        if form is not None:
            self.start_asked.emit(form.form_id)

    def _withdraw_or_not(self) -> None:
        form = self._current()
        if form is None:
            return
        act = bring_back_form if form.withdrawn else withdraw_form
        self._lanes.run(act, self._app, form.form_id, form.version, done=self._was_withdrawn)

    def _was_withdrawn(self, done: Done[OwnForm]) -> None:
        self.wrote.emit(done.changes)
        form = done.value
        away = "is offered no more. Records begun with it go on, and you can bring it back here."
        words = away if form.withdrawn else "is offered again."
        self.told.emit("done", f"“{form.title}”, version {form.version}, {words}", ())
        self._load(form.form_id)

    def _save_copy(self) -> None:
        form = self._current()
        if form is None:
            return
        suggested = str(documents() / f"{_file_name(form)}.xlsx")
        name, _kind = QFileDialog.getSaveFileName(
            self, "Save a copy of the workbook", suggested, "Workbook (*.xlsx)"
        )
        if name:
            self.save_copy_to(form, Path(name))

    def save_copy_to(self, form: FormVersion, path: Path) -> None:
        """Save the workbook of `form` there, off the window's thread."""
        task = self._lanes.slow(_saved, self._app, form, path)
        task.done.connect(self._was_saved)
        task.failed.connect(lambda error: self.told.emit("late", str(error), ()))
        task.start()

    def _was_saved(self, path: Path) -> None:
        words = f"The form is in {path}. Change it there, raise its version, then import it here."
        self.told.emit("done", words, ())

    # Checking

    def _check_again(self) -> None:
        if self._last is not None:
            self.check(*self._last)

    def _have(self, draft: FormDraft) -> None:
        self._task = None
        self.result.show_draft(draft)
        if draft.definition is None:
            self._show_page(self.result)
            self.result.table.setFocus()
        else:
            self._show_page(self.card)
            self._preview()

    def _failed(self, error: Exception) -> None:
        self._task = None
        self._show_page(self.card)
        if not isinstance(error, StoppedError):
            self.told.emit("late", str(error), ())

    def _preview(self) -> None:
        draft = self.result.draft
        if draft is not None and draft.definition is not None:
            self._navigator.go(FormTrial(draft=draft))


def _why_not_start(form: FormVersion | None) -> str:
    """Why no record can be begun with a form here; blank where one can."""
    if form is None:
        return "Choose a form first"
    if form.about == PROJECT:
        return "This form is about a project: start it on the project’s page"
    return "" if form.offered else "Records do not begin with this version"


def _checked(progress: Progress, app: App, path: Path, more: tuple[Path, ...]) -> FormDraft:
    progress(0, 0, f"Checking {path.name} …")
    draft = draft_form(app, path, more)
    progress.check()
    return draft


def _saved(_progress: Progress, app: App, form: FormVersion, path: Path) -> Path:
    return save_workbook_copy(app, form.form_id, form.version, path)


def _file_name(form: FormVersion) -> str:
    """The form's id as the name of a file."""
    return "".join(
        letter if letter.isalnum() or letter in "-_." else "_" for letter in form.form_id
    )
