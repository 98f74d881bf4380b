"""The letter before it goes: to whom, its subject and its words, and whether the PDF is locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from app.usecases.letters import Letter, telling_of_lock
from app.usecases.mail import Addressees, Recipient
from ui.posting.lock_choice import LockChoice
from ui.posting.sure_choice import SureChoice
from ui.posting.whom import WhomField
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText

DRAFT = "The draft opens in your own mail program with the PDF attached. You press send there."
SEND = "Goes out from {} with the PDF attached. Offline, it waits in the outbox and goes by itself."
UNREAD = (
    "This note is one of the sample that a colleague reads before it is sent. No reading of it is "
    "recorded here yet. You can send it all the same."
)
LOOK_AGAIN = "Look at the address once more: {}. If it is right, press the button again."


class LetterDialog(FormDialog):
    """Recipients, subject and text. An address that wants a second look is asked twice.

    What is sent with care says why, has a password from the beginning, and wants to be told that an
    address is right which nothing vouches for.

    With a `sender` it is sent from there, else it becomes a draft. `school_asked` wants the
    school's page, where addresses are added. `unread` says that it is of the sample that is read
    for quality first, and was not: a word about it, which keeps nobody from sending.
    """

    school_asked = Signal()

    def __init__(
        self,
        letter: Letter,
        known: Addressees,
        file_name: str,
        *,
        sender: str = "",
        unread: bool = False,
    ) -> None:
        title, main = ("Send by e-mail", "Send") if sender else ("E-mail draft", "Open draft")
        words = SEND.format(sender) if sender else DRAFT
        super().__init__(title, main, words, icon="mail", ems=38)
        self._looked_again: frozenset[str] = frozenset()
        self.unread = IconLine("eye", "text_muted", UNREAD, "table", "text_muted")
        self.whom = WhomField(known, typing=bool(sender))
        self.subject = QLineEdit(letter.subject)
        self.body = GrowingText(lines=6, most=14, name="Text")
        self.body.set_text(letter.body)
        self.lock = LockChoice()
        self.sure = SureChoice()
        self._care = known.care
        self._fill(file_name)
        self._show_unread(unread=unread)
        self._begin()

    @property
    def letter(self) -> Letter:
        """What was filled in."""
        subject, body = self.subject.text().strip(), self.body.text
        return Letter(self.whom.addresses, subject, body, self.sure.addresses)

    @property
    def chosen(self) -> tuple[Recipient, ...]:
        """Who is ticked."""
        return self.whom.chosen

    def check(self) -> bool:
        """Whether it can go there, and every doubtful address was looked at twice."""
        if not self.whom.check():
            self.refit()
            return False
        if not self.sure.check():
            return False
        sure = self.sure.addresses
        doubtful = {a: why for a, why in self.whom.doubtful.items() if a not in sure}
        if doubtful.keys() <= self._looked_again:
            return True
        self._looked_again = frozenset(doubtful)
        told = (f"{a} ({why})" for a, why in sorted(doubtful.items()))
        self.message.set_sentence(LOOK_AGAIN.format(", ".join(told)), "due")
        self._keep_password_in_sight()
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _fill(self, file_name: str) -> None:
        self.whom.school_asked.connect(self.school_asked)
        self.column.addWidget(self.unread)
        if self._care:
            self._fill_care()
        self.column.addWidget(self.whom)
        self.column.addWidget(self.sure)
        self.column.addWidget(Field("Subject", self.subject))
        self.column.addWidget(Field("Text", self.body))
        self.column.addWidget(Words(f"Attached: {file_name}", "caption", "text_muted", wrap=True))
        if not self._care:
            self.column.addWidget(self.lock)
        self.lock.changed.connect(self._show_lock)

    def _begin(self) -> None:
        """Begin at whom it goes to, and let no Enter send that was not pressed on the button."""
        self.main.setDefault(False)
        first = self.whom.ticks[0] if self.whom.ticks else self.subject
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_care(self) -> None:
        """Why, and the password, come first: it is shown here only, and was not asked for."""
        self.column.addWidget(IconLine("lock", "primary", self._care))
        self.column.addWidget(self.lock)
        self.lock.suggest()
        self.body.set_text(telling_of_lock(self.body.text, locked=True))
        self.whom.changed.connect(self._show_sure)
        self._show_sure()

    def _show_sure(self) -> None:
        self.sure.show_addresses(self.whom.unvouched)
        self.refit()

    def _show_unread(self, *, unread: bool) -> None:
        """Where it is said, it is read out as the dialog opens, before its first field."""
        self.unread.setVisible(unread)
        self.setAccessibleDescription(UNREAD if unread else self._care)

    def _keep_password_in_sight(self) -> None:
        """It is shown here only, and the sentence beneath takes room from it."""
        if self.lock.password:
            self.refit()
            self.scroll_to(self.lock)

    def _show_lock(self) -> None:
        """The text tells of the password, which is shown here only, and never below the fold."""
        self.body.set_text(telling_of_lock(self.body.text, locked=bool(self.lock.password)))
        self.refit()
        self.scroll_to(self.lock)
