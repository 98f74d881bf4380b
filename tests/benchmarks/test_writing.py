"""What marking misspelt words costs while they are written, and reading the dictionary.

The pen's own part of a key is its handling and painting in a box with a pen, beyond the same box
without one. The longest wait for a key is taken while the dictionary is read beside the typing.
"""

from __future__ import annotations

import os
import threading
from itertools import cycle
from statistics import median, quantiles
from time import perf_counter

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.spelling import speller
from tests.benchmarks.measuring import Row, clocked, ms
from tests.builders import an_app
from tests.builders_desk import a_desk
from ui import theme
from ui.main_window import MainWindow
from ui.places import Navigator
from ui.preferences import Preferences
from ui.tasks import Lanes
from ui.widgets.text_box import GrowingText
from ui.writing.pen import WritingPen

pytestmark = pytest.mark.benchmark
NOTE = "Bars were drawn in both clases, and pupils said what each one stood for; P07 did too. " * 4
LONG = "Pupils saw which bars were meant and drew them on the board with care. " * 45 + "wich "
PEN_AIM, WAIT_AIM, READ_AIM = 1.0, 50.0, 1_000.0


@pytest.fixture
def boxes(qapp, qtbot, tmp_path):
    """A box with a pen, and one without."""
    theme.start(qapp, theme.Appearance("light"))
    app = an_app(tmp_path)
    lanes = Lanes(lambda error: pytest.fail(str(error)))
    window = MainWindow(Navigator(), Preferences(tmp_path))
    window.pen = WritingPen(a_desk(app, lanes, window, tmp_path), window)
    page, bare_page = QWidget(), QWidget()
    penned, bare = GrowingText(), GrowingText()
    for holder, box in ((page, penned), (bare_page, bare)):
        QVBoxLayout(holder).addWidget(box)
    window.pages.addWidget(page)
    for top in (window, bare_page):
        qtbot.addWidget(top)
        top.resize(900, 700)
        top.show()
    QTest.qWait(300)
    yield penned, bare
    window.close()
    lanes.close()
    app.store.close()


def test_the_dictionary_is_read_while_somebody_types(tell, boxes):
    penned, _bare = boxes
    speller._built.cache_clear()
    reading = threading.Thread(target=speller._dictionary)
    began, waits, letters = perf_counter(), [], cycle(NOTE)
    reading.start()
    while reading.is_alive():
        waits.append(clocked(lambda: written(penned, next(letters))))
        QApplication.processEvents()
    taken = (perf_counter() - began) * 1000
    tell(Row("Dictionary read, beside typing", ms(taken), aim=f"≤ {READ_AIM:,.0f} ms"))
    name = f"Longest wait for a key meanwhile (of {len(waits)})"
    tell(Row(name, ms(max(waits)), aim=f"≤ {WAIT_AIM:g} ms"))


@pytest.mark.parametrize(("name", "start"), [("a short note", ""), ("a note of 600 words", LONG)])
def test_marks_cost_little_at_each_key(tell, boxes, name, start):
    taken = {}
    for box in boxes:
        box.set_text(start)
        box.moveCursor(box.textCursor().MoveOperation.End)
        box.setFocus()
        QTest.qWait(800)
        taken[box] = [clocked(lambda box=box, letter=k: written(box, letter)) for k in NOTE]
    mine, least = (taken[box] for box in boxes)
    extra = median(mine) - median(least)
    high = quantiles(mine, n=20)[18] - quantiles(least, n=20)[18]
    words = f"{ms(max(extra, 0))}, p95 {ms(max(high, 0))}"
    tell(Row(f"Marks, beyond a bare key, in {name}", words, aim=f"≤ {PEN_AIM:g} ms"))


def written(box: GrowingText, letter: str) -> None:
    """One key, handled and painted."""
    QTest.keyClick(box, letter)
    box.viewport().repaint()
