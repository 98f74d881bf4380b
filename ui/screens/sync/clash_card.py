"""A clash: what two people entered in one place, side by side, and the ways to settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.differing import differing
from ui.commands import Act
from ui.screens.sync.version_card import VersionCard
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.clearing import clear_layout
from ui.widgets.icon_line import IconLine
from ui.widgets.text import Words
from ui.widgets.text_box import GrowingText

if TYPE_CHECKING:
    from app.usecases.team_clashes import TeamClash

KEPT = "both are kept until you choose"
UNDERLINED = "Underlined words are only in that version."
NOT_WORDS = "One of the two has to be chosen: this is not a text."


class ClashCard(Card):
    """`chosen(clash, choice)` settles: the place of a version, or a text in place of them all.

    `show_asked(clash)` leads to where it is, `later_asked` puts it off, `step_asked(by)` goes to
    the clash before or after.
    """

    chosen = Signal(object, object)
    show_asked = Signal(object)
    later_asked = Signal()
    step_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(" ", style="section")
        self.title.setWordWrap(True)
        self._clash: TeamClash | None = None
        self.cards: list[VersionCard] = []
        self.previous = Button("Previous", "chevron-left", small=True)
        self.next = Button("Next", "chevron-right", small=True)
        self.where = Words("", "table", "text_muted", wrap=True)
        self.mine = Button("Keep your answer", "check", "main")
        self.theirs = Button("Keep theirs")
        self.both = Button("Use both", "combine")
        self.write = Button("Write a new one", "pencil")
        self.show_it = Button("Show", "arrow-right", "text", small=True)
        self.later = Button("Decide later", kind="text")
        self.box = GrowingText()
        self.keep_words = Button("Keep these words", "check", "main")
        self.leave_words = Button("Cancel")
        self._group = QButtonGroup(self)
        self._versions = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._hint = IconLine("info", "text_muted", UNDERLINED, "caption", "text_muted")
        self._acts = button_row(self.mine, self.theirs, self.both, self.write, self.later)
        self._writing = QWidget()
        self._fill()
        self._connect()

    @property
    def clash(self) -> TeamClash | None:
        """What is shown."""
        return self._clash

    def acts(self) -> Mapping[str, Act]:
        """What the keys do while a clash is shown."""
        if self._clash is None or self.isHidden():
            return {}
        acts: dict[str, Act] = {}
        for key, button in (
            ("keep_mine", self.mine),
            ("keep_theirs", self.theirs),
            ("use_both", self.both),
        ):
            if not button.isHidden():
                acts[key] = button.click
        return acts

    def show_clash(self, clash: TeamClash, today: date, at: int, total: int) -> None:
        """Show a clash, the one at place `at` of so many."""
        self._clash = clash
        line = clash.line
        self.title.setText(line.what)
        self.show_it.setAccessibleName(f"Show where it is: {line.what}")
        self.setAccessibleName(f"Clash {at + 1} of {total}: {line.what}")
        parts = (clash.about.what, clash.about.where, KEPT)
        self.where.setText(" · ".join(part for part in parts if part))
        self._fill_versions(clash, today)
        self._hint.words.setText(UNDERLINED if clash.in_words else NOT_WORDS)
        for button in (self.both, self.write):
            button.setVisible(clash.in_words)
        self.show_it.setVisible(bool(clash.about.record_id or clash.about.urn))
        self.show_steps(at, total)
        self._stop_writing()
        self._name_choices()
        self.show()

    def show_steps(self, at: int, total: int) -> None:
        """Offer the clashes before and after this one."""
        for step in (self.previous, self.next):
            step.setVisible(total > 1)
        self.previous.setEnabled(at > 0)
        self.next.setEnabled(at < total - 1)

    @property
    def is_writing(self) -> bool:
        """Whether new words are being written in place of both."""
        return not self._writing.isHidden()

    def is_of(self, clash_id: str) -> bool:
        """Whether that clash is shown."""
        return self._clash is not None and self._clash.id == clash_id

    def forget(self) -> None:
        """Show no clash."""
        self._clash = None
        self.hide()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first thing that settles it."""
        first = self.mine if not self.mine.isHidden() else self.theirs
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_stacked(self, *, stacked: bool) -> None:
        """Put the versions one below the other, or side by side."""
        ways = QBoxLayout.Direction
        self._versions.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._versions.invalidate()

    def _fill(self) -> None:
        self.heading.addWidget(self.previous, 0, Qt.AlignmentFlag.AlignTop)
        self.heading.addWidget(self.next, 0, Qt.AlignmentFlag.AlignTop)
        self._versions.setSpacing(12)
        self.box.setAccessibleName("Your new words, in place of both")
        writing = QVBoxLayout(self._writing)
        writing.setContentsMargins(0, 0, 0, 0)
        writing.setSpacing(10)
        writing.addWidget(Words("Your new words, in place of both", "caption", strong=True))
        writing.addWidget(self.box)
        writing.addWidget(button_row(self.keep_words, self.leave_words))
        row = QHBoxLayout()
        row.addWidget(self.where, 1)
        row.addWidget(self.show_it, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.addLayout(self._versions)
        for part in (self._hint, self._acts, self._writing):
            self.body.addWidget(part)
        self._writing.hide()

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.step_asked.emit(-1))
        self.next.clicked.connect(lambda: self.step_asked.emit(1))
        self.mine.clicked.connect(lambda: self._choose(self._place_of_mine()))
        self.theirs.clicked.connect(lambda: self._choose(self._place_of_theirs()))
        self.both.clicked.connect(self._choose_both)
        self.write.clicked.connect(self._write)
        self.show_it.clicked.connect(lambda: self.show_asked.emit(self._clash))
        self.later.clicked.connect(self.later_asked)
        self.keep_words.clicked.connect(self._choose_words)
        self.leave_words.clicked.connect(self._leave_words)

    def _fill_versions(self, clash: TeamClash, today: date) -> None:
        clear_layout(self._versions)
        versions = clash.line.versions
        self.cards = []
        for at, version in enumerate(versions):
            other = versions[1 if at == 0 else 0].words if len(versions) > 1 else version.words
            parts = differing(version.words, other) if clash.in_words else ()
            card = VersionCard(version, parts, today, shown=at == 0)
            card.picked.connect(self._name_choices)
            self._group.addButton(card.radio)
            self._versions.addWidget(card, 1)
            self.cards.append(card)
            card.show()
        self.cards[self._place_of_mine() or 0].radio.setChecked(True)

    def _name_choices(self) -> None:
        """Say on the buttons whose answer is kept; the main one is for the card that is chosen."""
        mine, theirs = self._place_of_mine(), self._place_of_theirs()
        self.mine.setVisible(mine is not None)
        self.theirs.setVisible(theirs is not None)
        if theirs is not None:
            self.theirs.setText(f"Keep {_possessive(self.cards[theirs].version.who)} answer")
        on_mine = mine is not None and self.cards[mine].radio.isChecked()
        self.mine.set_kind("main" if on_mine else "plain")
        self.theirs.set_kind("plain" if on_mine else "main")

    def _place_of_mine(self) -> int | None:
        return next((at for at, card in enumerate(self.cards) if card.version.mine), None)

    def _place_of_theirs(self) -> int | None:
        """The colleague's version that is chosen, else the first."""
        theirs = [at for at, card in enumerate(self.cards) if not card.version.mine]
        chosen = (at for at in theirs if self.cards[at].radio.isChecked())
        return next(chosen, theirs[0] if theirs else None)

    def _choose(self, place: int | None) -> None:
        if self._clash is not None and place is not None:
            self.chosen.emit(self._clash, place)

    def _choose_both(self) -> None:
        if self._clash is not None:
            self.chosen.emit(self._clash, _both(self.cards))

    def _choose_words(self) -> None:
        words = self.box.toPlainText().strip()
        if self._clash is not None and words:
            self.chosen.emit(self._clash, words)

    def _write(self) -> None:
        chosen = next((card for card in self.cards if card.radio.isChecked()), self.cards[0])
        self.box.setPlainText(str(chosen.version.value))
        self._acts.hide()
        self._writing.show()
        self.box.moveCursor(QTextCursor.MoveOperation.End)
        self.box.setFocus()

    def _leave_words(self) -> None:
        self._stop_writing()
        self.write.setFocus()

    def _stop_writing(self) -> None:
        self._writing.hide()
        self._acts.show()


def _both(cards: Sequence[VersionCard]) -> str:
    return "\n\n".join(str(card.version.value) for card in cards)


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
