"""News of other things comes while somebody writes: nothing moves, and the words go on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.usecases.records import start_record
from tests.ui.screens.record.conftest import ST_OSWINS
from ui.widgets.buttons import Button


@pytest.fixture
def box(editor, visit_2, qtbot):
    """The window and a box of it that is being written in."""
    made = editor(visit_2, "/data/about/purpose")
    box = made.block("purpose").editor.box
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box, "We looked at")
    return made, box


def test_news_moves_nothing_on_the_page(box, qtbot):
    made, box = box
    before = box.mapTo(made.window, QPoint())
    made.screen.told.emit("done", "The agreement’s date is kept.", ())
    qtbot.waitUntil(lambda: made.window.banners.height() > 0 and made.window.banners.isVisible())
    assert box.mapTo(made.window, QPoint()) == before
    assert made.window.banners.y() > made.window.pages.y()


def test_the_sentence_goes_on_after_the_news_is_closed_with_the_mouse(box, qtbot):
    made, box = box
    made.screen.told.emit("done", "The agreement’s date is kept.", ())
    (banner,) = made.window.banners.banners
    (close,) = banner.findChildren(Button)
    qtbot.waitUntil(lambda: close.isVisible() and close.width() > 0)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(QApplication.focusWidget(), " part of it")
    assert box.text == "We looked at part of it"
    assert made.window.banners.banners == ()


def test_news_of_one_record_does_not_follow_to_another(box, qtbot):
    made, _box = box
    made.screen.told.emit("done", "Kept: quality read.", ())
    made.open(start_record(made.app, ST_OSWINS, "visit_1").value.record.id)
    assert made.window.banners.banners == ()
