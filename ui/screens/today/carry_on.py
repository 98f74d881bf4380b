"""The card that leads back to the record that was open when the program ended unexpectedly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.calendar import in_words
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.at_work import LeftOpen

WHY = "Visitbook was not closed as usual. What was shown as saved is here."


class CarryOnCard(Card):
    """Names the record; `asked(record_id)` wishes to go on at the question one was at."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("Carry on where you were", style="section")
        self.record = Words("", "body", wrap=True, strong=True)
        self.button = Button("Carry on", "arrow-right", "main")
        self._record_id = ""
        self.body.addWidget(self.record)
        self.body.addWidget(Words(WHY, "table", "text_muted", wrap=True))
        self.body.addWidget(button_row(self.button))
        self.button.clicked.connect(lambda: self.asked.emit(self._record_id))
        self.hide()

    def show_record(self, left: LeftOpen | None) -> None:
        """Offer a record, or nothing."""
        self.setVisible(left is not None)
        if left is not None:
            self._record_id = left.record_id
            self.record.setText(f"{left.title} · {left.school_name} · {in_words(left.on)}")
