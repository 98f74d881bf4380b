"""Last time's answer beside a question that is asked again, with a press to use it again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.usecases.last_time import LastAnswer
from ui.widgets.buttons import Button
from ui.widgets.text import IconLabel, Words, tip
from ui.widgets.typed_dates import show_date

_LONGEST = 220  # letters that are shown; the side panel has the whole


class LastTimeLine(QWidget):
    """One line under a carried-forward question. `use_asked(value)` is the wish to use it again."""

    use_asked = Signal(str)

    def __init__(self, last: LastAnswer) -> None:
        super().__init__()
        self._last = last
        said = " ".join(last.words.split())
        shown = f"{said[:_LONGEST].rstrip()}…" if len(said) > _LONGEST else said
        self.words = Words(
            f"Last time, {show_date(last.on)}: {shown}", "caption", "text_muted", wrap=True
        )
        self.words.setToolTip(tip(last.title))
        self.use = Button("Use again", "copy", "text", small=True)
        self.use.setAccessibleDescription(f"Puts in the answer of {show_date(last.on)}: {shown}")
        self.use.clicked.connect(lambda: self.use_asked.emit(last.value))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("history", "text_muted"))
        row.addWidget(self.words, 1)
        row.addWidget(self.use)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_answer(self, value: str, *, locked: bool) -> None:
        """Offer to use it again only where that would change something."""
        self.use.setVisible(not locked and value != self._last.value)
