"""Joining a team: the invitation's file, and the code that is said aloud."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from app.errors import TeamStoreError
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.field import Field, line_with
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import Words

WORDS = (
    "Choose the file that you were sent and type the code that your team’s manager says. What is "
    "on this laptop stays, and is shared with the team; what the team has comes here."
)
KINDS = "Invitations (*.vbinvite);;All files (*)"
ELSEWHERE = (
    "If the team shares a folder, it may lie in another place on this laptop: choose it, then "
    "join again."
)
JOINING = "Opening the invitation …"


class JoinTeamDialog(FormDialog):
    """File and code; `path` and `typed` are what was filled in.

    Where the team's folder is not found as the invitation says, it asks where it is here: a folder
    that is kept in step lies in another place on every laptop.
    """

    def __init__(self) -> None:
        super().__init__("Join a team", "Join", WORDS, icon="users", ems=38)
        self.line = QLineEdit()
        self.choose = Button("Choose file")
        self.code = QLineEdit()
        self.code.setPlaceholderText("7K3M-0QXA-9T4C")
        self._file = Field("Invitation", line_with(self.line, self.choose, "Invitation"))
        self._code = Field("Code", self.code, "Three groups of four, as you hear them")
        self.folder = QLineEdit()
        self.choose_folder = Button("Choose folder")
        line = line_with(self.folder, self.choose_folder, "The team’s folder on this laptop")
        self._folder = Field("The team’s folder on this laptop", line)
        self._busy = Words("", "table", "text_muted", wrap=True)
        self._fill()

    @property
    def path(self) -> Path:
        """The invitation's file."""
        return Path(self.line.text().strip()).expanduser()

    @property
    def typed(self) -> str:
        """The code as it was typed."""
        return self.code.text()

    @property
    def url(self) -> str:
        """Where the team's folder is here; blank for where the invitation says."""
        typed = self.folder.text().strip()
        folder = Path(typed).expanduser()
        return folder.as_uri() if typed and folder.is_absolute() else ""

    def show_failure(self, error: Exception) -> None:
        """Where the team's files were not found, ask where they are on this laptop."""
        if isinstance(error, TeamStoreError):
            self._folder.show()
            self.choose_folder.setFocus()
            super().show_error(f"{error} {ELSEWHERE}")
            return
        super().show_failure(error)

    def check(self) -> bool:
        """Whether there is a file and a code."""
        file, code = bool(self.line.text().strip()), bool(self.typed.strip())
        self._file.set_error("" if file else "Choose the file that you were sent.")
        self._code.set_error("" if code else "Type the code that your manager says.")
        return file and code

    def show_busy(self, *, busy: bool) -> None:
        """Keep everything as it is while the invitation is opened."""
        super().show_busy(busy=busy)
        for field in (self._file, self._code, self._folder):
            field.setEnabled(not busy)
        self._busy.setText(JOINING if busy else "")
        self._busy.setVisible(busy)
        if busy:
            announce(self, JOINING)
        self.refit()

    def _fill(self) -> None:
        parts: tuple[QWidget, ...] = (self._file, self._code, self._folder, self._busy)
        for part in parts:
            self.column.addWidget(part)
        self._folder.hide()
        self.choose_folder.clicked.connect(self._choose_folder)
        self._busy.hide()
        self.choose.clicked.connect(self._choose)

    def _choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Join a team", "", KINDS)
        if chosen:
            self.line.setText(chosen)
            self._file.set_error("")
            self.code.setFocus()

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "The team’s folder", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self.main.setFocus()
