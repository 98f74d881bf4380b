"""The typeface that ships with the program, made known to Qt once."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from app.paths import resource_path
from ui.theme.tokens import tokens


@cache
def load_fonts() -> None:
    """Register the font files of the tokens; where one is missing the fallback family serves."""
    for name in tokens().font_files:
        QFontDatabase.addApplicationFont(str(resource_path("fonts", name)))
