"""The tab of a school's actions: each is given a status with what was seen of it."""

from __future__ import annotations

from functools import partial

from app import reference
from app.domain.actions import ActionStatus
from app.domain.calendar import in_words
from app.usecases.actions import ActionLine
from app.usecases.school_page import SchoolPage
from ui.screens.schools.action_words import action_chip, by_words
from ui.screens.schools.doing import Doing
from ui.screens.schools.table_tab import TableTab
from ui.widgets.buttons import Button
from ui.widgets.chips import ChoiceChips
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.rows_model import Chip, Column
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText

EMPTY = "No actions yet. Agree up to five at each visit."
NO_STATUS = "Choose how it stands."


class StatusDialog(FormDialog):
    """How an action stands, and what was seen of it."""

    def __init__(self, line: ActionLine) -> None:
        super().__init__("How does this action stand?", "Keep", icon="check", ems=34)
        given = line.review
        options = [(status.value, status.label) for status in ActionStatus]
        self.status = ChoiceChips(options, "Status", several=False)
        self.seen = GrowingText(lines=3, name="What was seen of it")
        self._status_field = Field("Status", self.status)
        self.column.addWidget(Words(line.action.what, "body", wrap=True, strong=True))
        self.column.addWidget(Words(by_words(line.action), "table", "text_muted", wrap=True))
        if line.action.known_by:
            known = f"How we will know: {line.action.known_by}"
            self.column.addWidget(Words(known, "table", "text_muted", wrap=True))
        self.column.addWidget(self._status_field)
        self.column.addWidget(Field("What was seen of it", self.seen, "no names"))
        if given is not None:
            self.status.set_value((given.status.value,))
            self.seen.set_text(given.seen)
        self.status.setFocus()

    @property
    def value(self) -> ActionStatus:
        """The status that was chosen."""
        return ActionStatus(self.status.value[0])

    def check(self) -> bool:
        """Whether a status is chosen."""
        self._status_field.message.set_sentence("" if self.status.value else NO_STATUS)
        return bool(self.status.value)


class ActionsTab(TableTab[ActionLine]):
    """The agreed actions, open ones first."""

    def __init__(self, doing: Doing) -> None:
        columns: tuple[Column[ActionLine], ...] = (
            Column("Action", lambda line: line.action.what, strong=True),
            Column("Who", lambda line: reference.role_label(line.action.who)),
            Column("By", lambda line: in_words(line.action.by) if line.action.by else ""),
            Column("Status", lambda line: self._chip(line)[1], chip=self._chip),
            Column("What was seen", lambda line: line.review.seen if line.review else ""),
        )
        super().__init__("Actions", columns, widest=(0, 4))
        self._doing = doing
        self._page: SchoolPage | None = None
        self.give = self.add_row_button(Button("Give a status", "check"), self._ask_status)
        self.record = self.add_row_button(Button("Open its record", "arrow-right"), self._open)
        self.open_with(self._ask_status)

    def show_page(self, page: SchoolPage) -> None:
        """Show the actions of this school."""
        self._page = page
        lines = page.overview.actions
        ordered = sorted(lines, key=lambda line: (not line.is_open, line.action.by or page.today))
        self.show_rows(ordered, EMPTY)

    def _ask_status(self, line: ActionLine) -> None:
        dialog = StatusDialog(line)
        dialog.asked.connect(lambda: self._give(dialog, line))
        dialog.open_over(self)

    def _give(self, dialog: StatusDialog, line: ActionLine) -> None:
        from app.usecases.actions import give_status

        app = self._doing.app
        before = line.review
        give = partial(give_status, app, line.action.id)
        undo = partial(
            give,
            before.status if before else ActionStatus.NOT_STARTED,
            seen_of_it=before.seen if before else "",
        )
        self._doing.do(
            partial(give, dialog.value, seen_of_it=dialog.seen.text),
            f"Kept: {dialog.value.label.lower()}.",
            undo=undo,
            dialog=dialog,
        )

    def _open(self, line: ActionLine) -> None:
        self._doing.record_asked.emit(line.action.record_id)

    def _chip(self, line: ActionLine) -> Chip:
        return action_chip(line, self._page.today) if self._page else ("neutral", "")
