"""A small window that ends in a file: where it goes, and asking before one is written over."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.errors import FileThereError
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.field import Field, FieldMessage
from ui.widgets.form_dialog import FormDialog, side_by_side


class SavingDialog(FormDialog):
    """Put `place` where it belongs in `column`; hand `path` and `replaces` to whoever writes."""

    def __init__(
        self, title: str, main: str, words: str, *, hint: str = "", kinds: str = "", ems: float
    ) -> None:
        super().__init__(title, main, words, icon="save", ems=ems)
        self._kinds = kinds
        self._agreed: Path | None = None
        self.line = QLineEdit()
        self.field = Field("File", self.line, hint)
        self.choose = Button("Choose …")
        self.there = FieldMessage()
        self.replace = Button("Replace it", "refresh-cw", small=True)
        self._replace_row = QWidget()
        self.place = side_by_side(self.field, stretches=(1,))
        self._build_place()
        self.choose.clicked.connect(self._choose)
        self.replace.clicked.connect(self._agree)
        self.line.textChanged.connect(self._forget)

    @property
    def path(self) -> Path:
        """Where the file goes."""
        return Path(self.line.text().strip()).expanduser()

    @property
    def replaces(self) -> bool:
        """Whether the person said that the file which is there may be written over."""
        return self.path == self._agreed

    def show_failure(self, error: Exception) -> None:
        """Ask where a file is there already; the rest is said as ever."""
        if not isinstance(error, FileThereError):
            super().show_failure(error)
            return
        self.show_busy(busy=False)
        sentence = f"{self.path.name} is there already."
        self.there.set_sentence(sentence, "due")
        self._replace_row.show()
        self.refit()
        self.scroll_to(self._replace_row)
        self.replace.setFocus()
        announce(self, f"{sentence} Replace it, or give another name.", urgent=True)

    def _build_place(self) -> None:
        row = QHBoxLayout(self._replace_row)
        row.setContentsMargins(0, 4, 0, 0)
        row.addWidget(self.there, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignVCenter)
        self._replace_row.hide()
        layout = self.place.layout()
        assert layout is not None
        layout.addWidget(self._replace_row)
        self.foot.insertWidget(0, self.choose)

    def _agree(self) -> None:
        self._agreed = self.path
        self._replace_row.hide()
        self.ask()

    def _forget(self) -> None:
        self._replace_row.hide()

    def _choose(self) -> None:
        """The system's own dialog asks before it gives back a file that is there."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.windowTitle(), self.line.text(), self._kinds
        )
        if chosen:
            self.line.setText(chosen)
            self._agreed = self.path
            self.show_busy(busy=False)
