"""What is shown when a child may be at risk: stop, listen, and whom to tell now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app import reference
from app.domain.calendar import in_words
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice import Choice
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import IconLabel, Words

if TYPE_CHECKING:
    from app.domain.people import KeyPerson
    from app.domain.records import PassedOn
    from app.usecases.safeguarding import WhomToTell
    from app.usecases.schools import SchoolLine

HEADLINE = "Stop. Listen. Tell the designated safeguarding lead now."
HOW = (
    "Let the child speak; ask nothing that leads, and promise no secret. "
    "The detail goes to the lead, on the school’s own form, never into Visitbook."
)
DANGER = "In danger now? Call 999 first."
NO_LEAD = (
    "No safeguarding lead is kept for this school. Ask at the school office for the lead or a "
    "deputy now. If you reach nobody, call the local authority’s children’s services; "
    "out of hours they have a duty number."
)
NOTHING_ELSE = "Nothing is written here except that you told them: the time, and whom by role."
NO_SCHOOL = (
    "You have not taken on a school yet, so no lead is known here. Ask at the school office for "
    "the designated safeguarding lead now, or call the local authority’s children’s services."
)
_ELSEWHERE = (
    ("Children’s social care", "Children’s social care"),
    ("Police", "Police"),
)


class AtRiskDialog(FormDialog):
    """Whom to tell, large; then that they were told, by role and time alone."""

    school_chosen = Signal(int)
    told = Signal(int, str)
    lead_given = Signal(int, str)

    def __init__(self) -> None:
        super().__init__("A child may be at risk", "I have told them", icon="check", ems=44)
        self.school = Choice((), "School")
        self.role = Choice((), "Whom did you tell?")
        self.telephone = QLineEdit()
        self.add_lead = Button("Keep this number")
        self._urn = 0
        self._school_field = Field("School", self.school)
        self._leads = QVBoxLayout()
        self._no_lead = _NoLead(self.telephone, self.add_lead)
        self._role_field = Field("Whom did you tell?", self.role)
        self._kept = Words("", "body", "done", wrap=True, strong=True)
        self._fill()
        self._connect()

    @property
    def kept(self) -> str:
        """What is said to be kept, blank before."""
        return self._kept.text()

    def show_schools(self, lines: Sequence[SchoolLine]) -> None:
        """Offer one's own schools to choose from."""
        self.school.set_options(
            [("", "Choose the school"), *((str(s.school.urn), s.school.name) for s in lines)]
        )
        self._school_field.setVisible(bool(lines))
        if not lines:
            self._say_no_lead(NO_SCHOOL, can_add=False)
            self.main.setFocus()
        elif len(lines) == 1:
            self.school.set_value(str(lines[0].school.urn))
            self._choose(self.school.value)
        else:
            self.school.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_whom(self, whom: WhomToTell) -> None:
        """Show the leads of a school with their telephone, the lead before deputies."""
        self._urn = int(whom.school.urn)
        self.setWindowTitle(f"A child may be at risk: {whom.school.name}")
        self._clear_leads()
        shown: list[QWidget] = [_Lead(person, whom.school.name) for person in whom.leads]
        if whom.school.telephone:
            shown.append(Words(f"School office: {whom.school.telephone}", "body", wrap=True))
        for widget in shown:
            self._leads.addWidget(widget)
            widget.show()
        self._no_lead.setVisible(not whom.leads)
        if not whom.leads:
            self._say_no_lead(NO_LEAD, can_add=True)
        self._offer_roles(whom.leads)
        self._show_earlier(whom.passed_on)
        self.refit()

    def show_told(self, passed: PassedOn) -> None:
        """Say that it is kept, with its time."""
        when = f"{passed.at:%H:%M}, {in_words(passed.at.date())}"
        self._kept.setText(f"Kept: you told the {_lower(passed.role)} at {when}. Nothing else.")
        self._kept.show()
        self.main.setEnabled(True)
        self.main.setText("I have told another")
        self.cancel.setText("Close")
        announce(self, self._kept.text())
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refit()

    def check(self) -> bool:
        """Whether the school and the role are known."""
        if not self._urn:
            self.message.set_sentence("Choose the school first, so that the time can be kept.")
            self.school.setFocus()
            return False
        self.told.emit(self._urn, self.role.value)
        return True

    def _fill(self) -> None:
        self.cancel.setText("Close")
        self._kept.hide()
        self._no_lead.hide()
        self._role_field.hide()
        self._school_field.hide()
        danger = Words(DANGER, "body", "late", wrap=True, strong=True)
        for widget in (danger, self._headline(), self._school_field):
            self.column.addWidget(widget)
        self.column.addLayout(self._leads)
        self.column.addWidget(self._no_lead)
        self.column.addWidget(Words(HOW, "body", wrap=True))
        self.column.addWidget(self._role_field)
        self.column.addWidget(Words(NOTHING_ELSE, "caption", "text_muted", wrap=True))
        self.column.addWidget(self._kept)

    def _headline(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel("life-buoy", "primary", "icon_rail"))
        row.addWidget(Words(HEADLINE, "card_title", wrap=True), 1)
        return holder

    def _connect(self) -> None:
        self.school.chosen.connect(self._choose)
        self.add_lead.clicked.connect(self._give_lead)

    def _choose(self, urn: str) -> None:
        if urn:
            self.message.set_sentence("")
            self.school_chosen.emit(int(urn))

    def _give_lead(self) -> None:
        if self.telephone.text().strip():
            self.lead_given.emit(self._urn, self.telephone.text().strip())

    def _say_no_lead(self, words: str, *, can_add: bool) -> None:
        self._no_lead.say(words, can_add=can_add)
        self._no_lead.show()

    def _offer_roles(self, leads: Sequence[KeyPerson]) -> None:
        first = list(dict.fromkeys(person.role for person in leads))
        known = [(role.key, role.label) for role in reference.school_roles()]
        rest = sorted(known, key=lambda option: "safeguarding" not in option[0])
        options = [(key, reference.role_label(key)) for key in first]
        options += [option for option in rest if option[0] not in first]
        self.role.set_options([*options, *_ELSEWHERE])
        self._role_field.show()

    def _show_earlier(self, passed: Sequence[PassedOn]) -> None:
        if passed and not self.kept:
            last = passed[-1]
            self._kept.setText(
                f"Kept before: {_lower(last.role)} told on {in_words(last.at.date())} at "
                f"{last.at:%H:%M}."
            )
            self._kept.set_role("text_muted")
            self._kept.show()

    def _clear_leads(self) -> None:
        while item := self._leads.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


class _Lead(QFrame):
    """One lead: the role, of which school, the name where it is kept, the telephone large."""

    def __init__(self, person: KeyPerson, school: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        label = f"{reference.role_label(person.role)}, {school}"
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(2)
        column.addWidget(Words(label, "body", strong=True, wrap=True))
        if person.name:
            column.addWidget(Words(person.name, "body", wrap=True))
        number = Words(person.telephone or "No number kept: ask at the school office", wrap=True)
        number.setProperty("type", "display" if person.telephone else "body")
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(number)
        self.setAccessibleName(f"{label}. {person.name} {person.telephone}")


class _NoLead(QFrame):
    """What to do where no lead is known, and a line to keep the number once it is."""

    def __init__(self, line: QLineEdit, button: Button) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("state", "due")
        self._words = Words("", "body", wrap=True)
        self._adding = QWidget()
        row = QHBoxLayout(self._adding)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Field("The lead’s telephone", line), 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._words)
        column.addWidget(self._adding)

    def say(self, words: str, *, can_add: bool) -> None:
        self._words.setText(words)
        self._adding.setVisible(can_add)


def _lower(role: str) -> str:
    """A role inside a sentence: its first letter small, unless it is an abbreviation's."""
    return role if role[:2].isupper() or role[:1].isdigit() else role[:1].lower() + role[1:]
