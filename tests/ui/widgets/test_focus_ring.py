from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.focus_ring import paint_ring


@pytest.fixture
def page(shown):
    page = QWidget()
    column = QVBoxLayout(page)
    page.first, page.second, page.third = QLineEdit(), Button("Finish visit"), QDateEdit()
    for widget in (page.first, page.second, page.third):
        column.addWidget(widget)
    return shown(page)


def test_the_ring_goes_where_the_keyboard_goes(qapp, page):
    for widget in (page.first, page.second, page.third):
        widget.setFocus()
        assert qapp.ring.ringed is widget


def test_the_ring_is_three_pixels_two_outside_the_control(qapp, page, qtbot):
    page.second.setFocus()
    image = page.grab().toImage()
    button = page.second.geometry()
    ring = theme.colour("focus")
    middle = button.center().y()
    columns = [image.pixelColor(button.left() - away, middle) for away in range(1, 7)]
    assert [colour == ring for colour in columns] == [False, False, True, True, True, False]


def test_the_ring_survives_a_change_of_colours(qapp, page, appearance):
    page.second.setFocus()
    appearance("dark")
    image = page.grab().toImage()
    button = page.second.geometry()
    assert image.pixelColor(button.left() - 4, button.center().y()) == theme.colour("focus")


def test_the_ring_outlives_a_page_that_is_thrown_away(qapp, page, qtbot):
    area = QScrollArea()
    inner = QLineEdit()
    area.setWidget(inner)
    page.layout().addWidget(area)
    area.show()
    inner.setFocus()
    assert qapp.ring.ringed is inner
    area.setParent(None)
    area.deleteLater()
    qapp.sendPostedEvents(None, 52)  # QEvent.Type.DeferredDelete
    page.second.setFocus()
    assert qapp.ring.ringed is page.second


def test_the_ring_is_around_the_whole_of_a_list_of_choices(qapp, page):
    choice = QComboBox()
    choice.setEditable(True)
    page.layout().addWidget(choice)
    choice.show()
    choice.lineEdit().setFocus()
    assert qapp.ring.ringed is choice


def test_the_ring_comes_along_when_its_control_is_scrolled_into_sight(qapp, shown):
    area = QScrollArea()
    inside = QWidget()
    column = QVBoxLayout(inside)
    lines = [QLineEdit() for _line in range(30)]
    for line in lines:
        column.addWidget(line)
    area.setWidget(inside)
    area.resize(300, 200)
    shown(area)
    lines[-1].setFocus()
    area.ensureWidgetVisible(lines[-1])
    image = area.grab().toImage()
    left = lines[-1].mapTo(area, lines[-1].rect().topLeft())
    middle = left.y() + lines[-1].height() // 2
    assert image.pixelColor(left.x() - 4, middle) == theme.colour("focus")


def test_a_painted_ring_covers_nothing_whatever_was_painted_before(qapp):
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    painter.setBrush(theme.colour("soft"))
    paint_ring(painter, image.rect())
    painter.end()
    assert image.pixelColor(30, 20) == theme.colour("surface")
