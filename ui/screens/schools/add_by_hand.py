"""Adding a school that the register's list does not have."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.domain.schools import parse_urn
from ui.screens.schools.school_fields import SchoolFields
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side

BAD_URN = "A URN has six digits and begins at 100000; it is on the school’s page of the register."
WORDS = (
    "For a new school, or before you have the school list. A later import fills in what the "
    "register knows and leaves what you corrected."
)


class AddSchoolDialog(FormDialog):
    """The facts of a school. `asked` once a URN and a name are given; read `facts` then."""

    def __init__(self) -> None:
        super().__init__("Add a school by hand", "Add and take on", WORDS, icon="plus", ems=36)
        self.urn = QLineEdit()
        self._fields = SchoolFields()
        self.name = self._fields.name
        self.phase = self._fields.phase
        self._urn_field = Field("URN", self.urn, "six digits")
        first = side_by_side(self._urn_field, self._fields.name_field, stretches=(1, 3))
        for row in self._fields.rows(first):
            self.column.addWidget(row)
        self.urn.setFocus()

    @property
    def facts(self) -> dict[str, str]:
        """What was filled in, by the field names of a school."""
        return {"urn": self.urn.text(), **self._fields.facts}

    def check(self) -> bool:
        """Whether the URN and the name can be taken."""
        good_urn = parse_urn(self.urn.text()) is not None
        self._urn_field.set_error("" if good_urn else BAD_URN)
        named = self._fields.check_name()
        if not (good_urn and named):
            (self.name if good_urn else self.urn).setFocus()
            self.refit()
        return good_urn and named
