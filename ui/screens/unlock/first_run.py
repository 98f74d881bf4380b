"""First run: who holds this laptop, and the passphrase that everything is encrypted with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.people import Role
from ui.screens.unlock.page import DoorPage
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.new_passphrase import NewPassphrase


class FirstRunPage(DoorPage):
    """Asks for name, role and passphrase. `set_up_asked` carries them, and whether to open the
    sample project instead, for which nothing needs to be filled in.
    """

    set_up_asked = Signal(str, str, str, bool)

    def __init__(self, roles: Sequence[Role]) -> None:
        super().__init__(
            "Set up Visitbook",
            "Everything you write stays on this laptop, encrypted with your passphrase. "
            "Nobody can open it without the passphrase or the recovery key of the next page.",
        )
        self.name = QLineEdit()
        self.role = Choice([(role.key, role.label) for role in roles])
        self.passphrase = NewPassphrase()
        self.set_up = Button("Set up", "arrow-right", "main")
        self.sample = Button("Open the sample project instead", "", "text")
        self._name_field = Field("Your name", self.name, "as it is printed on a note of visit")
        self._fill()
        self._connect()

    def _fill(self) -> None:
        self.column.addWidget(self._name_field)
        self.column.addWidget(Field("Your role", self.role))
        self.column.addWidget(self.passphrase)
        self.foot.addWidget(self.set_up)
        self.foot.addStretch(1)
        self.foot.addWidget(self.sample)
        self.setFocusProxy(self.name)

    def _connect(self) -> None:
        self.set_up.clicked.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.sample.clicked.connect(self._ask_sample)

    def _ask(self) -> None:
        name = " ".join(self.name.text().split())
        self._name_field.set_error("" if name else "Type your name.")
        good = self.passphrase.check()
        if not name:
            self.name.setFocus()
        if name and good:
            self._send(sample=False)

    def _ask_sample(self) -> None:
        self._send(sample=True)

    def _send(self, *, sample: bool) -> None:
        self.show_error("")
        self.show_busy("Opening the sample project …" if sample else "Setting up …")
        name = " ".join(self.name.text().split())
        self.set_up_asked.emit(name, self.role.value, self.passphrase.value, sample)
