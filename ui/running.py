"""Running the window: the application, its look, one window per folder, and the door."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from ui import failures, theme
from ui.opening import Opening
from ui.preferences import Preferences
from ui.second_start import FirstStart, raise_first

STARTED = 2_000  # milliseconds after which any start is over


def make_application(folder: Path) -> QApplication:
    """The application in the look that `folder` remembers, with British dates and numbers."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([*sys.argv[:1], *theme.STYLE_ARGUMENTS])
    application.setApplicationName("Visitbook")
    application.setApplicationDisplayName("")  # the windows' titles say it themselves
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.start(application, Preferences(folder).appearance)
    return application


def run_window(folder: Path) -> int:
    """Open the window on `folder` and run until it is closed; answers the exit code."""
    application = make_application(folder)
    if raise_first(folder):
        return 0
    opening = Opening(application, folder)
    failures.catch_unexpected(opening.present)
    first = FirstStart(folder)
    first.raised.connect(opening.come_to_front)
    opening.ended.connect(application.quit)
    application.setQuitOnLastWindowClosed(False)
    opening.ready.connect(
        lambda: _after_painting(application, folder, first),
        Qt.ConnectionType.SingleShotConnection,
    )
    opening.begin()
    QTimer.singleShot(STARTED, _collect_rubbish)
    code = application.exec()
    opening.end()
    first.end()
    return code


def _collect_rubbish() -> None:
    """From here on; what the start made is kept for good, and not looked through again."""
    gc.freeze()
    gc.enable()


def _after_painting(application: QApplication, folder: Path, first: FirstStart) -> None:
    """What can wait until the door is on screen: 20 ms of a start of 100."""
    from app import logs
    from ui.widgets.focus_ring import RingFollower

    RingFollower(application)
    logs.start(folder)
    first.listen()
