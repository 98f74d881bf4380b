"""Writing down a key person of a school."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from app import reference
from app.domain.people import KeyPerson
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side

WORDS = "The role is what matters. Keep a name only where it is really needed."


class PersonDialog(FormDialog):
    """One key person. `asked` with the main button; read `person` then."""

    def __init__(self, person: KeyPerson | None) -> None:
        super().__init__(
            "Change a key person" if person else "Add a key person", "Keep", WORDS, icon="check"
        )
        roles = [(role.key, role.label) for role in reference.school_roles()]
        first = person or KeyPerson("", 0, roles[0][0])
        if all(key != first.role for key, _label in roles):
            roles.append((first.role, first.role))
        self._before = first
        self.role = Choice(roles, "Role")
        self.name = QLineEdit(first.name)
        self.email = QLineEdit(first.email)
        self.telephone = QLineEdit(first.telephone)
        self.leads = CheckBox("Leads safeguarding, or stands in for the lead")
        self.receives = CheckBox("Receives notes of visit")
        self.role.set_value(first.role)
        self._mark(first.role)
        if person is not None:
            self.leads.setChecked(person.safeguarding_lead)
            self.receives.setChecked(person.receives_notes)
        self.role.chosen.connect(self._mark)
        self._fill()

    @property
    def person(self) -> KeyPerson:
        """What was filled in."""
        return replace(
            self._before,
            role=self.role.value,
            name=self.name.text().strip(),
            email=self.email.text().strip(),
            telephone=self.telephone.text().strip(),
            safeguarding_lead=self.leads.isChecked(),
            receives_notes=self.receives.isChecked(),
        )

    def _mark(self, role: str) -> None:
        """Tick what goes with a role as a rule."""
        leads, receives = reference.school_role_marks(role)
        self.leads.setChecked(leads)
        self.receives.setChecked(receives)

    def _fill(self) -> None:
        for row in (
            side_by_side(Field("Role", self.role), Field("Name", self.name, "may stay blank")),
            side_by_side(Field("E-mail", self.email), Field("Telephone", self.telephone)),
            self.leads,
            self.receives,
        ):
            self.column.addWidget(row)
        self.role.setFocus()
