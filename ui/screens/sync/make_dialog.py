"""Making a team: its name, the place where its files are to lie, and trying that place."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.sync.place_fields import PlaceFields
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words

MAKE = (
    "Choose an empty place that everybody in the team can reach. What lies there is sealed: "
    "whoever looks after the place cannot read it."
)
RECOVER = (
    "With its printed recovery key, a team can be taken up again when no manager’s laptop is left. "
    "This laptop becomes a manager’s. Say where the team’s files lie, and type the key."
)
MOVE = (
    "Say where the team’s files lie for this laptop. Visitbook looks whether they are your team’s "
    "before anything else is done there."
)
LOOKING = "Looking whether it is your team’s place …"
TRYING = "Trying the place …"
MAKING = "Making the team …"
RECOVERING = "Taking the team up again …"
WORKS = "The place works: a file was written there, read back and taken away."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was filled in; `key` is blank where a team is made."""

    name: str
    url: str
    secret: str = field(repr=False)
    key: str = field(default="", repr=False)


class PlaceDialog(FormDialog):
    """Asks for a team's name and for the place of its files."""

    def __init__(self, title: str, main: str, words: str) -> None:
        super().__init__(title, main, words, icon="users", ems=40)
        self.name = QLineEdit()
        self.place = PlaceFields()
        self.name_field = Field("Name of the team", self.name, "as its members know it")
        self.working = Words("", "table", "text_muted", wrap=True)
        self.place.changed.connect(self.refit)
        self.working.hide()

    @property
    def wanted(self) -> Wanted:
        """What was filled in."""
        return Wanted(self.name.text().strip(), self.place.url, self.place.store_secret)

    def check(self) -> bool:
        """Whether there is a name and a place."""
        named = bool(self.name.text().strip())
        self.name_field.set_error("" if named else "Give the team a name.")
        return self.place.check() and named

    def show_busy(self, *, busy: bool) -> None:
        """Keep everything as it is while the place is worked with."""
        super().show_busy(busy=busy)
        for part in (self.name_field, self.place):
            part.setEnabled(not busy)
        if not busy:
            self.working.hide()

    def show_work(self, words: str) -> None:
        """Say what is being done with the place, which may take half a minute."""
        self.show_busy(busy=True)
        self.working.setText(words)
        self.working.show()
        announce(self, words)
        self.refit()


class MakeTeamDialog(PlaceDialog):
    """`try_it` tries the place before anything is made there."""

    def __init__(self) -> None:
        super().__init__("Make a team", "Make the team", MAKE)
        self.try_it = Button("Try it", "refresh-cw")
        self.works = IconLine("circle-check", "done", WORKS, role="done", strong=True)
        parts: tuple[QWidget, ...] = (self.name_field, self.place, self.works, self.working)
        for part in parts:
            self.column.addWidget(part)
        self.foot.insertWidget(0, self.try_it)
        self.works.hide()
        self.place.changed.connect(self.works.hide)
        self.name.setFocus()

    def check_place(self) -> bool:
        """Whether there is a place to try."""
        self.message.set_sentence("")
        self.works.hide()
        named = self.place.check()
        self.refit()
        return named

    def show_busy(self, *, busy: bool) -> None:
        """Keep the buttons from being pressed twice."""
        super().show_busy(busy=busy)
        self.try_it.setEnabled(not busy)

    def show_works(self) -> None:
        """Say that the place was tried and works."""
        self.show_busy(busy=False)
        self.works.show()
        announce(self, WORKS)
        self.refit()
        self.main.setFocus()


class RecoverTeamDialog(PlaceDialog):
    """Asks for the printed key too."""

    def __init__(self) -> None:
        super().__init__("Use a team recovery key", "Take the team up again", RECOVER)
        self.key = QLineEdit()
        self._key = Field("Team recovery key", self.key, "as it is printed")
        parts: tuple[QWidget, ...] = (self._key, self.name_field, self.place, self.working)
        for part in parts:
            self.column.addWidget(part)
        self.key.setFocus()

    @property
    def wanted(self) -> Wanted:
        """What was filled in, with the key."""
        filled = super().wanted
        return Wanted(filled.name, filled.url, filled.secret, self.key.text().strip())

    def check(self) -> bool:
        """Whether there is a key, a name and a place."""
        there = bool(self.key.text().strip())
        self._key.set_error("" if there else "Type the printed key.")
        return super().check() and there

    def show_busy(self, *, busy: bool) -> None:
        """Keep the key as it is too."""
        super().show_busy(busy=busy)
        self._key.setEnabled(not busy)


class MovePlaceDialog(PlaceDialog):
    """Asks where the team's files lie now; its name stays as it is."""

    def __init__(self) -> None:
        super().__init__("Where the team’s files lie", "Use this place", MOVE)
        parts: tuple[QWidget, ...] = (self.place, self.working)
        for part in parts:
            self.column.addWidget(part)

    def check(self) -> bool:
        """Whether a place is named."""
        return self.place.check()
