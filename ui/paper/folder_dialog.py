"""Asking where PDFs and e-mail drafts go, the first time one is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.usecases.own_settings import choose_export_folder, usual_export_folder
from ui.tasks import Lanes
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side

if TYPE_CHECKING:
    from app.parts import App

WORDS = (
    "Choose a folder for PDFs and e-mail drafts. They are not encrypted: anyone who can open the "
    "folder can read them. Visitbook offers to remove them once they are handed over."
)


class FolderDialog(FormDialog):
    """Asks for a folder, with one suggested; `folder` is what stands in the line."""

    def __init__(self, suggested: Path) -> None:
        super().__init__("Where PDFs go", "Use this folder", WORDS, icon="check")
        self.line = QLineEdit(str(suggested))
        self.field = Field("Folder", self.line)
        choose = Button("Choose …")
        choose.clicked.connect(self._choose)
        self.column.addWidget(side_by_side(self.field, stretches=(1,)))
        self.foot.insertWidget(0, choose)

    @property
    def folder(self) -> Path:
        """The folder that was chosen."""
        return Path(self.line.text().strip()).expanduser()

    def check(self) -> bool:
        """Whether it is a whole path."""
        right = self.folder.is_absolute()
        self.field.set_error("" if right else "Give the whole path, or choose a folder.")
        return right

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where PDFs go", str(self.folder.parent))
        if chosen:
            self.line.setText(chosen)


def with_folder(
    app: App, lanes: Lanes, over: QWidget, folder: Path | None, act: Callable[[Path], None]
) -> None:
    """Do `act` with the folder for documents, asked for over `over` where none is chosen yet."""
    if folder is not None:
        act(folder)
        return
    dialog = FolderDialog(usual_export_folder())

    def chosen(named: Path) -> None:
        dialog.accept()
        act(named)

    def ask() -> None:
        lanes.run(
            choose_export_folder,
            app,
            dialog.folder,
            done=chosen,
            failed=lambda error: dialog.show_error(str(error)),
        )

    dialog.asked.connect(ask)
    dialog.open_over(over)
