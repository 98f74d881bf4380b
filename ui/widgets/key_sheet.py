"""A recovery key on screen: to be copied, saved or printed, and then shown to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, button_row
from ui.widgets.field import Field
from ui.widgets.text import Words


@dataclass(frozen=True, slots=True)
class KeyKind:
    """Which key it is, and the words beneath it on paper."""

    title: str
    words: str

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"{self.title}.txt"


OF_LAPTOP = KeyKind(
    "Visitbook recovery key",
    "It opens the records on one laptop if its passphrase is forgotten.\n"
    "Keep it away from that laptop.",
)
OF_TEAM = KeyKind(
    "Visitbook team recovery key",
    "It opens what a team has shared if none of its laptops is left.\n"
    "Keep it away from every laptop of the team.",
)
_NOT_KEPT = "That is not the end of the key. Look at what you kept, and type its last part."
_NOT_WRITTEN = "The file could not be written there. Choose another folder."


class KeySheet(QWidget):
    """Shows a key and asks for its last part. `failed` carries what went wrong, blank for nothing;
    `entered` is emitted on Enter in the line.
    """

    failed = Signal(str)
    entered = Signal()

    def __init__(self, kind: KeyKind = OF_LAPTOP) -> None:
        super().__init__()
        self._kind = kind
        self._key = ""
        self.shown = Words("", "section", "on_soft", wrap=True)
        self.copy = Button("Copy", "copy")
        self.save = Button("Save to a file", "save")
        self.print_key = Button("Print", "file-text")
        self.last_part = QLineEdit()
        self._field = Field("Type the last part of the key", self.last_part, "from your copy")
        self._build()
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.print_key.clicked.connect(self._print)
        self.last_part.returnPressed.connect(self.entered)

    def show_key(self, key: str) -> None:
        """Show `key`, parts joined by hyphens; forgets what was typed before."""
        self._key = key
        self.shown.setText(key)
        self.shown.setAccessibleName(f"Recovery key: {key}")
        self.last_part.clear()
        self.copy.setFocus()

    def check(self) -> bool:
        """Whether the last part was typed; where it was not, that is said."""
        wanted = _plain(self._key.rpartition("-")[2])
        right = bool(wanted) and _plain(self.last_part.text()).endswith(wanted)
        self._field.set_error("" if right else _NOT_KEPT)
        if not right:
            self.last_part.setFocus()
        return right

    def forget(self) -> None:
        """Take the key off the screen and out of memory."""
        self.shown.clear()
        self._key = ""

    def save_to(self, path: Path) -> None:
        """Write the key to a file of the person's choice."""
        try:
            path.touch(mode=0o600)  # nobody else on this computer needs to read it
            path.write_text(f"{self._sheet()}\n", encoding="utf-8")
        except OSError:
            self.failed.emit(_NOT_WRITTEN)
        else:
            self.failed.emit("")

    def _build(self) -> None:
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.shown)
        column.addWidget(button_row(self.copy, self.save, self.print_key))
        column.addWidget(self._field)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)

    def _save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Save the recovery key", str(Path.home() / self._kind.file_name)
        )
        if chosen:
            self.save_to(Path(chosen))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            QTextDocument(self._sheet()).print_(printer)

    def _sheet(self) -> str:
        return f"{self._kind.title}\n\n{self._key}\n\n{self._kind.words}"


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
