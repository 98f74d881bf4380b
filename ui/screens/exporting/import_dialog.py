"""Choosing a record's XML and the school it is about; what could not be taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit

from app.domain.counting import counted
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.taking_in import TakenIn

WORDS = (
    "A record that was exported as OpenRosa XML becomes a draft of one of your schools. "
    "Photos are taken in where they lie beside the XML."
)
_MOST_LISTED = 30


class ImportDialog(FormDialog):
    """File and school. `asked` once both are there; `open_asked` goes to the draft."""

    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Import a record’s XML", "Import", WORDS, icon="file-down", ems=36)
        self.line = QLineEdit()
        self.school = Choice((), "School")
        self.go_on = Button("Open the draft", "arrow-right", "main")
        self._file = Field("File", self.line)
        self._school = Field("School", self.school)
        self._choose_button = Button("Choose …")
        self.column.addWidget(side_by_side(self._file, stretches=(1,)))
        self.column.addWidget(self._school)
        self.foot.insertWidget(0, self._choose_button)
        self.foot.addWidget(self.go_on)
        self.go_on.hide()
        self.go_on.clicked.connect(self.open_asked)
        self._choose_button.clicked.connect(self._choose)

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.line.text().strip()).expanduser()

    @property
    def urn(self) -> int:
        """The school, 0 before one is chosen."""
        return int(self.school.value or 0)

    def offer(self, schools: Sequence[tuple[str, str]]) -> None:
        """Offer one's own schools."""
        self.school.set_options(schools)

    def check(self) -> bool:
        """Whether there is a file and a school."""
        self._file.set_error("" if self.line.text().strip() else "Choose the XML file.")
        self._school.set_error("" if self.urn else "Choose the school.")
        return bool(self.line.text().strip() and self.urn)

    def show_taken(self, taken: TakenIn) -> None:
        """Say what came, and list by question what did not."""
        answers = counted(taken.answers, "answer")
        photos = f" and {counted(taken.photos, 'photo')}" if taken.photos else ""
        self.words.setText(f"{taken.record.title} is a draft now, with {answers}{photos}.")
        for part in (self._file, self._school, self._choose_button, self.main):
            part.hide()
        if taken.left_out:
            self._add_line("What could not be taken in", strong=True)
        for each in taken.left_out[:_MOST_LISTED]:
            self._add_line(str(each))
        if len(taken.left_out) > _MOST_LISTED:
            self._add_line(f"and {len(taken.left_out) - _MOST_LISTED} more.")
        self.cancel.setText("Close")
        self.go_on.show()
        self.go_on.setFocus()
        self.refit()

    def _add_line(self, text: str, *, strong: bool = False) -> None:
        line = Words(text, "table", wrap=True, strong=strong)
        self.column.addWidget(line)
        line.show()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Import a record’s XML", "", "Record (*.xml)"
        )
        if chosen:
            self.line.setText(chosen)
