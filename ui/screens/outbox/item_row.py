"""One message in the outbox: its name, where it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.counting import counted
from app.domain.outbox import OutboxItem, OutboxState
from app.usecases.outbox import OutboxView
from app.usecases.outbox_words import standing
from ui.widgets.buttons import Button, button_row
from ui.widgets.chips import StateChip
from ui.widgets.text import Words

ARRIVED, AGAIN, TRY, REMOVE, OPEN = "arrived", "again", "try", "remove", "open"
MISSED = "missed"
_ADVICE = {
    OutboxState.REFUSED: "Nobody received it. Put right what is wrong, then try again; "
    "to write to another address, withdraw it and send the document anew.",
    OutboxState.UNSURE: "Ask whether it arrived, or look among the sent messages of your mail "
    "account. It is not sent again unless you say so.",
}
MISSED_ADVICE = (
    "The others have it. If the address is right, send it there again. If it is wrong, put it "
    "right on the school’s page, send the document anew to that person alone, and remove this."
)
_IN_PART = ("due", "Sent, not to all", "triangle-alert")
_CHIPS = {
    OutboxState.WAITING: ("neutral", "Waits", "clock"),
    OutboxState.SENDING: ("soft", "Being sent", None),
    OutboxState.SENT: ("done", "Sent", None),
    OutboxState.REFUSED: ("late", "Not sent", None),
    OutboxState.UNSURE: ("due", "Not certain", "circle-question-mark"),
}
_ACTS = {
    OutboxState.WAITING: ((TRY, "Try now"), (REMOVE, "Withdraw")),
    OutboxState.SENDING: (),
    OutboxState.SENT: ((REMOVE, "Remove from the list"),),
    OutboxState.REFUSED: ((TRY, "Try again"), (REMOVE, "Withdraw")),
    OutboxState.UNSURE: ((ARRIVED, "It arrived"), (AGAIN, "Send again"), (REMOVE, "Remove")),
}


class ItemRow(QWidget):
    """A message. `asked` carries what is wanted (one of the words above) and the message's id."""

    asked = Signal(str, str)

    def __init__(self, item: OutboxItem, view: OutboxView) -> None:
        super().__init__()
        self.item = item
        self._missed = view.missed.get(item.id, ())
        self.standing = Words(standing(item, view.now, held=view.is_held), "table", wrap=True)
        again = ((MISSED, _again_label(self._missed)),) if self._missed else ()
        opens = (OPEN, "Open record" if item.record_id else "Open school")
        acts = (*again, *_ACTS[item.state], opens)
        self.buttons = {act: self._button(act, label) for act, label in acts}
        self._build()

    def _button(self, act: str, label: str) -> Button:
        button = Button(label, small=True, kind="text" if act == OPEN else "plain")
        button.setAccessibleName(f"{label}: {self.item.subject}")
        button.clicked.connect(lambda: self.asked.emit(act, self.item.id))
        return button

    def _build(self) -> None:
        item = self.item
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(Words(item.subject, "table", wrap=True, strong=True), 1)
        chip = _IN_PART if self._missed else _CHIPS[item.state]
        heading.addWidget(StateChip(*chip), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(4)
        column.addLayout(heading)
        column.addWidget(Words(_about(item), "caption", "text_muted", wrap=True))
        column.addWidget(self.standing)
        advice = MISSED_ADVICE if self._missed else _ADVICE.get(item.state, "")
        if advice:
            column.addWidget(Words(advice, "caption", "due", wrap=True))
        column.addWidget(button_row(*self.buttons.values()))
        self.setAccessibleName(f"{item.subject}. {self.standing.text()}")


def _again_label(missed: tuple[str, ...]) -> str:
    if len(missed) == 1:
        return "Send to that address again"
    return f"Send to {counted(len(missed), 'address', 'addresses')} again"


def _about(item: OutboxItem) -> str:
    lock = ", locked with a password" if item.protected else ""
    return f"To {', '.join(item.recipients)} · {item.file_name}{lock}"
