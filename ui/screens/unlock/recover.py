"""Coming back in with the recovery key, and choosing a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.screens.unlock.page import DoorPage
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.new_passphrase import NewPassphrase


class RecoverPage(DoorPage):
    """Asks for the recovery key and a new passphrase."""

    recover_asked = Signal(str, str)
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Use the recovery key",
            "Type the key that you kept when you set up Visitbook, and choose a new passphrase. "
            "Your records stay as they are.",
        )
        self.key = QLineEdit()
        self.passphrase = NewPassphrase()
        self.recover = Button("Open my records", "arrow-right", "main")
        self.back = Button("Back", "arrow-left", "text")
        self._key_field = Field("Recovery key", self.key)
        self._fill()
        self.recover.clicked.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.back.clicked.connect(self.back_asked)

    def show_wrong(self, sentence: str) -> None:
        """Say that the key does not open the records."""
        self.show_busy("")
        self._key_field.set_error(sentence)
        self.key.setFocus()

    def _fill(self) -> None:
        self.column.addWidget(self._key_field)
        self.column.addWidget(self.passphrase)
        self.foot.addWidget(self.recover)
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.setFocusProxy(self.key)

    def _ask(self) -> None:
        key = self.key.text().strip()
        self._key_field.set_error("" if key else "Type the recovery key.")
        good = self.passphrase.check()
        if not key:
            self.key.setFocus()
        if key and good:
            self.show_busy("Opening your records …")
            self.recover_asked.emit(key, self.passphrase.value)
