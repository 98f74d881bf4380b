"""Earlier actions, each to be given a status and what was seen of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app import reference
from app.domain.actions import Action, ActionStatus
from app.usecases.actions import ActionLine, add_action, give_status
from ui.live_record import LiveRecord
from ui.panels.panel import Panel
from ui.panels.status_button import StatusButton
from ui.widgets.buttons import Button
from ui.widgets.field import FieldMessage
from ui.widgets.flow import FlowLayout
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText
from ui.widgets.typed_dates import show_date

_NO_BREAK = "\u2011"  # a hyphen after which no line ends: a number is read in one piece
_NONE = "No earlier actions to review."
_NEEDS = "Not kept yet: choose a status to go with it."


class EarlierAction(QFrame):
    """One earlier action with its status; `whole` shows what was seen of it too."""

    def __init__(self, live: LiveRecord, line: ActionLine, *, whole: bool) -> None:
        super().__init__()
        self._live = live
        self.line = line
        self.status = StatusButton(line.action.what)
        self.seen = GrowingText(lines=1, name=f"What was seen of “{line.action.what}”")
        self.seen.setPlaceholderText("What was seen of it")
        self.message = FieldMessage()
        self.carry = Button("Carry on as a new action", "corner-down-right", "text", small=True)
        self._build(whole=whole)
        self.seen.set_text(_seen_of(line))
        self.take(line)
        self.status.chosen.connect(self._chosen)
        self.seen.textChanged.connect(lambda: live.row_touched(self))
        self.carry.clicked.connect(self._carry_on)
        self.setEnabled(live.is_draft)

    def take(self, line: ActionLine) -> None:
        """Show what is kept, unless words here wait to be kept."""
        unchanged = self.seen.text.strip() == _seen_of(self.line)
        self.line = line
        review = line.review
        self.status.set_status(review.status if review else None)
        if unchanged and self.seen.text.strip() != _seen_of(line):
            self.seen.set_text(_seen_of(line))
        carried = any(a.carried_from == line.action.id for a in self._live.rows.actions)
        goes_on = review is not None and not review.status.closes
        self.carry.setVisible(self._whole and goes_on and not carried)

    def keep(self) -> None:
        """Keep what was seen; it needs a status to go with."""
        review = self.line.review
        words = self.seen.text.strip()
        status = self.status.status
        if status is None and words:
            self.message.set_sentence(_NEEDS, "due")
            self._live.row_wants(self)
            return
        self.message.set_sentence("")
        if status is None or (review and review.seen == words and review.status is status):
            self._live.row_kept(self)
            return
        self._give(status, words)

    def _build(self, *, whole: bool) -> None:
        self._whole = whole
        action = self.line.action
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0) if not whole else None
        column.setSpacing(6)
        column.addWidget(Words(action.what, "table", wrap=True))
        about = Words(_about(action, whole=whole), "caption", "text_muted", wrap=whole)
        row = QHBoxLayout() if whole else FlowLayout(None, 6)
        row.addWidget(about)
        row.addWidget(self.status)
        column.addLayout(row)
        if whole:
            self.setProperty("kind", "row")
            column.setContentsMargins(12, 10, 12, 12)
            if action.known_by:
                known = f"We will know by: {action.known_by}"
                column.addWidget(Words(known, "caption", "text_muted", wrap=True))
            column.addWidget(self.seen)
            column.addWidget(self.message)
            column.addWidget(self.carry, 0, Qt.AlignmentFlag.AlignLeft)

    def _chosen(self, status: ActionStatus) -> None:
        self._give(status, self.seen.text.strip())

    def _give(self, status: ActionStatus, words: str) -> None:
        self.message.set_sentence("")
        record = self._live.opened.record.id
        self._live.write(
            give_status,
            self.line.action.id,
            status,
            seen_of_it=words,
            record_id=record,
            seen=self._live.seen,
            then=lambda review: self._given(review.seen),
        )

    def _given(self, words: str) -> None:
        if self.seen.text.strip() == words:
            self._live.row_kept(self)
        else:
            self._live.row_touched(self)

    def _carry_on(self) -> None:
        action = self.line.action
        self._live.write(
            add_action,
            self._live.opened.record.id,
            what=action.what,
            who=action.who,
            known_by=action.known_by,
            support=action.support,
            strand=action.strand,
            carried_from=action.id,
        )


class EarlierPanel(Panel):
    """The actions agreed before this record that were still open."""

    def build(self) -> None:
        self._shown: dict[str, EarlierAction] = {}
        self._empty = Words(_NONE, "table", "text_muted")
        self.rows.addWidget(self._empty)

    def show_rows(self) -> None:
        for line in self.live.rows.earlier:
            shown = self._shown.get(line.action.id)
            if shown is not None:
                shown.take(line)
            else:
                shown = self._shown[line.action.id] = EarlierAction(self.live, line, whole=True)
                self.rows.addWidget(shown)
        self._empty.setVisible(not self._shown)


def _seen_of(line: ActionLine) -> str:
    return line.review.seen if line.review else ""


def _about(action: Action, *, whole: bool) -> str:
    who = reference.role_label(action.who)
    by = f"by {show_date(action.by)}" if action.by and whole else ""
    number = action.reference.replace("-", _NO_BREAK) if whole else ""
    return " · ".join(part for part in (who, by, number) if part)
