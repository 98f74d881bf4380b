"""Who read a note for its quality, and when: a colleague of its author's, always."""

from __future__ import annotations

from collections.abc import Sequence

from app import reference
from app.domain.people import Adviser
from app.usecases.stages import FollowThrough
from ui.panels.role_choice import OpenChoice
from ui.screens.finish.answer_dialog import NO_DAY, say_what_is_wrong
from ui.widgets.choice import Choice
from ui.widgets.date_time import DateField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog

WORDS = (
    "A colleague reads the sample before it is sent. Whoever wrote the note is not in this list."
)
SOMEBODY = "somebody else, by role"
NO_READER = "Choose who read it."
NO_ROLE = "Give the role of who read it, such as Project lead."
_CHOOSE, _ELSE = "", "else"


class ReadDialog(FormDialog):
    """The colleague who read it: one of the team, or somebody else by role. Nobody is suggested."""

    def __init__(self, view: FollowThrough, team: Sequence[Adviser]) -> None:
        super().__init__("Quality read", "Keep", WORDS, icon="check")
        people = [(one.id, f"{one.name}, {reference.role_label(one.role)}") for one in team]
        options = [(_CHOOSE, "Choose who"), *people, (_ELSE, SOMEBODY.capitalize())]
        self.who = Choice(options if people else options[-1:], "Who read it")
        roles = [(role.key, role.label) for role in reference.team_roles()]
        self.role = OpenChoice(roles, "Role of who read it", "Role, such as Project lead")
        self.day = DateField("Day", lambda: view.today)
        self._who_field = Field("Who read it", self.who)
        self._role_field = Field("Their role", self.role)
        self._day_field = Field("Day", self.day)
        for row in (self._who_field, self._role_field, self._day_field):
            self.column.addWidget(row)
        self.day.set_value(view.today)
        self.who.chosen.connect(lambda _value: self._show_fields())
        self._show_fields()
        self.who.setFocus()

    @property
    def reader(self) -> str:
        """The id of the adviser who read it; blank for somebody else."""
        return "" if self._is_other else self.who.value

    @property
    def somebody_s_role(self) -> str:
        """The role of somebody else who read it; blank for an adviser who is known here."""
        return self.role.value if self._is_other else ""

    def check(self) -> bool:
        """Whether who and when are given."""
        self.day.read_now()
        lacks_role = self._is_other and not self.role.value
        return say_what_is_wrong(
            self,
            (
                (self._who_field, self.who, "" if self.who.value else NO_READER),
                (self._role_field, self.role, NO_ROLE if lacks_role else ""),
                (self._day_field, self.day, NO_DAY if self.day.value is None else ""),
            ),
        )

    @property
    def _is_other(self) -> bool:
        return self.who.value == _ELSE

    def _show_fields(self) -> None:
        self._role_field.setVisible(self._is_other)
        self.refit()
