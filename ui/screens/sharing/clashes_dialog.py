"""Choosing between what two people entered in the same places of one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.screens.sharing.clash_list import ClashList
from ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from app.usecases.clashes import ClashLine

WORDS = (
    "You and a colleague filled these in without seeing each other’s words. The later words are "
    "shown in the record until one of you chooses; nothing is lost before that."
)
NONE = "There is no place in this record that two people filled in differently."


class ClashesDialog(FormDialog):
    """The places, with buttons to choose; closed once all are looked at."""

    def __init__(self) -> None:
        super().__init__("Filled in by two people", "Done", WORDS, icon="check", ems=38)
        self.clashes = ClashList()
        self.column.addWidget(self.clashes)
        self.cancel.hide()
        self.asked.connect(self.accept)

    def show_lines(self, lines: Sequence[ClashLine]) -> None:
        """Show these places."""
        self.clashes.show_lines(lines)
        if not lines:
            self.words.setText(NONE)
        self.refit()
