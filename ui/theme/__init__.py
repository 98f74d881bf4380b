"""How everything looks: ask here for a colour, an icon, a font or a length, by name.

    theme.start(application, Appearance())     once, before the first window
    theme.change(Appearance("dark", 150))      at any time: every window follows
    theme.colour("late"), theme.icon("lock", "text_muted"), theme.font("caption")
    theme.size("button")      grows with the text size
    theme.space("page_margin"), theme.radius("card"), theme.line("chosen")   do not

Ask when you paint or lay out, not when you are built: then a change of scheme or text size needs
no code. A widget that set a length itself sets it again in `changeEvent` on `StyleChange`, which
Qt sends to every widget at a change. Words in a `QLabel` take their style from the properties
`type` (a step of the type scale) and `role` (a colour): see `ui.widgets.text.Words`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QObject, QSize, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import load_fonts
from ui.theme.icons import RoleIconEngine, drawn
from ui.theme.look import FOLLOW_SYSTEM, Appearance, Look, look_for, palette
from ui.theme.style_sheet import style_sheet
from ui.theme.tokens import Scheme, contrast, tokens

__all__ = [
    "FOLLOW_SYSTEM",
    "STYLE_ARGUMENTS",
    "Appearance",
    "Look",
    "Scheme",
    "change",
    "colour",
    "contrast",
    "em",
    "font",
    "icon",
    "icon_size",
    "line",
    "look",
    "on_change",
    "panel",
    "picture",
    "radius",
    "size",
    "space",
    "start",
]

STYLE_ARGUMENTS = ("-style", "fusion")
"""What to start the application with: asking for the style later costs 20 ms of a start."""


class _Dresser(QObject):
    """Keeps the application in the look that the person chose, or the system asks for."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.appearance = Appearance()
        self.look = Look(tokens())

    def follow_system(self, application: QApplication) -> None:
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self.dress)
        hints.accessibility().contrastPreferenceChanged.connect(self.dress)

    @Slot()
    def dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.look = look_for(self.appearance)
        application.setPalette(palette(self.look))
        application.setFont(self.look.font())
        application.setStyleSheet(style_sheet(self.look))
        self.changed.emit()


@lru_cache(maxsize=1)
def _dresser() -> _Dresser:
    return _Dresser()


def start(application: QApplication, appearance: Appearance | None = None) -> None:
    """Dress `application`, and keep it so when the system turns dark or to high contrast."""
    load_fonts()
    _dresser().follow_system(application)
    change(appearance or Appearance())


def change(appearance: Appearance) -> None:
    """Take on another scheme or text size; every open window follows at once."""
    _dresser().appearance = appearance
    _dresser().dress()


def on_change(slot: Callable[[], None]) -> None:
    """Have `slot` (a method of a QObject) called after every change of the look."""
    _dresser().changed.connect(slot)


def look() -> Look:
    """The look in force."""
    return _dresser().look


def colour(role: str) -> QColor:
    """The colour of a role: `text`, `late`, `primary`, ... as tokens.toml names them."""
    return look().colour(role)


def font(style: str = "body", *, strong: bool = False) -> QFont:
    """The font of a type style: `body`, `caption`, `card_title`, ...; `strong` to stand out."""
    return look().font(style, strong=strong)


def size(name: str) -> int:
    """A length in pixels that grows with the text size: `button`, `icon`, `page_header`, ..."""
    return look().size(name)


def panel(name: str) -> int:
    """A length in pixels that stays as it is: `sections_panel`, `side_panel_narrow`, ..."""
    return look().panel(name)


def em() -> float:
    """The size of body type in pixels."""
    return look().em()


def space(name: str) -> int:
    """A distance in pixels: `page_margin`, `card_padding`, `gap_between_cards`, ..."""
    return look().tokens.space[name]


def radius(name: str) -> int:
    """How round the corners are, in pixels: `chip`, `control`, `card`, `badge`."""
    return look().tokens.radius[name]


def line(name: str) -> int:
    """How thick a line is, in pixels: `control`, `chosen`, `focus_ring`, ..."""
    return look().tokens.line[name]


@lru_cache(maxsize=512)
def icon(name: str, role: str = "text", on_role: str = "") -> QIcon:
    """The icon `name` in the colour of `role`, in `on_role` where its control is chosen."""
    return QIcon(RoleIconEngine(name, role, on_role or role, colour))


def picture(name: str, role: str, side: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` as a square picture, `side` pixels wide, for painting it oneself."""
    return drawn(name, colour(role), side, ratio)


def icon_size(name: str = "icon", *, gap: int = 0) -> QSize:
    """The size to give a control for its icon; `gap` pixels of it stay free before the words."""
    return QSize(size(name) + gap, size(name))
