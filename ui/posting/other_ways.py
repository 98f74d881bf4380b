"""What came of a draft, and the other ways to send a document."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.mail import Handed
from ui.widgets.buttons import Button, button_row
from ui.widgets.text import IconLabel, Words


class OtherWays(QWidget):
    """What the mail program did with the draft, and what to do where that was not right.

    With `removing`, its files can be taken off the laptop here.
    """

    def __init__(self, *, removing: bool = False) -> None:
        super().__init__()
        self._icon = IconLabel("mail", "primary")
        self._words = Words("", "table", wrap=True)
        self.link = Button("New message", "mail", small=True)
        self.folder = Button("Show the PDF’s folder", small=True)
        self.by_hand = Button("I have sent it", "check", small=True)
        self.remove = Button("Remove these files", "x", small=True)
        if not removing:
            self.remove.hide()
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self._icon)
        top.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(top)
        column.addWidget(button_row(self.link, self.folder, self.by_hand, self.remove))
        self.hide()

    def show_handed(self, handed: Handed | None) -> None:
        """Show what came of opening the draft; None hides it."""
        self.setVisible(handed is not None)
        if handed is None:
            return
        self._icon.set_icon(*(("mail", "primary") if handed.shown else ("triangle-alert", "due")))
        self._words.setText(handed.message)
        self.by_hand.setVisible(not handed.shown)
