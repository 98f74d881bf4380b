"""Files chosen and named in the dialogs that ask for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.tour import eyes
from ui.tour.guide import Guide
from ui.tour.waiting import TourError


def choose_file(guide: Guide, ask: Callable[[], None], path: Path) -> None:
    """Do `ask`, which opens a file dialog, and choose `path` there."""
    guide.hands.while_asked(ask, lambda dialog: type_path(dialog, path))


def type_path(dialog: QWidget, path: Path) -> None:
    """Type a path into a file dialog and press Enter."""
    lines = eyes.visible(QLineEdit, dialog)
    if not lines:
        raise TourError("a file dialog without a line for the name")
    lines[0].setText(str(path))
    QTest.keyClick(lines[0], Qt.Key.Key_Return)
