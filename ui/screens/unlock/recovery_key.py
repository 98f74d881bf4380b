"""The recovery key, shown once: to be copied, saved or printed, and then shown to be kept."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.screens.unlock.page import DoorPage
from ui.widgets.buttons import Button
from ui.widgets.key_sheet import KeySheet


class RecoveryKeyPage(DoorPage):
    """Shows the key; `kept` is emitted once its last part was typed from where it was kept."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Keep this recovery key",
            "It opens your records if you forget the passphrase. It is shown this once only. "
            "Keep it away from this laptop: on paper, or where your organisation keeps keys.",
        )
        self.sheet = KeySheet()
        self.shown = self.sheet.shown
        self.copy = self.sheet.copy
        self.save = self.sheet.save
        self.last_part = self.sheet.last_part
        self.go_on = Button("I have kept it", "check", "main")
        self.column.addWidget(self.sheet)
        self.foot.addWidget(self.go_on)
        self.foot.addStretch(1)
        self.sheet.failed.connect(self.show_error)
        self.sheet.entered.connect(self._go_on)
        self.go_on.clicked.connect(self._go_on)

    def show_key(self, key: str) -> None:
        """Show `key`, parts joined by hyphens; forgets what was typed before."""
        self.sheet.show_key(key)

    def _go_on(self) -> None:
        if self.sheet.check():
            self.sheet.forget()
            self.kept.emit()
