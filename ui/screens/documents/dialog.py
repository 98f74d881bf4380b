"""A document of a school, chosen and looked at before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.usecases.documents import Format
from app.usecases.school_documents import Offer
from ui import theme
from ui.paper.pages_view import PagesView
from ui.posting.other_ways import OtherWays
from ui.tasks import Lanes
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.choice import Choice
from ui.widgets.field import Field, FieldMessage
from ui.widgets.text import Words

if TYPE_CHECKING:
    from app.usecases.documents import Preview
    from app.usecases.mail import Handed

LOOKING = "Looking at what this school has …"
MAKING = "Making the document …"
_ROOM = 0.92  # of the window it lies over
_EMS = 60


class DocumentsDialog(QDialog):
    """Choose a kind, look at the pages, save or e-mail it.

    `chosen` carries the kind, `save_asked` a format.
    """

    chosen = Signal(str)
    save_asked = Signal(Format)
    mail_asked = Signal()

    def __init__(self, lanes: Lanes, kind: str = "") -> None:
        super().__init__()
        self.setWindowTitle("Documents of this school")
        self._wanted = kind
        self._offers: dict[str, Offer] = {}
        self._pressed: QWidget | None = None
        self.title = Words("Documents of this school", "section", wrap=True)
        self.kinds = Choice((), "Document")
        self.holds = Words("", "table", "text_muted", wrap=True)
        self.message = FieldMessage()
        self.view = PagesView(lanes, "Preview")
        self.save = Button("Save PDF", "save", "main")
        self.save_other = MenuButton("Save another way")
        self.word = self.save_other.add_choice("Save as Word")
        self.web_page = self.save_other.add_choice("Save as web page")
        self.mail = Button("E-mail …", "mail")
        self.after = OtherWays(removing=True)
        self.close_button = Button("Close")
        self._build()
        self.kinds.chosen.connect(self._choose)
        self.save.clicked.connect(lambda: self.save_asked.emit(Format.PDF))
        self.word.triggered.connect(lambda: self.save_asked.emit(Format.WORD))
        self.web_page.triggered.connect(lambda: self.save_asked.emit(Format.HTML))
        self.mail.clicked.connect(self.mail_asked)
        self.close_button.clicked.connect(self.reject)

    @property
    def kind(self) -> str:
        """The key of the kind that is chosen, blank while none is here."""
        return self.kinds.value

    @property
    def reason(self) -> str:
        """Why the chosen kind can't be made, blank where it can."""
        offer = self._offers.get(self.kind)
        return offer.reason if offer else ""

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these kinds, the one that was wanted first."""
        self._offers = {offer.kind.key: offer for offer in offers}
        self.kinds.set_options([(o.kind.key, _words(o)) for o in offers])
        ready = [offer.kind.key for offer in offers if not offer.reason]
        self.kinds.set_value(self._wanted or next(iter(ready), self.kinds.value))
        self._choose(self.kind)
        self.kinds.setFocus()

    def show_preview(self, preview: Preview) -> None:
        """Show the document's pages."""
        self.view.number = 1
        self.view.show_preview(preview)
        self._set_reason("")

    def show_error(self, sentence: str) -> None:
        """Say why there is no document, or why it was not saved."""
        self.message.set_sentence(sentence)
        self.show_ready()
        announce(self, sentence, urgent=True)

    def show_busy(self, words: str) -> None:
        """Say what is going on, and keep the button from being pressed twice.

        Meanwhile nothing else has the keyboard: one more stroke could choose another document.
        """
        pressed = self.focusWidget()
        if pressed in {self.save, self.save_other, self.mail}:
            self._pressed = pressed
            self.setFocus()
        self._set_reason(words)

    def show_ready(self) -> None:
        """Let it be saved and e-mailed again, as far as the chosen kind can be."""
        self._set_reason(self.reason)
        if self._pressed is not None and self.focusWidget() is self:
            self._pressed.setFocus()
        self._pressed = None

    def show_handed(self, handed: Handed | None) -> None:
        """Show what came of opening the draft, with the other ways; None hides it.

        They stand where it said what the document holds: there is little room in large text.
        """
        self.after.show_handed(handed)
        self.holds.setVisible(handed is None)
        if handed is not None:
            self.message.set_sentence("")
            self.after.link.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, handed.message)

    def open_over(self, parent: QWidget) -> None:
        """Open over the window of `parent`, nearly as large."""
        window = parent.window()
        self.setParent(window, Qt.WindowType.Dialog)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wide = min(round(window.width() * _ROOM), round(theme.em() * _EMS))
        self.resize(wide, round(window.height() * _ROOM))
        self.open()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(Field("Document", self.kinds))
        for part in (self.holds, self.message):
            column.addWidget(part)
        column.addWidget(self.after)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.space("gap_between_controls"))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.save_other)
        foot.addWidget(self.mail)
        foot.addWidget(self.save)
        column.addLayout(foot)
        self.view.show_waiting(LOOKING)
        self._set_reason(LOOKING)

    def _set_reason(self, reason: str) -> None:
        """Why nothing can be saved now, blank where it can; a kind may still not be e-mailed."""
        self.save.set_reason(reason)
        self.save_other.set_reason(reason)
        offer = self._offers.get(self.kind)
        self.mail.set_reason((offer.why_not_mailed if offer else "") or reason)

    def _choose(self, key: str) -> None:
        """Tell what the kind holds and for whom; have it made, or say why it can't be."""
        offer = self._offers.get(key)
        if offer is None:
            return
        self.show_handed(None)
        self.holds.setText(f"{offer.kind.holds}. {offer.kind.reader}.")
        self.message.set_sentence(offer.reason, "due")
        self._set_reason(offer.reason or MAKING)
        self.view.show_waiting("" if offer.reason else MAKING)
        if not offer.reason:
            self.chosen.emit(key)


def _words(offer: Offer) -> str:
    return f"{offer.kind.title} (not yet)" if offer.reason else offer.kind.title
