"""Writing: whether spelling is checked, and the way to phrases, learned words and second looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.settings import SPELL_CHECK
from app.usecases.own_settings import SettingsView
from app.usecases.spelling import switch_spell_check
from ui.tasks import Lanes
from ui.widgets.buttons import Button, button_row
from ui.widgets.cards import Card
from ui.widgets.check_box import CheckBox
from ui.widgets.text import Words
from ui.widgets.text_box import pen_of

if TYPE_CHECKING:
    from app.parts import App


class WritingCard(Card):
    """The switch of the spell check; the two wishes are for the page of phrases.

    `looks_asked` is for what stands there of words to look at twice.
    """

    phrases_asked = Signal()
    looks_asked = Signal()

    def __init__(self, app: App, lanes: Lanes) -> None:
        super().__init__("Writing")
        self._app = app
        self._lanes = lanes
        self.spelling = CheckBox("Check spelling, in British English")
        self.phrases = Button("Phrases and my words", "notebook-pen", small=True)
        self.looks = Button("Words to look at twice", "eye", small=True)
        self.body.addWidget(self.spelling)
        self.body.addWidget(Words(SPELL_CHECK.meaning, "caption", "text_muted", wrap=True))
        self.body.addWidget(button_row(self.phrases, self.looks))
        self.body.addStretch(1)
        self.spelling.clicked.connect(self._switch)
        self.phrases.clicked.connect(self.phrases_asked)
        self.looks.clicked.connect(self.looks_asked)

    def show_view(self, view: SettingsView) -> None:
        """Show the switch as it is kept."""
        self.spelling.setChecked(view.spell_check)

    def _switch(self, wanted: bool) -> None:  # noqa: FBT001 - what the signal sends
        self._lanes.run(
            lambda: switch_spell_check(self._app, wanted=wanted), done=lambda _on: self._tell_pen()
        )

    def _tell_pen(self) -> None:
        pen = pen_of(self)
        if pen is not None:
            pen.refresh()
