"""Writing down a phrase: its words, its abbreviation, its heading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtWidgets import QCompleter, QLineEdit

from app.domain.phrases import SIGN, Phrase
from ui.widgets.choice import dress_completions
from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog, side_by_side
from ui.widgets.text_box import GrowingText

WORDS = "Write what was seen or heard, never what you think of a person."
NO_WORDS = "Write the phrase."


class PhraseDialog(FormDialog):
    """One phrase. `asked` with the main button; read `phrase` then."""

    def __init__(self, phrase: Phrase | None, headings: Iterable[str]) -> None:
        title = "Change a phrase" if phrase else "Add a phrase"
        super().__init__(title, "Keep", WORDS, icon="check", ems=38)
        self._before = phrase or Phrase("", "")
        self.words_box = GrowingText(lines=3, most=12, name="Phrase")
        self.words_box.set_text(self._before.words)
        self.abbreviation = QLineEdit(self._before.abbreviation)
        self.heading = QLineEdit(self._before.heading)
        known = QCompleter(sorted(set(headings) - {""}), self.heading)
        dress_completions(known)
        self.heading.setCompleter(known)
        self._words_field = Field("Phrase", self.words_box)
        hint = f"may stay blank; begins with {SIGN}"
        self.column.addWidget(self._words_field)
        self.column.addWidget(
            side_by_side(
                Field("Abbreviation", self.abbreviation, hint),
                Field("Heading", self.heading, "may stay blank"),
            )
        )
        self.words_box.setFocus()

    @property
    def phrase(self) -> Phrase:
        """What was filled in."""
        return replace(
            self._before,
            words=self.words_box.text,
            abbreviation=self.abbreviation.text(),
            heading=self.heading.text(),
        )

    def check(self) -> bool:
        """Whether there are words to keep."""
        written = bool(self.words_box.text.strip())
        self._words_field.set_error("" if written else NO_WORDS)
        return written
