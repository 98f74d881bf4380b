"""After finishing: the documents in their folder, to whom they went, and clearing them away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.domain.calendar import in_words
from app.domain.outbox import OutboxState
from app.domain.records import HandedOver
from app.usecases.documents import Format
from app.usecases.finishing import FinishView
from app.usecases.handing_over import not_to
from app.usecases.mail import Handed
from app.usecases.outbox import OutboxView
from app.usecases.outbox_words import standing
from ui.posting.other_ways import OtherWays
from ui.screens.finish.checks import CheckLines
from ui.widgets.buttons import Button, MenuButton, button_row
from ui.widgets.cards import Card
from ui.widgets.chips import StateChip

_OUTBOX_ICONS = {
    OutboxState.WAITING: ("clock", "text_muted"),
    OutboxState.SENDING: ("clock", "primary"),
    OutboxState.REFUSED: ("circle-alert", "late"),
    OutboxState.UNSURE: ("circle-question-mark", "due"),
}
NONE_SAVED = "No PDF of it was saved on this laptop"
STAYS_READABLE = "Anyone who can open that folder can read what is in it."


class HandOverCard(Card):
    """Where the finished record's documents are, and what was done with them.

    `save_asked` carries the format that is wanted.
    """

    save_asked = Signal(Format)
    reopen_asked = Signal()
    folder_asked = Signal()
    remove_asked = Signal()
    link_asked = Signal()
    by_hand_asked = Signal()
    export_asked = Signal()
    outbox_asked = Signal()

    def __init__(self) -> None:
        super().__init__("Finished", " ")
        self.subtitle.setText("")
        self.chip = StateChip("done", "Locked", "lock")
        self.lines = CheckLines()
        self.save = Button("Save PDF", "save", small=True)
        self.save_other = MenuButton("Save another way", small=True)
        self.show_folder = Button("Show folder", small=True)
        self.reopen = Button("Reopen", "pencil", small=True)
        self.export = Button("Export …", "arrow-up-from-line", small=True)
        self.export.setToolTip("As data: Excel, CSV or XML")
        self.outbox = Button("Outbox", "mail", small=True)
        self.remove = Button("Remove these files from this laptop", "x", small=True)
        self.trouble = OtherWays()
        self._has_files = False
        self._fill()
        self._connect()

    def show_view(self, view: FinishView) -> None:
        """Show where the finished record `view` stands."""
        self.lines.clear()
        self.chip.set_state("done", f"Revision {view.record.revision}, locked", "lock")
        self.lines.add_line("circle-check", "done", _frozen(view))
        if view.files:
            names = ", ".join(path.name for path in view.files)
            self.lines.add_line("file-text", "text", f"{names} in {view.folder}. {STAYS_READABLE}")
        else:
            self.lines.add_line("file-text", "text_muted", _no_file(view))
        for handed in view.handed_before:
            self.lines.add_line("mail", "text_muted", f"An earlier revision: {_handed(handed)}")
        for handed in view.handed:
            self.lines.add_line("mail", "done", _handed(handed))
        self._add_messages(view.outbox)
        self.outbox.setVisible(bool(view.outbox.items))
        self.save.setText("Save PDF again" if view.has_pdf else "Save PDF")
        self.reopen.setText(f"Reopen as revision {view.record.revision + 1}")
        self._has_files = bool(view.files)
        self._show_folder_button()
        self.remove.setVisible(bool(view.files and (view.handed or view.handed_before)))

    def show_handed(self, handed: Handed | None) -> None:
        """Show what came of opening the draft, with the other ways; None hides it."""
        self.trouble.show_handed(handed)
        self._show_folder_button()

    def focus_other_ways(self) -> bool:
        """Put the keyboard on the ways to send without a draft; False where none are offered."""
        if not self.trouble.by_hand.isVisible():
            return False
        self.trouble.link.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _add_messages(self, outbox: OutboxView) -> None:
        """What waits, and what was not sent to all; the last leads to where it is sent again."""
        for item in outbox.items:
            if item.id in outbox.missed:
                words = not_to(outbox.missed[item.id])
                self.lines.add_line("triangle-alert", "due", words, self.outbox_asked.emit)
            elif item.state is not OutboxState.SENT:
                icon, role = _OUTBOX_ICONS[item.state]
                to = ", ".join(item.recipients)
                stands = standing(item, outbox.now, held=outbox.is_held)
                self.lines.add_line(icon, role, f"To {to}: {stands}")

    def _show_folder_button(self) -> None:
        """Only once: the ways to send that stand above have one while they are shown."""
        self.show_folder.setVisible(self._has_files and self.trouble.isHidden())

    def _fill(self) -> None:
        self.heading.addWidget(self.chip)
        self.body.addWidget(self.lines)
        self.body.addWidget(self.trouble)
        self.word = self.save_other.add_choice("Save as Word")
        self.web_page = self.save_other.add_choice("Save as web page")
        self.body.addWidget(
            button_row(
                *(self.save, self.save_other, self.show_folder, self.outbox),
                *(self.export, self.remove, self.reopen),
            )
        )

    def _connect(self) -> None:
        self.save.clicked.connect(lambda: self.save_asked.emit(Format.PDF))
        self.word.triggered.connect(lambda: self.save_asked.emit(Format.WORD))
        self.web_page.triggered.connect(lambda: self.save_asked.emit(Format.HTML))
        self.reopen.clicked.connect(self.reopen_asked)
        self.export.clicked.connect(self.export_asked)
        self.outbox.clicked.connect(self.outbox_asked)
        self.show_folder.clicked.connect(self.folder_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.trouble.link.clicked.connect(self.link_asked)
        self.trouble.folder.clicked.connect(self.folder_asked)
        self.trouble.by_hand.clicked.connect(self.by_hand_asked)


def _frozen(view: FinishView) -> str:
    when = view.record.finished_at
    told = f" {in_words(when.date())}, {when:%H:%M}" if when else ""
    where = " on site" if view.on_site else ""
    return f"Finished{where}{told}. This version is frozen; a correction is a new revision."


def _no_file(view: FinishView) -> str:
    if view.documents:
        where = f"No PDF of it lies in {view.folder}" if view.folder else NONE_SAVED
        return f"{where}. It can be saved at any time."
    later = " It is saved when you make the e-mail draft, too." if view.for_school else ""
    return f"The PDF has not been saved yet.{later}"


def _handed(handed: HandedOver) -> str:
    return f"Handed over {in_words(handed.at.date())}, {handed.at:%H:%M}, to {handed.recipients}"
