"""The agreement's date, and to whom a school is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.domain.people import Adviser
from ui.widgets.choice import Choice
from ui.widgets.date_time import DateField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog

AGREEMENT = (
    "The day on which the school signed the agreement on visits and data. Pupil codes may be "
    "kept from then on."
)
NO_DAY = "Give the day, for example 11/9/25."
HAND_OVER = (
    "What was written about the school stays on this laptop until the team’s rules remove it. "
    "You can take the school on again at any time."
)


class AgreementDialog(FormDialog):
    """When the agreement was signed."""

    def __init__(self, signed: date | None, today: date) -> None:
        super().__init__("Agreement", "Keep", AGREEMENT, icon="shield-check", ems=28)
        self.day = DateField("Signed on", lambda: today)
        self.day.set_value(signed)
        self._field = Field("Signed on", self.day)
        self.column.addWidget(self._field)
        self.day.setFocus()

    def check(self) -> bool:
        """Whether a day is given."""
        self.day.read_now()
        self._field.message.set_sentence("" if self.day.value else NO_DAY)
        return self.day.value is not None


class HandOverDialog(FormDialog):
    """To which adviser of the team; to nobody is giving the school up."""

    def __init__(self, name: str, advisers: Sequence[Adviser]) -> None:
        super().__init__(f"Hand over {name}", "Hand over", HAND_OVER, icon="arrow-right", ems=30)
        options = [(adviser.id, adviser.name) for adviser in advisers]
        self.adviser = Choice([*options, ("", "Nobody: give the school up")], "To")
        self.column.addWidget(Field("To", self.adviser))
        self.adviser.setFocus()
