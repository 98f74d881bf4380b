"""The tab of a school's focus pupils, by code only."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from app.domain.calendar import in_words
from app.domain.pupils import FocusPupil, PupilStatus
from app.usecases.school_page import SchoolPage
from ui.screens.schools.doing import Doing
from ui.screens.schools.pupil_dialog import PupilDialog
from ui.screens.schools.table_tab import TableTab
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Chip, Column

NO_AGREEMENT = (
    "No pupil codes before the school has signed the agreement on data. Enter the agreement’s "
    "date first; until then visits and records work without focus pupils."
)
EMPTY = (
    "No focus pupils yet. Choose them with the school, two to six a class, and keep them by a "
    "code such as P07: the school keeps the key, and no name is ever written here."
)
_STATUS: dict[PupilStatus, str] = {
    PupilStatus.NOT_YET: "due",
    PupilStatus.MOVING: "soft",
    PupilStatus.MET: "done",
    PupilStatus.REPLACED: "neutral",
}


class PupilsTab(TableTab[FocusPupil]):
    """The focus pupils by code. `agreement_asked` where its date is wanted first."""

    agreement_asked = Signal()

    def __init__(self, doing: Doing) -> None:
        columns: tuple[Column[FocusPupil], ...] = (
            Column("Code", lambda pupil: pupil.code, strong=True),
            Column("Year", lambda pupil: pupil.year),
            Column("Flags", flag_words),
            Column("Starting point", lambda pupil: pupil.starting_point),
            Column("Target", lambda pupil: pupil.target),
            Column("Review", lambda p: in_words(p.review_date) if p.review_date else ""),
            Column("Status", lambda pupil: pupil.status.label, chip=_chip),
        )
        super().__init__("Focus pupils", columns, widest=(3, 4))
        self._doing = doing
        self._page: SchoolPage | None = None
        self.add = self.add_button(Button("Add a pupil by code", "plus"), self._ask_new)
        self.change = self.add_row_button(Button("Change", "pencil"), self._ask_change)
        self.remove = self.add_row_button(Button("Remove", "x"), self._remove)
        self.open_with(self._ask_change)

    def show_page(self, page: SchoolPage) -> None:
        """Show the focus pupils of this school, or why there can be none yet."""
        self._page = page
        signed = page.overview.school.agreement_date is not None
        self.add.setVisible(signed)
        pupils = sorted(page.overview.pupils, key=lambda pupil: pupil.code.casefold())
        if signed:
            self.show_rows(pupils, EMPTY)
            return
        enter = Button("Enter the agreement’s date", "shield-check", "main")
        enter.clicked.connect(self.agreement_asked)
        self.show_rows(pupils, NO_AGREEMENT, enter)

    def _ask_new(self) -> None:
        assert self._page is not None
        blank = FocusPupil("", int(self._page.overview.school.urn), "")
        dialog = PupilDialog(blank, self._page.today)
        dialog.asked.connect(lambda: self._add(dialog))
        dialog.open_over(self)

    def _add(self, dialog: PupilDialog) -> None:

        from app.usecases.pupils import add_pupil, remove_pupil

        app = self._doing.app
        pupil = replace(dialog.pupil, id=app.new_id())
        self._doing.do(
            partial(add_pupil, app, pupil),
            f"{pupil.code} added.",
            undo=partial(remove_pupil, app, pupil),
            dialog=dialog,
        )

    def _ask_change(self, pupil: FocusPupil) -> None:
        assert self._page is not None
        dialog = PupilDialog(pupil, self._page.today)
        dialog.asked.connect(lambda: self._change(dialog, pupil))
        dialog.open_over(self)

    def _change(self, dialog: PupilDialog, before: FocusPupil) -> None:
        from app.usecases.pupils import change_pupil

        assert self._page is not None
        app = self._doing.app
        self._doing.do(
            partial(change_pupil, app, dialog.pupil, self._page.overview.seen),
            f"{dialog.pupil.code} changed.",
            undo=partial(change_pupil, app, before),
            dialog=dialog,
        )

    def _remove(self, pupil: FocusPupil) -> None:
        from app.usecases.pupils import add_pupil, remove_pupil

        app = self._doing.app
        self._doing.do(
            partial(remove_pupil, app, pupil),
            f"{pupil.code} removed.",
            undo=partial(add_pupil, app, pupil),
        )


def flag_words(pupil: FocusPupil) -> str:
    """`disadvantaged, EAL`: the flags that were said to hold."""
    flags = (
        ("disadvantaged", pupil.disadvantaged),
        ("SEND", pupil.send),
        ("EAL", pupil.eal),
    )
    return ", ".join(word for word, holds in flags if holds)


def _chip(pupil: FocusPupil) -> Chip:
    return _STATUS[pupil.status], pupil.status.label
