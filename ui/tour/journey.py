"""The main journey, chapter by chapter, and what is told where it stops."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from ui import failures
from ui.tour import around, audit, finishing, first_run, looks, schools, visit
from ui.tour.album import Album
from ui.tour.guide import Guide
from ui.tour.hands import Hands
from ui.tour.stage import Stage
from ui.tour.waiting import TourError, Waiting

_SCREENLESS = "This plugin does not support"  # said of every window where there is no screen
Chapter = Callable[[Guide], None]

CHAPTERS: tuple[tuple[str, Chapter], ...] = (
    ("look round with the sample project", first_run.look_round),
    ("set up a laptop", first_run.set_up),
    ("lock and unlock", first_run.lock_and_unlock),
    ("import the register", schools.import_register),
    ("find a school and take it on", schools.find_school),
    ("plan a year of visits", schools.plan_year),
    ("some weeks later", visit.weeks_later),
    ("show a school", schools.show_school),
    ("show one's schools", schools.show_schools),
    ("open the visit", visit.open_visit),
    ("give earlier actions a status", visit.review_actions),
    ("write what was looked at", visit.look_at_evidence),
    ("choose a level", visit.choose_level),
    ("lose power and carry on", visit.lose_power),
    ("make an action", visit.make_action),
    ("finish too early", visit.finish_too_early),
    ("answer what is missing", visit.answer_gaps),
    ("finish on site", finishing.finish),
    ("look at the PDF", finishing.look_at_pdf),
    ("write the draft", finishing.write_draft),
    ("reopen as a new revision", finishing.reopen),
    ("open an audit", audit.open_audit),
    ("split a prompt by phase", audit.split_prompt),
    ("give levels", audit.give_levels),
    ("show the profile", audit.show_profile),
    ("a child may be at risk", around.child_at_risk),
    ("show the project", around.project_board),
    ("show the records", around.records),
    ("show the settings", around.settings),
    ("show the help", around.helps),
    ("show other looks", looks.other_looks),
    ("lock again", around.lock),
)


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


def travel(folder: Path, place: Path) -> int:
    """Go through all chapters with data below `place`; answers the exit code."""
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
            course.code = _go(guide, course)
        finally:
            application.exit()

    QTimer.singleShot(0, go)
    application.exec()
    logging.getLogger().removeHandler(faults)
    return course.code


def _go(guide: Guide, course: _Course) -> int:
    try:
        for step, chapter in CHAPTERS:
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
