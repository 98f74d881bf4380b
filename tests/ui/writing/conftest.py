"""A window with two boxes to write in, the pen of that window, and an open program behind it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.builders import an_app
from tests.builders_desk import a_desk
from ui.main_window import MainWindow
from ui.places import Navigator
from ui.preferences import Preferences
from ui.tasks import Lanes
from ui.widgets.text_box import GrowingText
from ui.writing.pen import WritingPen


@pytest.fixture
def app(tmp_path):
    app = an_app(tmp_path)
    yield app
    app.store.close()


@pytest.fixture
def lanes():
    lanes = Lanes(lambda error: pytest.fail(str(error)))
    yield lanes
    lanes.close()


@pytest.fixture
def desk(qapp, app, lanes, tmp_path):
    window = MainWindow(Navigator(), Preferences(tmp_path))
    return a_desk(app, lanes, window, tmp_path)


@pytest.fixture
def window(desk):
    return desk.commands.parent()


@pytest.fixture
def pen(desk, window):
    window.pen = WritingPen(desk, window)
    desk.commands.answer_always(window.pen.acts())
    return window.pen


@pytest.fixture
def boxes(pen, window, shown):
    """Two boxes above each other; the first has the keyboard."""
    page = QWidget()
    column = QVBoxLayout(page)
    boxes = GrowingText(name="What was seen"), GrowingText(name="What comes next")
    for box in boxes:
        column.addWidget(box)
    window.pages.addWidget(page)
    shown(window, 1000, 700)
    boxes[0].setFocus()
    return boxes


@pytest.fixture
def box(boxes):
    return boxes[0]


@pytest.fixture
def marks(pen, qtbot):
    """The marked words of a box, once they are these: `marks(box, "teh")`."""

    def wait(box, *wanted):
        def marked():
            block = box.document().begin()
            found = []
            while block.isValid():
                found += [word.word for word in pen.spelling.marked(box, block)]
                block = block.next()
            return found

        qtbot.waitUntil(lambda: marked() == list(wanted), timeout=10_000)

    return wait


@pytest.fixture
def menu(qtbot):
    """The menu that opened."""

    def wait():
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=10_000)
        return QApplication.activePopupWidget()

    return wait
