"""What every editor of a question is: it shows a value and tells when the person changed it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.definition import LiveChoice


class QuestionEditor(QWidget):
    """Edits one answer. `answered` carries the value as the form keeps it, blank for none.

    `misread` carries a sentence where what was typed cannot be understood, blank once it can;
    `left` says that the keyboard went elsewhere. Subclasses put what they are made of into
    `column` and have the keyboard go to it (`setFocusProxy`).
    """

    answered = Signal(str)
    misread = Signal(str)
    left = Signal()

    wants_width = True
    """Whether it takes the whole width of a card; chips and short fields stand side by side."""

    is_typed = False
    """Whether it is answered letter by letter: such answers are undone in runs."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_value(self, value: str) -> None:
        """Show `value` without telling anybody."""
        raise NotImplementedError

    def show_choices(self, choices: Sequence[LiveChoice]) -> None:
        """Offer other choices."""

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark it, or not, as holding what cannot stay."""

    def set_remark(self, words: str) -> None:
        """Have `words` read out with it, which stand beneath; blank for none."""

    def set_locked(self, *, locked: bool) -> None:
        """Take no answers, or take them again."""
        self.setEnabled(not locked)

    def place(self) -> int:
        """Where the cursor is in a text, 0 where there is none."""
        return 0

    def go_to(self, place: int) -> None:
        """Take the keyboard, with the cursor at `place` where there is one."""
        del place
        self.setFocus()
