"""The top three needs beside the profile, as they were agreed with the school."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.usecases.audit_profile import AuditProfile, NeedLine
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card, ScrollBody
from ui.widgets.text import IconLabel, Words, rule

NONE_YET = (
    "No needs yet. Agree up to three with the school: those where a change would help pupils most. "
    "Lower levels with evidence are a good place to look."
)


class NeedsCard(Card):
    """What was agreed to be needed, with the support offered."""

    change_asked = Signal()
    actions_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Top three needs")
        self._lines = ScrollBody("Needs")
        self._lines.column.setContentsMargins(0, 0, 0, 0)
        self._lines.column.setSpacing(8)
        self.change = Button("Change needs", "pencil")
        self.agree = Button("Agree actions", "plus")
        self.body.addWidget(Words("Agreed with the school.", "caption", "text_muted", wrap=True))
        self.body.addWidget(self._lines, 1)
        self.body.addWidget(rule())
        self.body.addWidget(button_row(self.change, self.agree))
        self.change.clicked.connect(self.change_asked)
        self.agree.clicked.connect(self.actions_asked)

    def show_profile(self, profile: AuditProfile) -> None:
        """Show the needs of `profile`."""
        column = self._lines.column
        while item := column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for number, need in enumerate(profile.needs, start=1):
            column.addWidget(rule())
            column.addWidget(_need(number, need))
        if not profile.needs:
            column.addWidget(Words(NONE_YET, "table", "text_muted", wrap=True))
        column.addStretch(1)
        self.change.setText("Change needs" if profile.needs else "Enter needs")


def _need(number: int, need: NeedLine) -> QWidget:
    badge = QLabel(str(number))
    badge.setProperty("kind", "step")
    badge.setProperty("state", "now")
    badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Words(need.title, "body", wrap=True, strong=True))
    if need.prompt:
        words.addWidget(Words(need.prompt, "table", "text_muted", wrap=True))
    for support in need.support:
        words.addLayout(_support(support))
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 4, 0, 4)
    row.setSpacing(10)
    row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return holder


def _support(words: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(6)
    line.addWidget(IconLabel("hand-helping", "primary"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words, "table", wrap=True), 1)
    return line
