"""Making a team: its name, the place where its files are to lie, and trying that place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field, line_with
from ui.widgets.form_dialog import FormDialog
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words

WORDS = (
    "Choose an empty place that everybody in the team can reach. What lies there is sealed: "
    "whoever looks after the place cannot read it."
)
FOLDER, S3, POSTGRES, WEBDAV = "folder", "s3", "postgresql", "webdav"
KINDS = (
    (FOLDER, "A folder that is kept in step, or a network share"),
    (WEBDAV, "WebDAV, such as Nextcloud"),
    (S3, "Object storage (S3)"),
    (POSTGRES, "A PostgreSQL database"),
)
FOLDER_WORDS = (
    "A new, empty folder in OneDrive, SharePoint, Google Drive or on a share. Everybody in the "
    "team has to be able to write in it."
)
ADDRESSES = {
    WEBDAV: "webdav+https://user@cloud.example.org/remote.php/dav/files/user/Team",
    S3: "s3://bucket/team?endpoint=https://objects.example.org",
    POSTGRES: "postgresql://user@db.example.org:5432/team?sslmode=verify-full",
}
SECRETS = {
    WEBDAV: ("Password", "an app password, where the server has them"),
    S3: ("Keys", "the access key, a colon, and the secret key"),
    POSTGRES: ("Password", "of the user in the address"),
}
TRYING = "Trying the place …"
MAKING = "Making the team …"
WORKS = "The place works: a file was written there, read back and taken away."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was filled in."""

    name: str
    url: str
    secret: str = field(repr=False)


class MakeTeamDialog(FormDialog):
    """`try_asked` is emitted by the button, once the fields can be taken, through `on_try`."""

    def __init__(self) -> None:
        super().__init__("Make a team", "Make the team", WORDS, icon="users", ems=40)
        self.name = QLineEdit()
        self.kind = Choice(KINDS, "Where its files lie")
        self.folder = QLineEdit()
        self.choose = Button("Choose folder")
        self.address = QLineEdit()
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.try_it = Button("Try it", "refresh-cw")
        self._name = Field("Name of the team", self.name, "as its members know it")
        self._folder = Field("Folder", line_with(self.folder, self.choose, "Folder"))
        self._address = Field("Address", self.address)
        self._secret = Field("Secret", self.secret)
        self._advice = Words("", "caption", "text_muted", wrap=True)
        self._works = IconLine("circle-check", "done", WORKS, role="done", strong=True)
        self._busy = Words("", "table", "text_muted", wrap=True)
        self._fill()
        self._show_kind()

    @property
    def wanted(self) -> Wanted:
        """What was filled in, with the address of the place."""
        secret = "" if self.kind.value == FOLDER else self.secret.text()
        return Wanted(self.name.text().strip(), self._url, secret)

    def check(self) -> bool:
        """Whether there is a name and a place."""
        named = bool(self.name.text().strip())
        self._name.set_error("" if named else "Give the team a name.")
        return self.check_place() and named

    def check_place(self) -> bool:
        """Whether there is a place to try."""
        self.message.set_sentence("")
        self._works.hide()
        is_folder = self.kind.value == FOLDER
        whole = Path(self.folder.text().strip()).expanduser().is_absolute()
        self._folder.set_error("Choose a folder." if is_folder and not whole else "")
        missing = not is_folder and not self.address.text().strip()
        self._address.set_error("Type the address." if missing else "")
        self.refit()
        return whole if is_folder else not missing

    def show_busy(self, *, busy: bool) -> None:
        """Keep the buttons from being pressed twice while the place is worked with."""
        super().show_busy(busy=busy)
        self.try_it.setEnabled(not busy)
        self._form.setEnabled(not busy)
        if not busy:
            self._busy.hide()

    def show_work(self, words: str) -> None:
        """Say what is being done with the place, which may take half a minute."""
        self.show_busy(busy=True)
        self._busy.setText(words)
        self._busy.show()
        announce(self, words)
        self.refit()

    def show_works(self) -> None:
        """Say that the place was tried and works."""
        self.show_busy(busy=False)
        self._works.show()
        announce(self, WORKS)
        self.refit()
        self.main.setFocus()

    @property
    def _url(self) -> str:
        if self.kind.value == FOLDER:
            return Path(self.folder.text().strip()).expanduser().as_uri()
        return self.address.text().strip()

    def _fill(self) -> None:
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        where = Field("Where its files lie", self.kind)
        fields: tuple[QWidget, ...] = (self._name, where, self._folder)
        for part in (*fields, self._advice, self._address, self._secret):
            form.addWidget(part)
        below: tuple[QWidget, ...] = (self._form, self._works, self._busy)
        for part in below:
            self.column.addWidget(part)
        self.foot.insertWidget(0, self.try_it)
        self._works.hide()
        self._busy.hide()
        self.kind.chosen.connect(self._show_kind)
        self.choose.clicked.connect(self._choose)
        self.name.setFocus()

    def _show_kind(self, _kind: str = "") -> None:
        kind = self.kind.value
        is_folder = kind == FOLDER
        self._folder.setVisible(is_folder)
        self._address.setVisible(not is_folder)
        self._secret.setVisible(not is_folder)
        self._works.hide()
        self._advice.setText(FOLDER_WORDS if is_folder else f"As in {ADDRESSES[kind]}")
        if not is_folder:
            label, hint = SECRETS[kind]
            self._secret.label.setText(label)
            self.secret.setAccessibleName(label)
            self.secret.setAccessibleDescription(hint)
            self.secret.setPlaceholderText(hint)
        self.refit()

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "The team’s folder", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._folder.set_error("")
            self.try_it.setFocus()
