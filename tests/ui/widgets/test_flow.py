"""Layouts that wrap: what they hold can be asked for as long as it is there."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QPushButton, QWidget

from ui.widgets.flow import EqualGrid, FlowLayout


def flow(parent: QWidget | None) -> QLayout:
    return FlowLayout(parent)


def grid(parent: QWidget | None) -> QLayout:
    return EqualGrid(parent, (2, 1), lambda: 40.0)


@pytest.mark.parametrize("make", [flow, grid])
def test_every_item_is_one_whose_end_python_hears_of(qtbot, make):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    layout = make(None)
    for word in "ab":
        layout.addWidget(QPushButton(word))
    row.addLayout(layout)
    items = [layout.itemAt(at) for at in range(layout.count())]
    assert all(shiboken6.createdByPython(item) for item in items)


@pytest.mark.parametrize("make", [flow, grid])
def test_a_deleted_button_leaves_its_line(qtbot, make):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = make(holder)
    buttons = [QPushButton(word) for word in "abc"]
    for button in buttons:
        layout.addWidget(button)
    holder.show()
    buttons[1].deleteLater()
    del buttons[1]
    qtbot.waitUntil(lambda: layout.count() == 2)
    assert [layout.itemAt(at).widget().text() for at in range(2)] == ["a", "c"]
    assert layout.heightForWidth(400) > 0
    QApplication.processEvents()
