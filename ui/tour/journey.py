"""The main journey, chapter by chapter, and what is told where it stops."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui import failures
from ui.tour.album import Album
from ui.tour.chapters import steps_of
from ui.tour.guide import Guide
from ui.tour.hands import Hands
from ui.tour.stage import Stage
from ui.tour.waiting import TourError, Waiting

_SCREENLESS = "This plugin does not support"  # said of every window where there is no screen


class _Faults(logging.Handler):
    """Tells the waiting of every error that the program logs."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__(logging.ERROR)
        self._waiting = waiting

    def emit(self, record: logging.LogRecord) -> None:
        self._waiting.add_trouble(f"the program logged an error: {record.getMessage()}")


@dataclass(slots=True)
class _Course:
    """How far the tour is, and how it ended."""

    step: str = ""
    code: int = 1


def travel(folder: Path, place: Path, parts: Sequence[str] = ()) -> int:
    """Go through these parts (all without any), data below `place`; answers the exit code."""
    application = _application(place)
    qInstallMessageHandler(_tell_of_qt)
    waiting = Waiting()
    faults = _Faults(waiting)
    logging.getLogger().addHandler(faults)
    failures.catch_unexpected(lambda error: waiting.add_trouble(f"unexpected: {error!r}"))
    stage = Stage(application, place, waiting)
    guide = Guide(stage, Hands(waiting), Album(folder, waiting))
    course = _Course()

    def go() -> None:
        try:
            course.code = _go(guide, course, parts)
        finally:
            application.exit()

    QTimer.singleShot(0, go)
    application.exec()
    logging.getLogger().removeHandler(faults)
    return course.code


def _go(guide: Guide, course: _Course, parts: Sequence[str]) -> int:
    try:
        for step, chapter in steps_of(parts):
            course.step = step
            chapter(guide)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is told with its step
        _tell(guide, course.step, problem)
        return 1
    finally:
        guide.album.close()
        guide.stage.close()
    return 0


def _tell(guide: Guide, step: str, problem: Exception) -> None:
    known = isinstance(problem, TourError)
    if not known:
        logging.getLogger(__name__).debug("the tour stopped", exc_info=problem)
    words = str(problem) if known else f"{type(problem).__name__}: {problem}"
    print(f"The tour stopped at “{step}”: {words}.", file=sys.stderr)  # noqa: T201 - a command
    guide.album.snap("stopped-here.png")


def _tell_of_qt(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if not words.startswith(_SCREENLESS):
        print(words, file=sys.stderr)  # noqa: T201 - as above


def _application(place: Path) -> QApplication:
    from ui.running import make_application
    from ui.widgets.focus_ring import RingFollower

    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = make_application(place)
    application.setCursorFlashTime(0)  # a blinking cursor would never let a picture rest
    application.setQuitOnLastWindowClosed(False)
    RingFollower(application)
    return application
