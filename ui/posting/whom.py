"""Whom a letter goes to: the school's people by role, and other addresses that are typed."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.email import domain_of, looks_like, plain_address
from app.usecases.mail import Addressees, Recipient
from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.field import Field
from ui.widgets.text import Words

NOBODY = (
    "Nobody at this school has an e-mail address yet. Add one on the school’s page, under key "
    "people; or go on, and type the address in your mail program."
)
NOBODY_TO_SEND = (
    "Nobody at this school has an e-mail address yet. Add one on the school’s page, under key "
    "people, or type one below."
)
FIRST_USE = "not written to before"
ODD = "another domain than the school’s"
LIKE = "not {}, which it looks like: check each letter"
NOBODY_OF_SCHOOL = (
    "Nobody at this school has an e-mail address yet, and this goes to nobody else. Add one on the "
    "school’s page, under key people."
)
NO_ADDRESS = "“{}” is no e-mail address."
NO_ONE = "Choose whom it goes to, or type an address."
NO_ONE_CHOSEN = "Choose whom it goes to."


class WhomField(Field):
    """Ticks for the school's people, and with `typing` a line for others.

    What is sent with care goes to nobody else. `school_asked` wants the school's page, where
    addresses are added; `changed` says that somebody was ticked, or is no more.
    """

    school_asked = Signal()
    changed = Signal()

    def __init__(self, known: Addressees, *, typing: bool) -> None:
        holder = QWidget()
        holder.setAccessibleName("To")
        super().__init__("To", holder)
        self._known = known
        self._typing = typing and not known.care
        self.ticks = tuple(_tick(person) for person in known.people)
        self.others = QLineEdit()
        self._fill(holder)

    @property
    def chosen(self) -> tuple[Recipient, ...]:
        """Who is ticked."""
        pairs = zip(self._known.people, self.ticks, strict=True)
        return tuple(person for person, tick in pairs if tick.isChecked())

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it goes: those ticked, then those typed, each once."""
        ticked = (person.email for person in self.chosen)
        return tuple(dict.fromkeys((*ticked, *self._typed())))

    @property
    def doubtful(self) -> dict[str, str]:
        """The addresses that want a second look, each with why."""
        ticked = {p.email: _doubt(p.used, p.odd, p.like) for p in self.chosen}
        typed = {address: self._doubt_of(address) for address in self._typed()}
        return {address: why for address, why in (typed | ticked).items() if why}

    @property
    def unvouched(self) -> tuple[str, ...]:
        """The addresses ticked whose domain nothing here shows to be the school's."""
        return tuple(person.email for person in self.chosen if not person.vouched)

    def check(self) -> bool:
        """Whether it can go there; what can't be an address is said beneath."""
        wrong = next((text for text in self._typed() if plain_address(text) is None), None)
        if wrong is not None:
            self.set_error(NO_ADDRESS.format(wrong))
        elif self._known.care:
            self.set_error("" if self.addresses else NO_ONE_CHOSEN)
        else:
            self.set_error(NO_ONE if self._typing and not self.addresses else "")
        return not self.message.sentence

    def _typed(self) -> tuple[str, ...]:
        return tuple(filter(None, re.split(r"[,;\s]+", self.others.text())))

    def _doubt_of(self, address: str) -> str:
        used = address.casefold() in self._known.used
        domain, domains = domain_of(address), self._known.domains
        odd = bool(domains) and domain not in domains
        return _doubt(used, odd, looks_like(domain, domains))

    def _fill(self, holder: QWidget) -> None:
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for tick, person in zip(self.ticks, self._known.people, strict=True):
            column.addWidget(tick)
            column.addWidget(_address(person))
            tick.toggled.connect(self.changed)
        if not self.ticks:
            column.addWidget(Words(self._nobody(), "table", "due", wrap=True))
            page = Button("Open the school’s page", "school", small=True)
            page.clicked.connect(self.school_asked)
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignLeft)
        if self._typing:
            column.addSpacing(4)
            column.addWidget(Field("Also to", self.others, "with commas between them"))

    def _nobody(self) -> str:
        if self._known.care:
            return NOBODY_OF_SCHOOL
        return NOBODY_TO_SEND if self._typing else NOBODY


def _tick(person: Recipient) -> CheckBox:
    name = f", {person.name}" if person.name else ""
    tick = CheckBox(f"{person.role}{name}")
    tick.setChecked(person.usual)
    tick.setAccessibleDescription(_address_words(person))
    return tick


def _address(person: Recipient) -> Words:
    """The address beneath its tick; one that wants a second look is marked."""
    role = "due" if _doubt(person.used, person.odd, person.like) else "text_muted"
    words = Words(_address_words(person), "caption", role, wrap=True)
    words.setContentsMargins(theme.size("icon") + 10, 0, 0, 4)
    return words


def _address_words(person: Recipient) -> str:
    doubt = _doubt(person.used, person.odd, person.like)
    return f"{person.email} – {doubt}" if doubt else person.email


def _doubt(used: bool, odd: bool, like: str) -> str:  # noqa: FBT001 - what is known of one
    """Why an address wants a second look; blank where it was used before.

    A domain that is nearly the school's wants one each time: a slip is no less one for having been
    sent to.
    """
    if like:
        return LIKE.format(like)
    if used:
        return ""
    return f"{FIRST_USE}, and {ODD}" if odd else FIRST_USE
