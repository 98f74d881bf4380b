"""The line that is being written is seen, and so is what is said beneath it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.counting import counted
from tests.builders_desk import a_desk
from ui.writing.pen import WritingPen

WORDS = "We went round the school and looked at books and at the working walls. "
NAMED = "Then Mrs Patel said that it was good. "


@pytest.fixture(params=[((1366, 768), 100), ((1280, 720), 200)], ids=["usual", "large text"])
def last_box(request, editor, visit_2, qtbot, appearance, tmp_path):
    """The last box of a section, with the keyboard in it; nothing is written in it yet."""
    size, percent = request.param
    appearance(text_percent=percent)
    made = editor(visit_2, size=size)
    made.window.pen = WritingPen(a_desk(made.app, made.lanes, made.window, tmp_path), made.window)
    made.screen.moving.go_to("/data/leadership/L4")
    block = made.block("L4")
    qtbot.waitUntil(block.editor.box.hasFocus)
    yield made, block
    appearance()


def in_sight(made, widget, inner=None):
    """Whether a widget, or a rectangle in it, is within what is seen of the page."""
    page = made.page.viewport()
    rect = widget.rect() if inner is None else inner
    place = QRect(widget.mapTo(made.window, rect.topLeft()), rect.size())
    return QRect(page.mapTo(made.window, QPoint()), page.size()).contains(place)


def caret_seen(made, block):
    box = block.editor.box
    QApplication.processEvents()
    return in_sight(made, box.viewport(), box.cursorRect())


def test_every_line_is_seen_while_it_is_typed(last_box, qtbot):
    made, block = last_box
    for _ in range(8):
        qtbot.keyClicks(block.editor.box, WORDS * 2)
        qtbot.keyClick(block.editor.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: caret_seen(made, block))
    qtbot.waitUntil(lambda: block.height() > made.page.viewport().height() / 2)
    assert caret_seen(made, block)


def test_what_is_pasted_is_seen_to_its_end(last_box, qtbot):
    made, block = last_box
    QGuiApplication.clipboard().setText("\n".join([WORDS] * 12))
    qtbot.keyClick(block.editor.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: caret_seen(made, block))
    assert block.editor.box.textCursor().atEnd()


def test_the_quiet_mark_is_seen_beneath_the_line_that_it_is_about(last_box, qtbot):
    made, block = last_box
    qtbot.keyClicks(block.editor.box, WORDS * 3)
    qtbot.keyClick(block.editor.box, Qt.Key.Key_Return)
    qtbot.keyClicks(block.editor.box, WORDS + NAMED)
    qtbot.waitUntil(block.quiet.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: in_sight(made, block.quiet) and caret_seen(made, block))


def test_news_does_not_hide_the_line_that_is_written(last_box, qtbot):
    made, block = last_box
    qtbot.keyClicks(block.editor.box, WORDS * 6)
    qtbot.waitUntil(lambda: caret_seen(made, block))
    made.screen.told.emit("due", f"{counted(3, 'message')} could not be sent. " * 3, ())
    qtbot.waitUntil(lambda: made.window.banners.height() > 40 and made.window.banners.isVisible())
    qtbot.waitUntil(lambda: caret_seen(made, block))


def test_a_page_that_was_scrolled_away_stays_where_it_is(last_box, qtbot):
    made, block = last_box
    qtbot.keyClicks(block.editor.box, WORDS * 8)
    qtbot.waitUntil(lambda: caret_seen(made, block))
    bar = made.page.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    made.screen.told.emit("done", "Kept.", ())
    qtbot.waitUntil(lambda: made.window.banners.height() > 20)
    QApplication.processEvents()
    assert bar.value() == bar.minimum()
