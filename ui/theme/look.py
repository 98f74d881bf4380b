"""The look in force: which colours, which text size, and every value that follows from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from ui.theme.tokens import Scheme, Tokens, tokens

FOLLOW_SYSTEM = "system"
PIXELS_PER_POINT = 96 / 72


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the person chose: `scheme` is "system" or a `Scheme`; `text_percent` is 100 to 200."""

    scheme: str = FOLLOW_SYSTEM
    text_percent: int = 100


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens under one scheme and one text size."""

    tokens: Tokens
    scheme: Scheme = Scheme.LIGHT
    text_percent: int = 100

    def colour(self, role: str) -> QColor:
        """The colour of `role`, as tokens.toml names it; KeyError for a role it does not have."""
        return QColor(self.tokens.colours[self.scheme][role])

    def size(self, name: str) -> int:
        """A length that holds text or an icon (`button`, `rail`, ...): grows with the text."""
        return round(self.tokens.size[name] * self.text_percent / 100)

    def panel(self, name: str) -> int:
        """A length that stays as it is, such as a side panel's width, whatever the text size."""
        return self.tokens.size[name]

    def points(self, style: str) -> float:
        """The size of a type style in points, at the text size in force."""
        return self.tokens.type[style].pt * self.text_percent / 100

    def font(self, style: str = "body", *, strong: bool = False) -> QFont:
        """The font of a type style (`body`, `caption`, `question`, ...), `strong` to stand out."""
        font = QFont([self.tokens.family, *self.tokens.fallback])
        font.setPointSizeF(self.points(style))
        usual = QFont.Weight(self.tokens.type[style].weight)
        font.setWeight(QFont.Weight.DemiBold if strong else usual)
        return font

    def em(self) -> float:
        """The body type's size in pixels: the measure that widths are compared with."""
        return self.points("body") * PIXELS_PER_POINT


def look_for(appearance: Appearance) -> Look:
    """The look for what the person chose; a system set to high contrast always wins."""
    nearest = min(tokens().text_sizes, key=lambda size: abs(size - appearance.text_percent))
    look = Look(tokens(), text_percent=nearest)
    if appearance.scheme == FOLLOW_SYSTEM or _system_wants_contrast():
        return replace(look, scheme=_system_scheme())
    return replace(look, scheme=Scheme(appearance.scheme))


def palette(look: Look) -> QPalette:
    """The palette for the parts of a window that no style sheet rule reaches."""
    result = QPalette()
    for role, name in _PALETTE.items():
        result.setColor(role, look.colour(name))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, look.colour("text_disabled"))
    return result


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()  # while it is held, so is what it hands out
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _system_scheme() -> Scheme:
    if _system_wants_contrast():
        return Scheme.HIGH_CONTRAST
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Scheme.DARK if dark else Scheme.LIGHT


_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text_muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "late",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.Accent: "primary",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "border_strong",
    QPalette.ColorRole.Shadow: "border_strong",
}
