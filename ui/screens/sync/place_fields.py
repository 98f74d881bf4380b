"""Where a team's files lie, as it is filled in: a folder, or an address and its secret."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field, line_with
from ui.widgets.text import Words

FOLDER, S3, POSTGRES, WEBDAV = "folder", "s3", "postgresql", "webdav"
KINDS = (
    (FOLDER, "A folder that is kept in step, or a network share"),
    (WEBDAV, "WebDAV, such as Nextcloud"),
    (S3, "Object storage (S3)"),
    (POSTGRES, "A PostgreSQL database"),
)
FOLDER_WORDS = (
    "A folder of its own in OneDrive, SharePoint, Google Drive or on a share. Everybody in the "
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


class PlaceFields(QWidget):
    """`changed` follows when other fields are asked for, or another place is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind = Choice(KINDS, "Where its files lie")
        self.folder = QLineEdit()
        self.choose = Button("Choose folder")
        self.address = QLineEdit()
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._folder = Field("Folder", line_with(self.folder, self.choose, "Folder"))
        self._address = Field("Address", self.address)
        self._secret = Field("Secret", self.secret)
        self._advice = Words("", "caption", "text_muted", wrap=True)
        self._fill()
        self.show_kind()

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.kind.value == FOLDER

    @property
    def url(self) -> str:
        """The address of the place."""
        if self.is_folder:
            return Path(self.folder.text().strip()).expanduser().as_uri()
        return self.address.text().strip()

    @property
    def store_secret(self) -> str:
        """What lets one in there; blank for a folder."""
        return "" if self.is_folder else self.secret.text()

    def check(self) -> bool:
        """Whether a place is named; what is missing is said at its field."""
        whole = Path(self.folder.text().strip()).expanduser().is_absolute()
        missing = not self.address.text().strip()
        self._folder.set_error("" if whole or not self.is_folder else "Choose a folder.")
        self._address.set_error("Type the address." if missing and not self.is_folder else "")
        return whole if self.is_folder else not missing

    def show_kind(self, _kind: str = "") -> None:
        """Ask for what the kind of place needs."""
        kind = self.kind.value
        self._folder.setVisible(self.is_folder)
        self._address.setVisible(not self.is_folder)
        self._secret.setVisible(not self.is_folder)
        self._advice.setText(FOLDER_WORDS if self.is_folder else f"As in {ADDRESSES[kind]}")
        if not self.is_folder:
            label, hint = SECRETS[kind]
            self._secret.label.setText(label)
            self.secret.setAccessibleName(label)
            self.secret.setAccessibleDescription(hint)
            self.secret.setPlaceholderText(hint)
        self.changed.emit()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        where = Field("Where its files lie", self.kind)
        fields: tuple[QWidget, ...] = (where, self._folder, self._advice)
        for part in (*fields, self._address, self._secret):
            column.addWidget(part)
        self.kind.chosen.connect(self.show_kind)
        self.choose.clicked.connect(self._choose)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "The team’s folder", self.folder.text())
        if chosen:
            self.folder.setText(chosen)
            self._folder.set_error("")
            self.changed.emit()
