"""Who holds this laptop: as it stands on notes of visit and in e-mail drafts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app import reference
from app.domain.people import Adviser
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.choice import Choice
from ui.widgets.field import Field

NO_NAME = "Please give your name as it should stand on notes of visit."
NO_ADDRESS = "That is no e-mail address."


class YouCard(Card):
    """Name, role, e-mail, organisation. `changed` carries the adviser as it was filled in."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__("You")
        self._me: Adviser | None = None
        self.name = QLineEdit()
        self.role = Choice([(role.key, role.label) for role in reference.team_roles()], "Role")
        self.email = QLineEdit()
        self.organisation = QLineEdit()
        self.keep = Button("Keep changes", "check", small=True)
        self._name_field = Field("Name", self.name, "as it stands on notes of visit")
        self._email_field = Field("E-mail", self.email, "the sender of your drafts")
        fields = (
            self._name_field,
            Field("Role", self.role),
            self._email_field,
            Field("Organisation", self.organisation),
        )
        for field in fields:
            self.body.addWidget(field)
        self.body.addWidget(button_row(self.keep))
        self.body.addStretch(1)
        self.keep.clicked.connect(self._keep)
        for line in (self.name, self.email, self.organisation):
            line.textChanged.connect(lambda _text: self._look())
            line.returnPressed.connect(self._keep)
        self.role.chosen.connect(lambda _role: self._look())

    def show_me(self, me: Adviser | None) -> None:
        """Show who holds the laptop; what is half typed stays until it is kept."""
        if me is None or (self._me is not None and self._filled() != self._me):
            return
        self._me = me
        self.name.setText(me.name)
        self.role.set_value(me.role)
        self.email.setText(me.email)
        self.organisation.setText(me.organisation)
        self._look()

    def kept(self, me: Adviser) -> None:
        """What was filled in is kept."""
        self._me = me
        self._look()

    def _filled(self) -> Adviser:
        assert self._me is not None
        return replace(
            self._me,
            name=self.name.text().strip(),
            role=self.role.value,
            email=self.email.text().strip(),
            organisation=self.organisation.text().strip(),
        )

    def _look(self) -> None:
        self.keep.setEnabled(self._me is not None and self._filled() != self._me)

    def _keep(self) -> None:
        if not self.keep.isEnabled():
            return
        filled = self._filled()
        address = not filled.email or ("@" in filled.email and " " not in filled.email)
        self._name_field.set_error("" if filled.name else NO_NAME)
        self._email_field.set_error("" if address else NO_ADDRESS)
        if filled.name and address:
            self.changed.emit(filled)
