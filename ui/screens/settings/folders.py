"""Where things are: the folder for PDFs and drafts, the safety copies, and the data itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from app.settings import EXPORT_FOLDER
from app.usecases.mail import show_folder
from app.usecases.own_settings import SettingsView, choose_export_folder, usual_export_folder
from app.usecases.safety_copies import make_copy
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.parts import App

MOST_COPIES = 4  # shown; all that are kept are in the folder
COPIES = (
    "An encrypted copy of everything is made on the first start of each day; fourteen are kept. "
    "They open with your passphrase."
)
GOING_BACK = (
    "To go back to one, close Visitbook and type this command; it asks for your passphrase, and "
    "what was there is kept aside, never deleted:"
)
COMMAND = "visitbook restore"
NOT_CHOSEN = "Not chosen yet: you are asked when you save the first PDF."
ELSEWHERE = "Visitbook copy"


class FolderCard(Card):
    """Where PDFs and drafts go. `changed` says that another folder was chosen."""

    changed = Signal()
    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("PDFs and e-mail drafts")
        self._app = app
        self._lanes = lanes
        self._folder: Path | None = None
        self.where = Words("", "table", wrap=True)
        self.choose = Button("Choose a folder", small=True)
        self.show_it = Button("Show folder", small=True)
        self.body.addWidget(self.where)
        self.body.addWidget(Words(EXPORT_FOLDER.meaning, "caption", "text_muted", wrap=True))
        self.body.addWidget(button_row(self.choose, self.show_it))
        self.body.addStretch(1)
        self.choose.clicked.connect(self._choose)
        self.show_it.clicked.connect(self._show)

    def show_view(self, view: SettingsView) -> None:
        """Show the folder that is kept."""
        self._folder = view.export_folder
        self.where.setText(str(view.export_folder) if view.export_folder else NOT_CHOSEN)
        self.show_it.setEnabled(view.export_folder is not None)

    def take(self, folder: Path) -> None:
        """Keep `folder`, unless documents must not go there."""
        self._lanes.run(
            choose_export_folder,
            self._app,
            folder,
            done=lambda _folder: self.changed.emit(),
            failed=lambda error: self.told.emit("late", str(error), ()),
        )

    def _choose(self) -> None:
        start = self._folder or usual_export_folder().parent
        chosen = QFileDialog.getExistingDirectory(self, "Where PDFs go", str(start))
        if chosen:
            self.take(Path(chosen))

    def _show(self) -> None:
        if self._folder is not None:
            _open_folder(self._lanes, self._folder, self.told.emit)


class CopiesCard(Card):
    """The safety copies: the newest, one more now, and how to go back."""

    changed = Signal()
    told = Signal(str, str, tuple)

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Safety copies")
        self._app = app
        self._lanes = lanes
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.make = Button("Make one now", "save", small=True)
        self.elsewhere = Button("Copy to another place", small=True)
        self.command = Words(COMMAND, "table", strong=True)
        self._fill()
        self.make.clicked.connect(lambda _on=False: self.make_now())
        self.elsewhere.clicked.connect(self._choose)

    def show_view(self, view: SettingsView) -> None:
        """List the newest copies of `view`."""
        while item := self._lines.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for copy in view.copies[:MOST_COPIES]:
            self._lines.addWidget(IconLine("circle-check", "done", copy.made))
        more = len(view.copies) - MOST_COPIES
        if more > 0:
            self._lines.addWidget(Words(f"and {more} older", "caption", "text_muted"))
        if not view.copies:
            self._lines.addWidget(Words("None yet.", "table", "text_muted"))

    def make_now(self, target: Path | None = None) -> None:
        """Make a copy, in the data folder or in the new folder `target`."""
        self.make.setEnabled(False)
        task = self._lanes.slow(lambda _progress: make_copy(self._app, target))
        task.done.connect(self._made)
        task.failed.connect(lambda error: self.told.emit("late", str(error), ()))
        task.ended.connect(lambda: self.make.setEnabled(True))
        task.start()

    def _fill(self) -> None:
        self.command.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(Words(COPIES, "caption", "text_muted", wrap=True))
        self.body.addLayout(self._lines)
        self.body.addWidget(button_row(self.make, self.elsewhere))
        self.body.addWidget(Words(GOING_BACK, "caption", "text_muted", wrap=True))
        self.body.addWidget(self.command)
        self.body.addStretch(1)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where the copy goes")
        if chosen:
            self.make_now(Path(chosen) / f"{ELSEWHERE} {self._app.today().isoformat()}")

    def _made(self, place: Path) -> None:
        self.told.emit("done", f"A safety copy was made: {place.name}.", ())
        self.changed.emit()


class DataCard(Card):
    """Where the data lives, and whose work the program stands on."""

    told = Signal(str, str, tuple)

    def __init__(self, lanes: Lanes) -> None:
        super().__init__("About Visitbook")
        self._lanes = lanes
        self._folder = Path()
        self.where = Words("", "table", wrap=True)
        self.show_it = Button("Show data folder", small=True)
        self.body.addWidget(Words(f"Version {_version()}", "table"))
        self.body.addWidget(self.where)
        self.body.addWidget(button_row(self.show_it))
        for line in LICENCES:
            self.body.addWidget(Words(line, "caption", "text_muted", wrap=True))
        self.body.addStretch(1)
        self.show_it.clicked.connect(
            lambda: _open_folder(self._lanes, self._folder, self.told.emit)
        )

    def show_view(self, view: SettingsView) -> None:
        """Show where the data of `view` is."""
        self._folder = view.data_folder
        self.where.setText(f"Your data, encrypted, is in {view.data_folder}")


_REGISTER = (
    "School register: Get Information about Schools, Department for Education. Contains public "
    "sector information licensed under the Open Government Licence v3.0."
)
LICENCES = (
    "Visitbook is free software under the MIT licence.",
    "Typefaces: Source Sans 3, SIL Open Font License 1.1; DejaVu Sans, its own free licence.",
    "Icons: Lucide, ISC licence.",
    "Spelling: British English, from SCOWL by Kevin Atkinson, free licences of MIT and BSD kind.",
    _REGISTER,
)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("visitbook")
    except PackageNotFoundError:
        return "of a copy that was not installed"


def _open_folder(
    lanes: Lanes, folder: Path, tell: Callable[[str, str, tuple[Any, ...]], None]
) -> None:
    """Show `folder` in the system's own window for files, or say where it is."""

    def shown(done: bool) -> None:  # noqa: FBT001 - what the use case answers
        if not done:
            tell("info", f"The folder is {folder}.", ())

    task = lanes.slow(lambda _progress: show_folder(folder / "any"))
    task.done.connect(shown)
    task.start()
