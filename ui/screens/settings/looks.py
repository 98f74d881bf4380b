"""How the window looks: the size of the words, and the colours."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.settings import COLOUR_SCHEME, TEXT_PERCENT
from ui import theme
from ui.preferences import Preferences
from ui.widgets.cards import Card
from ui.widgets.chips import ChoiceChips
from ui.widgets.field import Field
from ui.widgets.text import Words

WORKING = "Changing every page …"

_SCHEMES = {
    "system": "As the system",
    "light": "Light",
    "dark": "Dark",
    "high_contrast": "High contrast",
}


class LooksCard(Card):
    """Text size and colours; the whole window follows."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("How it looks")
        self._preferences = preferences
        sizes = [(str(percent), f"{percent} %") for percent in TEXT_PERCENT.choices]
        schemes = [(scheme, _SCHEMES[scheme]) for scheme in COLOUR_SCHEME.choices]
        self.text_size = ChoiceChips(sizes, "Text size", several=False)
        self.scheme = ChoiceChips(schemes, "Colours", several=False)
        self.body.addWidget(Field("Text size", self.text_size))
        self.working = Words("", "caption", "text_muted")
        self._chosen = preferences.appearance
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._dress)
        self.body.addWidget(Field("Colours", self.scheme))
        self.body.addWidget(self.working)
        self.body.addStretch(1)
        self._show()
        self.text_size.chosen.connect(self._take_size)
        self.scheme.chosen.connect(self._take_scheme)

    def _show(self) -> None:
        self._show_chosen(self._preferences.appearance)

    def _show_chosen(self, appearance: theme.Appearance) -> None:
        self.text_size.set_value((str(appearance.text_percent),))
        self.scheme.set_value((str(appearance.scheme),))

    def _take_size(self, values: tuple[str, ...]) -> None:
        if values:
            self._change(theme.Appearance(self._chosen.scheme, int(values[0])))
        else:
            self._show_chosen(self._chosen)  # pressing it again takes it back: it means nothing

    def _take_scheme(self, values: tuple[str, ...]) -> None:
        if values:
            self._change(theme.Appearance(values[0], self._chosen.text_percent))
        else:
            self._show_chosen(self._chosen)

    def _change(self, appearance: theme.Appearance) -> None:
        """Show the choice, and that it is at work, before the window is dressed anew."""
        if not self._soon.isActive():
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        self._chosen = appearance
        self._show_chosen(appearance)
        self.working.setText(WORKING)
        self.repaint()  # the window answers nobody while it is dressed
        self._soon.start()

    def _dress(self) -> None:
        try:
            self._preferences.keep_appearance(self._chosen)
            theme.change(self._chosen)
        finally:
            QApplication.restoreOverrideCursor()
            self.working.setText("")
        self._show()
