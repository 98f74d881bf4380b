"""Unlocking: the passphrase, and the way in for somebody who has forgotten it."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer, Signal

from ui.screens.unlock.page import DoorPage
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.passphrase_line import PassphraseLine

_SECOND = 1000  # milliseconds


class UnlockPage(DoorPage):
    """Asks for the passphrase. After a wrong one it waits as long as it is told to."""

    unlock_asked = Signal(str, bool)
    recovery_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Unlock Visitbook", "Your records are encrypted on this laptop.")
        self.passphrase = PassphraseLine("Passphrase")
        self.remember = CheckBox("Remember on this laptop")
        self.unlock = Button("Unlock", "arrow-right", "main")
        self.recover = Button("Use the recovery key", "", "text")
        self._left = 0
        self._clock = QTimer(self)
        self._clock.setInterval(_SECOND)
        self._clock.timeout.connect(self._tick)
        self._fill()
        self._connect()

    def offer_remembering(self, *, offered: bool, ticked: bool = False) -> None:
        """Offer to remember the key in the system's key store, where it has one."""
        self.remember.setVisible(offered)
        self.remember.setChecked(offered and ticked)

    def show_wrong(self, sentence: str, wait: float = 0.0) -> None:
        """Say that the passphrase was wrong; nothing can be tried for `wait` seconds."""
        self.show_busy("")
        self.show_error(sentence)
        self._left = math.ceil(wait)
        self.passphrase.set_error(wrong=True)
        self.passphrase.line.selectAll()
        self.passphrase.setFocus()
        self._show_wait()

    def _fill(self) -> None:
        self.remember.setAccessibleDescription(
            "Keeps the key in this system's own key store, so that Visitbook opens by itself."
        )
        self.column.addWidget(Field("Passphrase", self.passphrase))
        self.column.addWidget(self.remember)
        self.foot.addWidget(self.unlock)
        self.foot.addStretch(1)
        self.foot.addWidget(self.recover)
        self.setFocusProxy(self.passphrase)

    def _connect(self) -> None:
        self.unlock.clicked.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.recover.clicked.connect(self.recovery_asked)

    def _ask(self) -> None:
        if self._left:
            return
        if not self.passphrase.text:
            self.show_error("Type your passphrase.")
            self.passphrase.setFocus()
            return
        self.show_error("")
        self.passphrase.set_error(wrong=False)
        self.show_busy("Unlocking …")
        self.unlock_asked.emit(self.passphrase.text, self.remember.isChecked())

    def _tick(self) -> None:
        self._left = max(self._left - 1, 0)
        self._show_wait()
        if not self._left:
            self.show_error("You can try again now.")

    def _show_wait(self) -> None:
        self.unlock.setText(f"Wait {self._left} s" if self._left else "Unlock")
        self.unlock.set_reason("Waiting before the next try" if self._left else "")
        if self._left:
            self._clock.start()
        else:
            self._clock.stop()
