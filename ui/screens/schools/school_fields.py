"""The facts of a school as fields: the same where it is added by hand and where it is corrected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.schools import School
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import side_by_side

PHASES = ("Primary", "Secondary", "All-through", "Nursery", "16 plus", "Not applicable")
NO_NAME = "Give the school’s name as it should stand on notes of visit."
_LINES = ("la_name", "kind", "street", "town", "postcode", "telephone")


class SchoolFields:
    """Name, phase, local authority, type and address; `place` puts them into a dialog's column."""

    def __init__(self) -> None:
        self.name = QLineEdit()
        self.phase = Choice((), "Phase")
        self.lines = {key: QLineEdit() for key in _LINES}
        self.name_field = Field("Name", self.name)
        self._offer_phases("")

    @property
    def facts(self) -> dict[str, str]:
        """What was filled in, by the field names of a school."""
        others = {key: line.text().strip() for key, line in self.lines.items()}
        return {"name": self.name.text().strip(), "phase": self.phase.value, **others}

    def show_school(self, school: School) -> None:
        """Show what is known of `school`."""
        self.name.setText(school.name)
        self._offer_phases(school.phase)
        for key, line in self.lines.items():
            line.setText(getattr(school, key))

    def check_name(self) -> bool:
        """Whether there is a name; says so at its field where there is none."""
        named = bool(self.name.text().strip())
        self.name_field.set_error("" if named else NO_NAME)
        return named

    def rows(self, first: QWidget, *extra: QWidget) -> Sequence[QWidget]:
        """The rows from top to bottom: `first` holds the name, `extra` follow the type."""
        lines = self.lines
        return (
            first,
            side_by_side(Field("Local authority", lines["la_name"]), Field("Phase", self.phase)),
            Field("Type", lines["kind"], "such as Community school"),
            *extra,
            Field("Street", lines["street"]),
            side_by_side(
                Field("Town", lines["town"]),
                Field("Postcode", lines["postcode"]),
                stretches=(2, 1),
            ),
            Field("Telephone", lines["telephone"]),
        )

    def _offer_phases(self, phase: str) -> None:
        """Offer the usual phases, and the one the register gave where it is another."""
        known = PHASES if phase in {"", *PHASES} else (*PHASES, phase)
        self.phase.set_options([("", "Not known"), *((one, one) for one in known)])
        self.phase.set_value(phase)
