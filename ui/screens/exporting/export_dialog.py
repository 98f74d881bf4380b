"""Choosing which finished records leave, as what, and where to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.saving_dialog import SavingDialog
from ui.widgets.text import Words

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


class ExportDialog(SavingDialog):
    """Which records, which format, which file. `asked` once they fit."""

    def __init__(self, formats: Mapping[str, str], records: tuple[str, ...]) -> None:
        super().__init__("Export", "Save", WORDS, ems=36)
        self._records = records
        count = len(records)
        which = [(ONE, "One record"), (ALL, f"All {count} finished records that are listed")]
        self.which = Choice(which[: 2 if count > 1 else 1], "Records")
        self.kind = Choice(list(formats.items()), "Format")
        self._hint = Words("", "caption", "text_muted", wrap=True)
        for part in (Field("Records", self.which), Field("Format", self.kind), self._hint):
            self.column.addWidget(part)
        self.column.addWidget(self.place)
        self._show_hint(self.kind.value)
        self.kind.chosen.connect(self._show_hint)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of those that were chosen."""
        return self._records if self.which.value == ALL else self._records[:1]

    def suggest(self, path: Path) -> None:
        """Offer a place, whose name tells which record it is where one was chosen."""
        if self.which.value == ONE:
            self.which.setItemText(0, f"Record {path.stem}")
        self.line.setText(str(path))
        self.show_busy(busy=False)

    def check(self) -> bool:
        """Whether it is a whole path."""
        right = self.path.is_absolute() and bool(self.path.suffix)
        self.field.set_error("" if right else "Give the whole path of a file, or choose one.")
        return right

    def _show_hint(self, kind: str) -> None:
        self._hint.setText(_HINTS.get(kind, ""))
        self.kind.setAccessibleDescription(self._hint.text())
        self.refit()
