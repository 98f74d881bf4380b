"""A long list of choices, searched by typing any part of one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.search_choice import SearchChoice

PLACES = [("", "Choose …"), *((str(n), f"Room {n} of the old wing") for n in range(40))]


@pytest.fixture
def choice(shown):
    holder = QWidget()
    made = SearchChoice(PLACES, "Room")
    column = QVBoxLayout(holder)
    before, after = QLineEdit(), QLineEdit()
    for widget in (before, made, after):
        column.addWidget(widget)
    made.holder = shown(holder)  # kept as long as the choice is
    made.told = []
    made.chosen.connect(made.told.append)
    before.setFocus()
    made.setFocus()
    return made


def leave(choice, qtbot):
    """Press Tab, as often as it takes: an open list takes the first."""
    popup = choice.completer().popup()
    if popup.isVisible():
        qtbot.keyClick(popup, Qt.Key.Key_Tab)
    qtbot.keyClick(choice, Qt.Key.Key_Tab)


def test_what_only_one_choice_has_is_enough(choice, qtbot):
    qtbot.keyClicks(choice, "m 22")
    leave(choice, qtbot)
    assert choice.value == "22"


def test_typing_any_part_offers_what_has_it(choice, qtbot):
    qtbot.keyClicks(choice, "17 of")
    completer = choice.completer()
    assert [completer.completionModel().index(row, 0).data() for row in range(1)] == [
        "Room 17 of the old wing"
    ]
    qtbot.waitUntil(lambda: completer.popup().isVisible())
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Down)
    qtbot.keyClick(completer.popup(), Qt.Key.Key_Return)
    assert choice.value == "17"
    assert choice.told[-1] == "17"


def test_what_is_typed_whole_is_taken(choice, qtbot):
    qtbot.keyClicks(choice, "room 3 of the OLD wing")
    leave(choice, qtbot)
    assert choice.value == "3"
    assert choice.told[-1] == "3"


def test_what_is_no_choice_gives_way_to_what_stood_there(choice, qtbot):
    choice.set_value("5")
    choice.lineEdit().selectAll()
    qtbot.keyClicks(choice, "the attic")
    leave(choice, qtbot)
    assert choice.value == "5"
    assert choice.currentText() == "Room 5 of the old wing"
    assert choice.told == []


def test_arrows_choose_as_in_any_list(choice, qtbot):
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert choice.value == "0"
