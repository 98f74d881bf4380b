"""Opening the page for a child who may be at risk, and keeping that somebody was told."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.dialog_work import DialogWork
from ui.screens.safeguarding.dialog import AtRiskDialog
from ui.tasks import Lanes

if TYPE_CHECKING:
    from app.domain.changes import Done
    from app.domain.people import KeyPerson
    from app.domain.records import PassedOn
    from app.parts import App

LEAD = "designated_safeguarding_lead"


class AtRisk(DialogWork):
    """What the dialog for a child who may be at risk asks for."""

    dialog: AtRiskDialog

    def __init__(self, app: App, lanes: Lanes, dialog: AtRiskDialog, parent: QWidget) -> None:
        super().__init__(lanes, dialog, parent)
        self._app = app
        dialog.school_chosen.connect(self.show_school)
        dialog.told.connect(self._keep_told)
        dialog.lead_given.connect(self._keep_lead)

    def ask_school(self) -> None:
        """Have the school chosen from one's own."""
        from app.usecases.schools import my_schools

        self.fetch(partial(my_schools, self._app), self.dialog.show_schools)

    def ask_record(self, record_id: str) -> None:
        """Show whom to tell at the school of a record; where it has none, have one chosen."""
        from app.usecases.safeguarding import school_of_record

        def found(urn: int) -> None:
            if urn:
                self.show_school(urn)
            else:
                self.ask_school()

        self.fetch(partial(school_of_record, self._app, record_id), found)

    def show_school(self, urn: int) -> None:
        """Show whom to tell at the school."""
        from app.usecases.safeguarding import whom_to_tell

        self.fetch(partial(whom_to_tell, self._app, urn), self.dialog.show_whom)

    def _keep_told(self, urn: int, role: str) -> None:
        from app.usecases.safeguarding import pass_on

        self.fetch(partial(pass_on, self._app, urn, role), self._was_told)

    def _was_told(self, done: Done[PassedOn]) -> None:
        self.dialog.show_told(done.value)

    def _keep_lead(self, urn: int, telephone: str) -> None:
        from app.usecases.people import add_person

        keep = partial(add_person, self._app, urn, LEAD, telephone=telephone)
        self.fetch(keep, self._have_lead)

    def _have_lead(self, done: Done[KeyPerson]) -> None:
        self.show_school(done.value.urn)


def open_at_risk(
    parent: QWidget, app: App, lanes: Lanes, urn: int | None = None, record_id: str = ""
) -> AtRisk:
    """Open it over the window of `parent`, for the school `urn`, a record's, or one chosen there.

    Where the school is known no other is offered: its number would be one key away.
    """
    at_risk = AtRisk(app, lanes, AtRiskDialog(), parent)
    at_risk.dialog.open_over(parent)
    if urn:
        at_risk.show_school(urn)
    elif record_id:
        at_risk.ask_record(record_id)
    else:
        at_risk.ask_school()
    return at_risk
