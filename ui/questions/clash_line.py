"""What somebody else entered in the same place, beneath the question, with a press to choose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.buttons import Button
from ui.widgets.text import IconLabel, Words


class ClashLine(QWidget):
    """One line under a question that two people answered; `choose` is done by its button."""

    def __init__(self, choose: Callable[[], object]) -> None:
        super().__init__()
        self.words = Words("", "caption", "clash", wrap=True)
        self.choose = Button("Choose …", "git-compare", "text", small=True)
        self.choose.clicked.connect(lambda _on: choose())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconLabel("git-compare", "clash"))
        row.addWidget(self.words, 1)
        row.addWidget(self.choose)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_words(self, words: str) -> None:
        """Say what else was entered."""
        self.words.setText(words)
        self.choose.setAccessibleDescription(words)
