"""The lesser cards of Today: what is on this laptop only, and a child who may be at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.text import IconLabel, RichWords

if TYPE_CHECKING:
    from app.usecases.today import TodayView

AT_RISK = (
    "<b>A child may be at risk?</b> Stop and tell the school’s designated safeguarding lead now. "
    "Nothing is written here except that you told them."
)

ALONE = "<b>All you write</b> is kept here, encrypted, and nowhere else."
COPIED = "A safety copy is made each day."


class AtRiskCard(QFrame):
    """Says what to do when a child may be at risk, and leads to the lead's number."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName("A child may be at risk?")
        self.button = Button("Show whom to tell")
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 12, 18, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("life-buoy", "primary"))
        row.addWidget(RichWords(AT_RISK, "table"), 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class LaptopCard(Card):
    """What others cannot see yet: changes not shared, notes not handed over."""

    notes_asked = Signal()
    outbox_asked = Signal()
    sync_asked = Signal()

    def __init__(self) -> None:
        super().__init__("On this laptop only")
        self._outbox = ""
        self._sharing = ""
        self._view: TodayView | None = None

    def show_view(self, view: TodayView) -> None:
        """Show how much waits."""
        self._view = view
        clear_layout(self.body)
        notes = view.notes_to_hand_over
        self.body.addWidget(self._sharing_row(view))
        see = Button("See them", small=True)
        see.setAccessibleName("See the notes to hand over")
        see.clicked.connect(self.notes_asked)
        words = f"{_count(notes, 'finished note')} to hand over"
        self.body.addWidget(_row("mail", words, see if notes else None))
        if self._outbox:
            open_it = Button("Outbox", small=True)
            open_it.clicked.connect(self.outbox_asked)
            self.body.addWidget(_row("clock", f"<b>{self._outbox}</b> in the outbox", open_it))

    def show_outbox(self, words: str) -> None:
        """Say how the outbox stands; blank says nothing."""
        changed, self._outbox = words != self._outbox, words
        if changed and self._view is not None:
            self.show_view(self._view)

    def show_sharing(self, words: str) -> None:
        """Say how it stands with the team, of which the laptop is then a part."""
        changed, self._sharing = words != self._sharing, words
        if changed and self._view is not None:
            self.show_view(self._view)

    def _sharing_row(self, view: TodayView) -> QWidget:
        if not self._sharing:
            return _row("arrow-up-from-line", f"{_kept(view)} {COPIED}")
        sync = Button("Sync", small=True)
        sync.setAccessibleName(f"{self._sharing} Show sync")
        sync.clicked.connect(self.sync_asked)
        return _row("refresh-cw", self._sharing, sync)


def _row(icon: str, words: str, button: Button | None = None) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 2, 0, 2)
    row.setSpacing(10)
    row.addWidget(IconLabel(icon, "text"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(RichWords(words, "table"), 1)
    if button is not None:
        row.addWidget(button)
    return holder


def _kept(view: TodayView) -> str:
    """What of it nobody else has: a count means something once there are colleagues to share it."""
    if not view.has_colleagues:
        return ALONE
    return f"{_count(view.waiting, 'change')} not shared with colleagues yet."


def _count(number: int, noun: str) -> str:
    return f"<b>{number or 'No'} {noun}{'' if number == 1 else 's'}</b>"
