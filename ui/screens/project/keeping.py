"""What the project's dialogs change: asked for here, written in the store lane, then told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.changes import Done
from app.domain.projects import Cohort
from app.domain.schools import School
from app.domain.visits import VisitKind
from app.usecases.board import Board, BoardRow
from app.usecases.projects import (
    add_cohort,
    change_project,
    change_windows,
    create_project,
    place_schools,
)
from app.usecases.schools import SchoolLine, my_schools
from app.usecases.visits import PlannedVisit, plan_visit
from ui.screens.project.plan_dialog import PlanDialog
from ui.screens.project.project_dialog import ProjectDialog, changed
from ui.screens.project.schools_dialog import SchoolsDialog
from ui.screens.project.windows_dialog import WindowsDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import FormDialog, still_there

if TYPE_CHECKING:
    from app.parts import App


class Keeping(QObject):
    """Opens the dialogs over `over`; `kept` says that the board should be read again.

    `made` carries the id of a new project; `told` is news for a banner.
    """

    kept = Signal()
    made = Signal(str)
    wrote = Signal(tuple)
    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes, over: QWidget) -> None:
        super().__init__(over)
        self._app = app
        self._lanes = lanes
        self._over = over

    def new_project(self) -> None:
        """Ask for a new project."""
        dialog = ProjectDialog(self._app.today())
        dialog.asked.connect(lambda: self._create(dialog))
        dialog.open_over(self._over)

    def change_project(self, board: Board) -> None:
        """Ask for changes to a project."""
        whole = board.overview
        dialog = ProjectDialog(board.day, whole.project)
        dialog.asked.connect(
            lambda: self._keep(
                dialog, change_project, changed(whole.project, dialog.filled), whole.seen
            )
        )
        dialog.open_over(self._over)

    def change_windows(self, board: Board) -> None:
        """Ask for the windows' days."""
        labels = {kind.key: kind.label for kind in board.kinds}
        dialog = WindowsDialog(board.overview.windows, labels, board.day)
        seen = board.overview.seen
        dialog.asked.connect(lambda: self._keep(dialog, change_windows, dialog.windows, seen))
        dialog.open_over(self._over)

    def place_schools(self, board: Board) -> None:
        """Ask which schools are in which cohort."""
        self._lanes.run(my_schools, self._app, done=lambda lines: self._ask_schools(board, lines))

    def plan(self, board: Board, row: BoardRow, kind: VisitKind) -> None:
        """Ask for the day of a visit."""
        dialog = PlanDialog(row.school.name, kind.label, board.windows.get(kind.key), board.day)
        dialog.asked.connect(lambda: self._plan(dialog, row.school, kind.key))
        dialog.open_over(self._over)

    def _create(self, dialog: ProjectDialog) -> None:
        filled = asdict(dialog.filled)
        title = filled.pop("title")

        def make() -> Done[Any]:
            return create_project(self._app, title, **filled)

        def done(made: Done[Any]) -> None:
            self._done(dialog, made)
            self.made.emit(made.value.id)

        self._run(dialog, make, done)

    def _ask_schools(self, board: Board, lines: tuple[SchoolLine, ...]) -> None:
        whole = board.overview
        members = {member.urn: member.cohort_id for member in whole.members}
        schools = [line.school for line in lines]
        dialog = SchoolsDialog(schools, whole.cohorts, members)
        project = whole.project.id
        dialog.cohort_asked.connect(lambda title: self._add_cohort(dialog, project, title))
        dialog.asked.connect(lambda: self._keep(dialog, place_schools, project, dialog.cohort_of))
        dialog.open_over(self._over)

    def _add_cohort(self, dialog: SchoolsDialog, project: str, title: str) -> None:
        def done(made: Done[Cohort]) -> None:
            self.wrote.emit(made.changes)
            self.kept.emit()
            if still_there(dialog):
                dialog.show_busy(busy=False)
                dialog.show_cohort(made.value)

        self._run(dialog, lambda: add_cohort(self._app, project, title), done)

    def _plan(self, dialog: PlanDialog, school: School, kind: str) -> None:
        day, starts = dialog.day.value, dialog.starts.value
        assert day is not None
        self._run(dialog, lambda: self._planned(school, kind, day, starts), self._told_of(dialog))

    def _planned(
        self, school: School, kind: str, day: date, starts: time | None
    ) -> Done[PlannedVisit]:
        return plan_visit(self._app, school.urn, kind, day, starts=starts)

    def _told_of(self, dialog: PlanDialog) -> Callable[[Done[PlannedVisit]], None]:
        def done(planned: Done[PlannedVisit]) -> None:
            self._done(dialog, planned)
            if planned.value.warning:
                self.told.emit("due", planned.value.warning, ())

        return done

    def _keep(self, dialog: FormDialog, function: Callable[..., Done[Any]], *args: object) -> None:
        def keep() -> Done[Any]:
            return function(self._app, *args)

        self._run(dialog, keep, lambda done: self._done(dialog, done))

    def _run(
        self, dialog: FormDialog, work: Callable[[], Done[Any]], done: Callable[[Done[Any]], None]
    ) -> None:
        dialog.show_busy(busy=True)
        self._lanes.run(work, done=done, failed=lambda error: dialog.show_error(str(error)))

    def _done(self, dialog: FormDialog, done: Done[Any]) -> None:
        self.wrote.emit(done.changes)
        if still_there(dialog):
            dialog.accept()
        self.kept.emit()
