"""How soon a key is painted in the editor, and how soon a section is on screen.

The record is an audit of 612 questions, with its autosave at work beside the typing. A section is
timed until its cards that can be seen are painted.
"""

from __future__ import annotations

import os
from statistics import median, quantiles
from time import perf_counter

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from app.usecases.records import start_record
from tests.benchmarks.measuring import Row, ms
from tests.builders import an_app, with_school
from ui import theme
from ui.main_window import MainWindow
from ui.places import Navigator, RecordPage
from ui.preferences import Preferences
from ui.screens.record.screen import RecordScreen
from ui.tasks import Lanes

WORDS = "Bars were drawn in both classes, and pupils said what each one stood for. "
pytestmark = pytest.mark.benchmark

KEY_AIM, SECTION_AIM = 4.0, 150.0
LARGEST = "/data/QFT"


class Painted(QObject):
    """Notices that a widget was painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched, event) -> bool:  # noqa: N802 - Qt's own name
        self.times += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def screen(qapp, qtbot, tmp_path):
    """An audit in the editor."""
    theme.start(qapp, theme.Appearance("light"))
    app = an_app(tmp_path)
    school = with_school(app)
    record = start_record(app, school.urn, "maths_audit").value.record
    lanes, navigator = Lanes(lambda error: pytest.fail(str(error))), Navigator()
    window = MainWindow(navigator, Preferences(tmp_path))
    window.plug(
        {RecordPage: lambda: RecordScreen(app, lanes, navigator, window.status, window.failures)}
    )
    qtbot.addWidget(window)
    window.show()
    navigator.go(RecordPage(record.id, "/data/QA/QA1/QA1_seen"))
    qtbot.waitUntil(lambda: window.screen_on_show.live is not None)
    QTest.qWait(500)
    yield window.screen_on_show
    window.close()
    lanes.close()
    app.store.close()


def test_a_key_is_painted(tell, qtbot, screen):
    block = screen.panes.page.current_block
    ours = keys_painted(block.editor.box, WORDS * 6)
    bare = QPlainTextEdit()
    qtbot.addWidget(bare)
    bare.resize(640, 400)
    bare.show()
    floor = keys_painted(bare, WORDS * 6)
    assert block.editor.box.text == WORDS * 6
    tell(row("Key to repaint in a text box of an audit, p95", ours, floor))


def test_a_section_is_shown(tell, screen):
    taken = [section_painted(screen, path) for path in (LARGEST, "/data/LD") * 5]
    section = next(s for s in screen.live.opened.definition.sections if s.path == LARGEST)
    asked = sum(screen.live.session.is_relevant(path) for path in _questions(section.items))
    assert asked >= 40
    name = f"A section of {asked} questions on screen (median of {len(taken)})"
    tell(Row(name, ms(median(taken)), aim=f"≤ {SECTION_AIM:g} ms"))


def keys_painted(box, words: str) -> list[float]:
    """How many milliseconds from each key until the box is painted again."""
    box.setFocus()
    painted = Painted(box.viewport())
    return [key_painted(box, painted, letter) for letter in words]


def key_painted(box, painted: Painted, letter: str) -> float:
    QApplication.processEvents()
    before, began = painted.times, perf_counter()
    QTest.keyClick(box, letter)
    while painted.times == before:
        QApplication.processEvents()
    return (perf_counter() - began) * 1000


def section_painted(screen, path: str) -> float:
    """How many milliseconds until a section is painted; the rest of it is drawn after that."""
    painted = Painted(screen.panes.page.viewport())
    began = perf_counter()
    screen.panes.sections.list.chosen.emit(path)
    while not painted.times:
        QApplication.processEvents()
    taken = (perf_counter() - began) * 1000
    QTest.qWait(400)
    return taken


def row(name: str, ours: list[float], floor: list[float]) -> Row:
    mine, least = (quantiles(each, n=20)[18] for each in (ours, floor))
    return Row(f"{name} (of {len(ours)})", ms(mine), ms(least), aim=f"≤ {KEY_AIM:g} ms")


def _questions(items):
    for item in items:
        if hasattr(item, "items"):
            yield from _questions(item.items)
        else:
            yield item.path
