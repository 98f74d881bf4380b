"""The e-mail draft before it is opened: to whom, its subject and its words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.usecases.mail import Letter, Recipient
from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText

NOBODY = (
    "Nobody at this school has an e-mail address yet. Add one on the school’s page, under key "
    "people; or go on, and type the address in your mail program."
)
FIRST_USE = "not written to before"
LOOK_AGAIN = "New address: {}. If it is right, press the button once more."


class LetterDialog(FormDialog):
    """Ticks for recipients, subject and text. An address used for the first time is asked twice.

    `school_asked` wants the school's page, where addresses are added.
    """

    school_asked = Signal()

    def __init__(self, letter: Letter, people: Sequence[Recipient], file_name: str) -> None:
        super().__init__(
            "E-mail draft",
            "Open draft",
            "The draft opens in your own mail program with the PDF attached. You press send there.",
            icon="mail",
            ems=38,
        )
        self._people = tuple(people)
        self._looked_again: frozenset[str] = frozenset()
        self.ticks = tuple(_tick(person) for person in people)
        self.subject = QLineEdit(letter.subject)
        self.body = GrowingText(lines=6, most=14, name="Text")
        self.body.set_text(letter.body)
        self._fill(file_name)

    @property
    def letter(self) -> Letter:
        """What was filled in."""
        to = tuple(person.email for person in self.chosen)
        return Letter(to, self.subject.text().strip(), self.body.text)

    @property
    def chosen(self) -> tuple[Recipient, ...]:
        """Who is ticked."""
        pairs = zip(self._people, self.ticks, strict=True)
        return tuple(person for person, tick in pairs if tick.isChecked())

    def check(self) -> bool:
        """Whether every new address was looked at twice."""
        new = frozenset(person.email for person in self.chosen if not person.used)
        if new <= self._looked_again:
            return True
        self._looked_again = new
        self.message.set_sentence(LOOK_AGAIN.format(", ".join(sorted(new))), "due")
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _fill(self, file_name: str) -> None:
        holder = QWidget()
        holder.setAccessibleName("To")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for tick, person in zip(self.ticks, self._people, strict=True):
            column.addWidget(tick)
            column.addWidget(_address(person))
        if not self.ticks:
            column.addWidget(Words(NOBODY, "table", "due", wrap=True))
            page = Button("Open the school’s page", "school", small=True)
            page.clicked.connect(self.school_asked)
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(Field("To", holder))
        self.column.addWidget(Field("Subject", self.subject))
        self.column.addWidget(Field("Text", self.body))
        self.column.addWidget(Words(f"Attached: {file_name}", "caption", "text_muted", wrap=True))


def _tick(person: Recipient) -> CheckBox:
    name = f", {person.name}" if person.name else ""
    tick = CheckBox(f"{person.role}{name}")
    tick.setChecked(person.usual)
    tick.setAccessibleDescription(_address_words(person))
    return tick


def _address(person: Recipient) -> Words:
    """The address beneath its tick; one that was never used is marked."""
    role = "text_muted" if person.used else "due"
    words = Words(_address_words(person), "caption", role, wrap=True)
    words.setContentsMargins(theme.size("icon") + 10, 0, 0, 4)
    return words


def _address_words(person: Recipient) -> str:
    return person.email if person.used else f"{person.email} – {FIRST_USE}"
