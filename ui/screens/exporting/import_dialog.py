"""Choosing records that come as XML and the school they are about; what could not be taken in."""

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
    from app.usecases.importing import Imported, RecordThere
    from app.usecases.taking_in import TakenIn

WORDS = (
    "A record that was exported as OpenRosa XML becomes a draft of one of your schools. "
    "Choose the ZIP file of an export, or an XML with its photos beside it."
)
ALL, OWN = "all", "own"
_MOST_LISTED = 30


class ImportDialog(FormDialog):
    """File, record and school. `asked` once all are there; `open_asked` goes to the drafts.

    `file_named` says that a file was named, whose records are then to be given to `show_records`.
    """

    file_named = Signal()
    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Import a record’s XML", "Import", WORDS, icon="file-down", ems=36)
        self.line = QLineEdit()
        self.which = Choice((), "Record")
        self.school = Choice((), "School")
        self.go_on = Button("Open the draft", "arrow-right", "main")
        self._file = Field("File", self.line)
        self._which = Field("Record", self.which)
        self._school = Field("School", self.school)
        self._choose_button = Button("Choose …")
        self._schools: tuple[tuple[str, str], ...] = ()
        self._records: tuple[RecordThere, ...] = ()
        self._looked: Path | None = None
        self._build_fields()

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self.line.text().strip()).expanduser()

    @property
    def urn(self) -> int:
        """The school, 0 for the one that each record names."""
        value = self.school.value
        return int(value) if value.isdecimal() else 0

    @property
    def names(self) -> tuple[str, ...]:
        """The records that were chosen by their names, none for all that are there."""
        return () if self.which.value in {"", ALL} else (self.which.value,)

    @property
    def is_known(self) -> bool:
        """Whether it is shown what the file holds that is named now."""
        return self._looked == self.path

    def offer(self, schools: Sequence[tuple[str, str]]) -> None:
        """Offer one's own schools."""
        self._schools = tuple(schools)
        self._offer_schools()

    def show_records(self, path: Path, records: Sequence[RecordThere]) -> None:
        """Offer the records of a file, where it has several, and the school that is theirs."""
        self._looked = path
        self._records = tuple(records)
        options = [(each.name, f"{each.name}: {each.title or each.why}") for each in records]
        whole = [(ALL, f"All {len(records)} records")] if len(records) > 1 else []
        self.which.clear()
        self.which.set_options([*whole, *options])
        self._which.setVisible(len(records) > 1)
        self._offer_schools()
        self.refit()
        if len(records) == 1 and records[0].why:
            self.show_error(records[0].why)

    def check(self) -> bool:
        """Whether there is a file and a school."""
        self._file.set_error("" if self.line.text().strip() else "Choose the file.")
        chosen = bool(self.school.value) or not self.is_known
        self._school.set_error("" if chosen else "Choose the school.")
        return bool(self.line.text().strip() and chosen)

    def show_taken(self, made: Imported) -> None:
        """Say what came, and list by question what did not."""
        several = len(made.taken) != 1 or bool(made.refused)
        if several:
            self._show_several(made)
        else:
            self.words.setText(f"{_came(made.taken[0])}.")
            self._list(list(map(str, made.taken[0].left_out)))
        for part in (self._file, self._which, self._school, self._choose_button, self.main):
            part.hide()
        self.cancel.setText("Close")
        self.go_on.setText("Show the records" if several else "Open the draft")
        self.go_on.show()
        self.go_on.setFocus()
        self.refit()

    def _build_fields(self) -> None:
        self.column.addWidget(side_by_side(self._file, stretches=(1,)))
        self.column.addWidget(self._which)
        self.column.addWidget(self._school)
        self._which.hide()
        self.foot.insertWidget(0, self._choose_button)
        self.foot.addWidget(self.go_on)
        self.go_on.hide()
        self.go_on.clicked.connect(self.open_asked)
        self.which.chosen.connect(self._offer_schools)
        self._choose_button.clicked.connect(self._choose)
        self.line.editingFinished.connect(self._tell_named)

    def _offer_schools(self) -> None:
        """Offer the schools, the record's own one chosen where it is known."""
        chosen = [each for each in self._records if each.name in self.names or not self.names]
        own = {each.urn for each in chosen if not each.why}
        first = [("", "Choose a school")]
        if len(own) > 1 and 0 not in own:
            first = [(OWN, "The school that each record names")]
        before = self.school.value
        self.school.clear()
        self.school.set_options([*first, *self._schools])
        kept = before if before in dict(self._schools) else first[0][0]
        self.school.set_value(str(own.pop()) if len(own) == 1 and 0 not in own else kept)

    def _show_several(self, made: Imported) -> None:
        self.words.setText(f"{counted(len(made.taken), 'record')} became drafts.")
        for taken in made.taken[:_MOST_LISTED]:
            self._add_line(f"{_came(taken)}.")
        left_out = [f"{t.record.title}, {each}" for t in made.taken for each in t.left_out]
        self._list([*map(str, made.refused), *left_out])

    def _list(self, left_out: Sequence[str]) -> None:
        if left_out:
            self._add_line("What could not be taken in", strong=True)
        for each in left_out[:_MOST_LISTED]:
            self._add_line(each)
        if len(left_out) > _MOST_LISTED:
            self._add_line(f"and {len(left_out) - _MOST_LISTED} more.")

    def _add_line(self, text: str, *, strong: bool = False) -> None:
        line = Words(text, "table", wrap=True, strong=strong)
        self.column.addWidget(line)
        line.show()

    def _tell_named(self) -> None:
        if self.line.text().strip() and not self.is_known:
            self.file_named.emit()

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Import a record’s XML", "", "Records (*.xml *.zip)"
        )
        if chosen:
            self.line.setText(chosen)
            self._tell_named()


def _came(taken: TakenIn) -> str:
    answers = counted(taken.answers, "answer")
    photos = f" and {counted(taken.photos, 'photo')}" if taken.photos else ""
    record = taken.record
    return f"{record.title} ({record.reference}) is a draft now, with {answers}{photos}"
