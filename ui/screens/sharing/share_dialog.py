"""Writing a record into a file for a colleague, and the code to say aloud."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.saving_dialog import SavingDialog
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.sharing import Shared

WORDS = (
    "Your colleague opens the file in Visitbook, fills in sections, and shares the record back. "
    "Nothing collides: what you both enter in one place is kept. Your private notes stay here."
)
SAY = "Say this code to your colleague; it is not in the file. It is shown this once only."
KINDS = "Shared record (*.visitbook)"


class ShareDialog(SavingDialog):
    """Asks where the file goes, then shows the code. `path` is what stands in the line."""

    def __init__(self) -> None:
        hint = "E-mail it, or put it on a memory stick"
        super().__init__(
            "Share with a colleague", "Save file", WORDS, hint=hint, kinds=KINDS, ems=34
        )
        self.code = Words("", "display", strong=True)
        self.held = Words("", "body", "text_muted", wrap=True)
        self._copy = Button("Copy the code", "copy", small=True)
        self._shown = QWidget()
        self._build_code()
        self.column.addWidget(self.place)
        self.column.addWidget(self._shown)
        self._shown.hide()
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.code.text()))
        self.main.setEnabled(False)

    def suggest(self, path: Path) -> None:
        """Offer a place for the file."""
        self.line.setText(str(path))
        self.main.setEnabled(True)
        self.main.setFocus()

    def check(self) -> bool:
        """Whether it is a whole path; once the code is shown there is nothing more to do."""
        right = self.path.is_absolute()
        self.field.set_error("" if right else "Give the whole path, or choose a place.")
        return right

    def show_shared(self, shared: Shared) -> None:
        """Show the code that opens the file; the dialog has then only to be closed."""
        self.code.setText(shared.code)
        self.code.setAccessibleName(f"Code: {' '.join(shared.code)}")
        self.held.setText(f"Saved as {shared.path.name}: {shared.holds}. {shared.remark}".strip())
        self.words.setText("The file is ready. Without the code nobody can read it.")
        self.place.hide()
        self.choose.hide()
        self.main.hide()
        self._shown.show()
        self.cancel.setText("Close")
        self.cancel.setFocus()
        announce(self, f"Code: {' '.join(shared.code)}. {SAY}")
        self.refit()

    def _build_code(self) -> None:
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.code)
        column.addWidget(Words(SAY, "body", wrap=True, strong=True))
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.held)
