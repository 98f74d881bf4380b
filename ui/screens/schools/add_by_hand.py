"""Adding a school that the register's list does not have."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.domain.schools import parse_urn
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side

PHASES = ("Primary", "Secondary", "All-through", "Nursery", "16 plus", "Not applicable")
BAD_URN = "A URN has six digits and begins at 100000; it is on the school’s page of the register."
NO_NAME = "Give the school’s name as it should stand on notes of visit."
WORDS = (
    "For a new school, or before you have the school list. A later import fills in what the "
    "register knows and leaves what you corrected."
)


class AddSchoolDialog(FormDialog):
    """The facts of a school. `asked` once a URN and a name are given; read `facts` then."""

    def __init__(self) -> None:
        super().__init__("Add a school by hand", "Add and take on", WORDS, icon="plus", ems=36)
        self.urn = QLineEdit()
        self.name = QLineEdit()
        self.phase = Choice([("", "Not known"), *((phase, phase) for phase in PHASES)], "Phase")
        self._others = {
            key: QLineEdit()
            for key in ("la_name", "kind", "street", "town", "postcode", "telephone")
        }
        self._urn_field = Field("URN", self.urn, "six digits")
        self._name_field = Field("Name", self.name)
        self._fill()
        self.urn.setFocus()

    @property
    def facts(self) -> dict[str, str]:
        """What was filled in, by the field names of a school."""
        others = {key: line.text() for key, line in self._others.items()}
        return {
            "urn": self.urn.text(),
            "name": self.name.text(),
            "phase": self.phase.value,
            **others,
        }

    def check(self) -> bool:
        """Whether the URN and the name can be taken."""
        bad_urn = parse_urn(self.urn.text()) is None
        no_name = not self.name.text().strip()
        self._urn_field.set_error(BAD_URN if bad_urn else "")
        self._name_field.set_error(NO_NAME if no_name else "")
        if bad_urn or no_name:
            (self.urn if bad_urn else self.name).setFocus()
            self.refit()
        return not (bad_urn or no_name)

    def _fill(self) -> None:
        other = self._others
        rows = (
            side_by_side(self._urn_field, self._name_field, stretches=(1, 3)),
            side_by_side(Field("Local authority", other["la_name"]), Field("Phase", self.phase)),
            Field("Type", other["kind"], "such as Community school"),
            Field("Street", other["street"]),
            side_by_side(
                Field("Town", other["town"]),
                Field("Postcode", other["postcode"]),
                stretches=(2, 1),
            ),
            Field("Telephone", other["telephone"]),
        )
        for row in rows:
            self.column.addWidget(row)
