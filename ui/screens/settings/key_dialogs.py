"""What is asked before a key is changed: the passphrase, and a new one where that is wanted."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.key_sheet import KeySheet
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.passphrase_line import PassphraseLine

CHANGE = (
    "The new passphrase opens your records from now on; the old one no longer does. "
    "Your recovery key stays as it is."
)
NEW_KEY = (
    "A new recovery key takes the place of the old one, which then opens nothing. "
    "Use it where the old one was lost, or somebody else may have seen it."
)
REMEMBER = (
    "Visitbook then opens by itself for whoever is signed in to this computer. "
    "Type your passphrase to switch it on."
)
KEEP_IT = (
    "It opens your records if you forget the passphrase, and is shown this once only. "
    "Keep it away from this laptop: on paper, or where your organisation keeps keys."
)


class PassphraseDialog(FormDialog):
    """Asks for the passphrase."""

    def __init__(self, title: str, main: str, words: str) -> None:
        super().__init__(title, main, words, icon="check", ems=30)
        self.current = PassphraseLine("Passphrase now")
        self._field = Field("Passphrase now", self.current)
        self.column.addWidget(self._field)
        self.current.line.setFocus()

    def check(self) -> bool:
        """Whether something was typed."""
        typed = bool(self.current.text)
        self._field.set_error("" if typed else "Type your passphrase.")
        return typed

    def show_error(self, sentence: str) -> None:
        """Say what went wrong, and let the passphrase be typed again."""
        super().show_error(sentence)
        self.current.line.selectAll()
        self.current.line.setFocus()


class ChangePassphraseDialog(PassphraseDialog):
    """Asks for the passphrase and for the new one."""

    def __init__(self) -> None:
        super().__init__("Change passphrase", "Change passphrase", CHANGE)
        self.new = NewPassphrase("New passphrase")
        self.column.addWidget(self.new)
        self.new.first.edited.connect(lambda _text: self.refit())

    def check(self) -> bool:
        """Whether both can be taken."""
        right = super().check() and self.new.check()
        self.refit()
        return right


class NewKeyDialog(FormDialog):
    """Shows the new recovery key; `asked` once its last part was typed from the copy."""

    closed = Signal()

    def __init__(self, key: str) -> None:
        super().__init__("Keep this recovery key", "I have kept it", KEEP_IT, icon="check", ems=34)
        self.sheet = KeySheet()
        self.column.addWidget(self.sheet)
        self.cancel.hide()
        self.sheet.failed.connect(self.message.set_sentence)
        self.sheet.show_key(key)

    def check(self) -> bool:
        """Whether it was kept."""
        return self.sheet.check()

    def reject(self) -> None:
        """Esc does not close it: the key is shown this once only."""
