"""Opening the page for a child who may be at risk, and keeping that somebody was told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.screens.safeguarding.dialog import AtRiskDialog
from ui.tasks import Lanes
from ui.widgets.form_dialog import still_there

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.domain.people import KeyPerson
    from app.domain.records import PassedOn
    from app.parts import App

LEAD = "designated_safeguarding_lead"


class AtRisk(QObject):
    """What the dialog asks for, done through the store lane. `wrote` carries changes."""

    wrote = Signal(tuple)

    def __init__(self, app: App, lanes: Lanes, dialog: AtRiskDialog) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._app = app
        self._lanes = lanes
        dialog.school_chosen.connect(self.show_school)
        dialog.told.connect(self._keep_told)
        dialog.lead_given.connect(self._keep_lead)

    def ask_school(self) -> None:
        """Have the school chosen from one's own."""
        from app.usecases.schools import my_schools

        self._run(my_schools, self._app, done=self.dialog.show_schools)

    def show_school(self, urn: int) -> None:
        """Show whom to tell at the school."""
        from app.usecases.safeguarding import whom_to_tell

        self._run(whom_to_tell, self._app, urn, done=self.dialog.show_whom)

    def _keep_told(self, urn: int, role: str) -> None:
        from app.usecases.safeguarding import pass_on

        self._run(pass_on, self._app, urn, role, done=self._was_told)

    def _was_told(self, done: Done[PassedOn]) -> None:
        self.dialog.show_told(done.value)
        self.wrote.emit(done.changes)

    def _keep_lead(self, urn: int, telephone: str) -> None:
        from app.usecases.people import add_person

        keep = partial(add_person, self._app, urn, LEAD, telephone=telephone)
        self._run(keep, done=self._have_lead)

    def _have_lead(self, done: Done[KeyPerson]) -> None:
        self.wrote.emit(done.changes)
        self.show_school(done.value.urn)

    def _run(
        self, function: Callable[..., object], *args: object, done: Callable[..., None]
    ) -> None:
        dialog = self.dialog

        def tell(answer: object) -> None:
            if still_there(dialog):
                done(answer)

        def complain(error: Exception) -> None:
            if still_there(dialog):
                dialog.show_error(str(error))

        self._lanes.run(function, *args, done=tell, failed=complain)


def open_at_risk(parent: QWidget, app: App, lanes: Lanes, urn: int | None = None) -> AtRisk:
    """Open it over the window of `parent`, for the school `urn` or one that is chosen there."""
    at_risk = AtRisk(app, lanes, AtRiskDialog())
    at_risk.dialog.open_over(parent)
    if urn:
        at_risk.show_school(urn)
    else:
        at_risk.ask_school()
    return at_risk
