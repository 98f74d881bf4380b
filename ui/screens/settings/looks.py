"""How the window looks: the size of the words, and the colours."""

from __future__ import annotations

from app.settings import COLOUR_SCHEME, TEXT_PERCENT
from ui import theme
from ui.preferences import Preferences
from ui.widgets.cards import Card
from ui.widgets.chips import ChoiceChips
from ui.widgets.field import Field

_SCHEMES = {
    "system": "As the system",
    "light": "Light",
    "dark": "Dark",
    "high_contrast": "High contrast",
}


class LooksCard(Card):
    """Text size and colours; the whole window follows at once."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__("How it looks")
        self._preferences = preferences
        sizes = [(str(percent), f"{percent} %") for percent in TEXT_PERCENT.choices]
        schemes = [(scheme, _SCHEMES[scheme]) for scheme in COLOUR_SCHEME.choices]
        self.text_size = ChoiceChips(sizes, "Text size", several=False)
        self.scheme = ChoiceChips(schemes, "Colours", several=False)
        self.body.addWidget(Field("Text size", self.text_size))
        self.body.addWidget(Field("Colours", self.scheme))
        self.body.addStretch(1)
        self._show()
        self.text_size.chosen.connect(self._take_size)
        self.scheme.chosen.connect(self._take_scheme)

    def _show(self) -> None:
        appearance = self._preferences.appearance
        self.text_size.set_value((str(appearance.text_percent),))
        self.scheme.set_value((str(appearance.scheme),))

    def _take_size(self, values: tuple[str, ...]) -> None:
        if values:
            scheme = self._preferences.appearance.scheme
            self._change(theme.Appearance(scheme, int(values[0])))
        self._show()  # pressing the chosen one again takes it back, which here means nothing

    def _take_scheme(self, values: tuple[str, ...]) -> None:
        if values:
            percent = self._preferences.appearance.text_percent
            self._change(theme.Appearance(values[0], percent))
        self._show()

    def _change(self, appearance: theme.Appearance) -> None:
        self._preferences.keep_appearance(appearance)
        theme.change(appearance)
