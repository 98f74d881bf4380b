"""Choosing which finished records leave, as what, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side

WORDS = (
    "Everything you have entered is yours to take. Private notes stay here, and numbers of pupils "
    "under 6 are written as in papers. Anyone who can open the file can read it."
)
_HINTS = {
    "xlsx": "A sheet for the records, and one for each repeat and panel",
    "csv": "The same as text files, in one ZIP file",
    "xml": "As ODK, KoboToolbox and SurveyCTO keep records, with the photos, in one ZIP file",
}
ONE, ALL = "one", "all"


class ExportDialog(FormDialog):
    """Which records, which format, which file. `asked` once they fit."""

    def __init__(self, formats: Mapping[str, str], records: tuple[str, ...]) -> None:
        super().__init__("Export", "Save", WORDS, icon="save", ems=36)
        self._records = records
        count = len(records)
        which = [(ONE, "One record"), (ALL, f"All {count} finished records that are listed")]
        self.which = Choice(which[: 2 if count > 1 else 1], "Records")
        self.kind = Choice(list(formats.items()), "Format")
        self.line = QLineEdit()
        self._file = Field("File", self.line)
        self._kind = Field("Format", self.kind)
        choose = Button("Choose …")
        for field in (Field("Records", self.which), self._kind):
            self.column.addWidget(field)
        self.column.addWidget(side_by_side(self._file, stretches=(1,)))
        self.foot.insertWidget(0, choose)
        choose.clicked.connect(self._choose)
        self._show_hint(self.kind.value)
        self.kind.chosen.connect(self._show_hint)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of those that were chosen."""
        return self._records if self.which.value == ALL else self._records[:1]

    @property
    def path(self) -> Path:
        """Where they go."""
        return Path(self.line.text().strip()).expanduser()

    def suggest(self, path: Path) -> None:
        """Offer a place, whose name tells which record it is where one was chosen."""
        if self.which.value == ONE:
            self.which.setItemText(0, f"Record {path.stem}")
        self.line.setText(str(path))
        self.show_busy(busy=False)

    def check(self) -> bool:
        """Whether it is a whole path."""
        right = self.path.is_absolute() and bool(self.path.suffix)
        self._file.set_error("" if right else "Give the whole path of a file, or choose one.")
        return right

    def _show_hint(self, kind: str) -> None:
        self._kind.caption.setText(_HINTS.get(kind, ""))

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, "Export", self.line.text())
        if chosen:
            self.line.setText(chosen)
