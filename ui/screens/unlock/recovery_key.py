"""The recovery key, shown once: to be copied, saved or printed, and then shown to be kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit

from ui.screens.unlock.page import DoorPage
from ui.widgets.buttons import Button, button_row
from ui.widgets.field import Field
from ui.widgets.text import Words

FILE_NAME = "Visitbook recovery key.txt"
_NOT_KEPT = "That is not the end of the key. Look at what you kept, and type its last part."


class RecoveryKeyPage(DoorPage):
    """Shows the key; `kept` is emitted once its last part was typed from where it was kept."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Keep this recovery key",
            "It opens your records if you forget the passphrase. It is shown this once only. "
            "Keep it away from this laptop: on paper, or where your organisation keeps keys.",
        )
        self._key = ""
        self.shown = Words("", "section", "on_soft", wrap=True)
        self.copy = Button("Copy", "copy")
        self.save = Button("Save to a file", "save")
        self.print_key = Button("Print", "file-text")
        self.last_part = QLineEdit()
        self.go_on = Button("I have kept it", "check", "main")
        self._check_field = Field("Type the last part of the key", self.last_part, "from your copy")
        self._fill()
        self._connect()

    def show_key(self, key: str) -> None:
        """Show `key`, parts joined by hyphens; forgets what was typed before."""
        self._key = key
        self.shown.setText(key)
        self.shown.setAccessibleName(f"Recovery key: {key}")
        self.last_part.clear()
        self.copy.setFocus()

    def _fill(self) -> None:
        self.shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.column.addWidget(self.shown)
        self.column.addWidget(button_row(self.copy, self.save, self.print_key))
        self.column.addWidget(self._check_field)
        self.foot.addWidget(self.go_on)
        self.foot.addStretch(1)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.print_key.clicked.connect(self._print)
        self.last_part.returnPressed.connect(self._go_on)
        self.go_on.clicked.connect(self._go_on)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._key)

    def _save(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save the recovery key", FILE_NAME)
        if chosen:
            self._save_to(Path(chosen))

    def _save_to(self, path: Path) -> None:
        try:
            path.write_text(f"{_sheet(self._key)}\n", encoding="utf-8")
        except OSError:
            self.show_error("The file could not be written there. Choose another folder.")
        else:
            self.show_error("")

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            QTextDocument(_sheet(self._key)).print_(printer)

    def _go_on(self) -> None:
        wanted = _plain(self._key.rpartition("-")[2])
        right = bool(wanted) and _plain(self.last_part.text()).endswith(wanted)
        self._check_field.set_error("" if right else _NOT_KEPT)
        if right:
            self.shown.clear()
            self._key = ""
            self.kept.emit()
        else:
            self.last_part.setFocus()


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _sheet(key: str) -> str:
    return (
        "Visitbook recovery key\n\n"
        f"{key}\n\n"
        "It opens the records on one laptop if its passphrase is forgotten.\n"
        "Keep it away from that laptop."
    )
