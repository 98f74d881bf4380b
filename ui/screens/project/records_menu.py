"""The menu of what is written about a project as a whole: training, resources, lessons learned."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.changes import Done
from app.usecases.forms import FormLine
from app.usecases.records import start_project_record
from app.usecases.starting import project_forms
from ui.places import Navigator, RecordPage
from ui.tasks import Lanes
from ui.widgets.buttons import MenuButton

if TYPE_CHECKING:
    from app.parts import App
    from app.usecases.opened import OpenRecord


class ProjectRecords(MenuButton):
    """Begins a record about the project that it is told of; `wrote` carries the changes."""

    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, navigator: Navigator) -> None:
        super().__init__("Write about the project", "notebook-pen")
        self._app = app
        self._lanes = lanes
        self._navigator = navigator
        self._project = ""

    def show_project(self, project_id: str) -> None:
        """Offer the forms there are now for records about this project."""
        self._project = project_id
        self._lanes.run(project_forms, self._app, done=self._offer)

    def _offer(self, forms: tuple[FormLine, ...]) -> None:
        self.choices.clear()
        for form in forms:
            choice = self.add_choice(form.title, "plus")
            choice.triggered.connect(partial(self._begin, form.form_id))
        self.setVisible(bool(forms) and bool(self._project))

    def _begin(self, form_id: str) -> None:
        begin = partial(start_project_record, self._app, self._project, form_id)
        self._lanes.run(begin, done=self._go_on)

    def _go_on(self, done: Done[OpenRecord]) -> None:
        self.wrote.emit(done.changes)
        self._navigator.go(RecordPage(done.value.record.id))
