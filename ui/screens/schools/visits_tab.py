"""The tab of a school's visits: plan, move and cancel them, and open their records."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from app import reference
from app.domain.calendar import in_words
from app.domain.counting import counted
from app.domain.records import Record
from app.domain.visits import Visit, VisitState
from app.usecases.counted_visits import Counted
from app.usecases.school_page import SchoolPage
from ui.screens.schools.doing import Doing
from ui.screens.schools.step_words import visit_chip
from ui.screens.schools.table_tab import TableTab
from ui.screens.schools.uncounted import UncountedNotes
from ui.screens.schools.visit_dialogs import VisitDialog, YearDialog
from ui.visit_words import count_words, time_words
from ui.widgets.buttons import Button
from ui.widgets.rows_model import Chip, Column

EMPTY = (
    "No visits yet. Plan the launch day and the four visits at once; each can be moved later, "
    "and none is lost by a day outside its window."
)


class VisitsTab(TableTab[Visit]):
    """The visits by date, cancelled ones marked."""

    def __init__(self, doing: Doing) -> None:
        columns: tuple[Column[Visit], ...] = (
            Column("Visit", lambda v: reference.visit_kind(v.kind).label, strong=True),
            Column("Day", lambda v: in_words(v.on)),
            Column("Time", lambda v: time_words(v) if v.starts else ""),
            Column("Purpose", lambda v: v.purpose),
            Column("State", lambda v: self._chip(v)[1], chip=self._chip),
        )
        super().__init__("Visits", columns, widest=(3,))
        self._doing = doing
        self._page: SchoolPage | None = None
        self.plan = self.add_button(Button("Plan a visit", "calendar-plus"), self.ask_visit)
        self.plan_year = self.add_button(Button("Plan the year", "calendar-days"), self.ask_year)
        self.open = self.add_row_button(Button("Open", "arrow-right"), self._open, _why_not_open)
        self.shift = self.add_row_button(Button("Move", "pencil"), self._ask_move, _why_not_move)
        self.cancel = self.add_row_button(Button("Cancel visit", "x"), self._cancel, _why_not_move)
        self.open_with(self._open)
        self.uncounted = UncountedNotes()
        self.uncounted.count_asked.connect(self._count)
        self.lead_with(self.uncounted)

    def show_page(self, page: SchoolPage) -> None:
        """Show the visits of this school."""
        self._page = page
        year = Button("Plan the year", "calendar-days", "main")
        year.clicked.connect(self.ask_year)
        self.show_rows(page.overview.visits, EMPTY, year)
        self.uncounted.show_records(page.uncounted)

    def ask_visit(self, kind: str = "") -> None:
        """Ask for one visit, of a kind that is chosen already or not."""
        assert self._page is not None
        dialog = VisitDialog(self._page, kind)
        dialog.asked.connect(lambda: self._plan(dialog))
        dialog.open_over(self)

    def ask_year(self) -> None:
        """Ask for the days of the launch and the four visits."""
        assert self._page is not None
        dialog = YearDialog(self._page)
        dialog.asked.connect(lambda: self._plan_year(dialog))
        dialog.open_over(self)

    def _plan(self, dialog: VisitDialog) -> None:
        from app.usecases.visits import cancel_visit, plan_visit

        assert self._page is not None
        assert dialog.day.value is not None
        app, urn = self._doing.app, self._page.overview.school.urn
        planned: list[Visit] = []
        work = partial(
            plan_visit,
            app,
            urn,
            dialog.kind.value,
            dialog.day.value,
            starts=dialog.starts.value,
            ends=dialog.ends.value,
            purpose=dialog.purpose.text,
            meeting=dialog.meeting.text(),
        )
        words = f"Planned for {in_words(dialog.day.value)}."
        self._doing.do(
            work,
            words,
            undo=lambda: cancel_visit(app, planned[0]),
            dialog=dialog,
            then=lambda value: planned.append(value.visit),
        )

    def _plan_year(self, dialog: YearDialog) -> None:
        from app.usecases.visits import plan_year

        assert self._page is not None
        days = dict(dialog.days)
        count = counted(len(days), "visit")
        work = partial(plan_year, self._doing.app, self._page.overview.school.urn, days)
        self._doing.do(work, f"{count} planned.", dialog=dialog)

    def _ask_move(self, visit: Visit) -> None:
        assert self._page is not None
        dialog = VisitDialog(self._page, visit=visit)
        dialog.asked.connect(lambda: self._move(dialog, visit))
        dialog.open_over(self)

    def _move(self, dialog: VisitDialog, visit: Visit) -> None:
        from app.usecases.visits import change_visit

        assert self._page is not None
        assert dialog.day.value is not None
        app = self._doing.app
        moved = replace(
            visit,
            on=dialog.day.value,
            starts=dialog.starts.value,
            ends=dialog.ends.value,
            purpose=dialog.purpose.text.strip(),
            meeting=dialog.meeting.text().strip(),
        )
        words = f"{reference.visit_kind(visit.kind).label} is on {in_words(moved.on)} now."
        self._doing.do(
            partial(change_visit, app, moved, self._page.overview.seen),
            words,
            undo=partial(change_visit, app, visit),
            dialog=dialog,
        )

    def _cancel(self, visit: Visit) -> None:
        from app.usecases.visits import cancel_visit, change_visit

        assert self._page is not None
        app = self._doing.app
        words = f"{reference.visit_kind(visit.kind).label} on {in_words(visit.on)} is cancelled."
        self._doing.do(
            partial(cancel_visit, app, visit, self._page.overview.seen),
            words,
            undo=partial(change_visit, app, visit),
        )

    def _count(self, record: Record) -> None:
        """Count a note as the visit it is of; Undo takes that back."""
        from app.usecases.counted_visits import count_as_visit, uncount

        app = self._doing.app
        made: list[Counted] = []
        self._doing.do(
            partial(count_as_visit, app, record.id),
            f"{count_words(record.form_id).replace('Count', 'Counted')}, {in_words(record.on)}.",
            undo=lambda: uncount(app, made[0]),
            then=made.append,
        )

    def _open(self, visit: Visit) -> None:
        assert self._page is not None
        written = [r for r in self._page.overview.records if r.visit_id == visit.id]
        if written:
            self._doing.record_asked.emit(written[-1].id)
        elif not _why_not_open(visit):
            form_id = reference.visit_kind(visit.kind).form_id
            self._doing.start_asked.emit(form_id, visit.id)

    def _chip(self, visit: Visit) -> Chip:
        if self._page is None:
            return "neutral", ""
        return visit_chip(visit, self._page.steps, self._page.today)


def _why_not_open(visit: Visit) -> str:
    return "This visit was cancelled" if visit.state is VisitState.CANCELLED else ""


def _why_not_move(visit: Visit) -> str:
    reasons = {
        VisitState.CANCELLED: "This visit was cancelled",
        VisitState.DONE: "This visit has taken place",
    }
    return reasons.get(visit.state, "")
