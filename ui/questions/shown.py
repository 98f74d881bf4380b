"""What is only shown: notes, worked-out values, and answers that this window cannot change."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.questions.editor import QuestionEditor
from ui.widgets.text import Words

_UNCHANGEABLE = "This kind of question can’t be answered in this window yet."


class NoteEditor(QuestionEditor):
    """Words to read; the label of the note says them all."""

    def show_value(self, value: str) -> None:
        """A note has no value to show."""


class ValueEditor(QuestionEditor):
    """A value that the form works out or that may not be changed, in words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.words = Words("", "body", wrap=True)
        self.words.setAccessibleName(name)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.words)

    def show_value(self, value: str) -> None:
        self.words.setText(value or "—")

    def set_locked(self, *, locked: bool) -> None:
        """It takes no answers anyway, and stays easy to read."""


class UnchangeableEditor(ValueEditor):
    """An answer of a kind that has no editor; it is shown, kept and said to be so."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.column.addWidget(Words(_UNCHANGEABLE, "caption", "text_muted", wrap=True))
