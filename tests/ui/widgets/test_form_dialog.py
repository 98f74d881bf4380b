"""A dialog that shows more keeps within the window it lies over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QScrollArea, QWidget

from ui.widgets.field import Field
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import Words


def test_a_dialog_that_grows_keeps_to_the_middle_of_its_window(qtbot, shown):
    window = shown(QWidget(), 780, 720)
    dialog = FormDialog("Who is told", "I have told them")
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isVisible)
    before = dialog.height()
    for _line in range(12):
        line = Words("One more line of what is to be done.", wrap=True)
        dialog.column.addWidget(line)
        line.show()
    dialog.refit()
    assert dialog.height() > before
    lowest = dialog.frameGeometry().bottom()
    assert lowest <= window.frameGeometry().bottom()
    assert abs(dialog.frameGeometry().center().y() - window.frameGeometry().center().y()) <= 1
    dialog.reject()


class Asking(FormDialog):
    """Two fields, of which the second is never right."""

    def __init__(self):
        super().__init__("Open a shared record", "Look into it", "Choose the file.", ems=30)
        self.fields = [Field(name, QLineEdit()) for name in ("File", "Code")]
        for field in self.fields:
            self.column.addWidget(field)

    def check(self):
        self.fields[1].set_error("Type the code that your colleague says. " * 3)
        return False


def is_in_sight(dialog, widget):
    """Whether the whole of a widget of the dialog's fields can be seen."""
    scroll = dialog.findChild(QScrollArea)
    shown = scroll.viewport().rect()
    corner = widget.mapTo(scroll.viewport(), widget.rect().topLeft())
    return shown.contains(widget.rect().translated(corner))


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("sentence", ["There is a slip in that code.", "A long sentence. " * 12])
def test_a_dialog_makes_room_for_what_went_wrong(qtbot, shown, appearance, percent, sentence):
    appearance("light", percent)
    window = shown(QWidget(), 1280, 720)
    dialog = Asking()
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isVisible)
    dialog.fields[1].editor.setFocus()
    dialog.show_error(sentence)
    qtbot.waitUntil(lambda: is_in_sight(dialog, dialog.fields[1].editor))
    assert dialog.frameGeometry().height() <= window.height()
    dialog.reject()


def test_a_dialog_makes_room_for_what_is_wrong_with_a_field(qtbot, shown):
    window = shown(QWidget(), 900, 700)
    dialog = Asking()
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isVisible)
    dialog.main.click()
    qtbot.waitUntil(lambda: is_in_sight(dialog, dialog.fields[1].message))
    dialog.reject()


def test_where_a_window_is_too_low_it_scrolls_to_what_is_wrong(qtbot, shown):
    window = shown(QWidget(), 900, 320)
    dialog = Asking()
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isVisible)
    dialog.main.click()
    qtbot.waitUntil(lambda: is_in_sight(dialog, dialog.fields[1].message))
    dialog.reject()


def test_a_dialog_shrinks_with_what_is_hidden(qtbot, shown):
    window = shown(QWidget(), 900, 700)
    dialog = Asking()
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isVisible)
    before, field = dialog.height(), dialog.fields[0].height()
    dialog.fields[0].hide()
    dialog.refit()
    assert dialog.height() <= before - field
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_what_is_pressed_while_it_is_busy_changes_nothing_and_the_keyboard_comes_back(
    qtbot, shown, key
):
    dialog = FormDialog("Send by e-mail", "Send")
    lock = QCheckBox("Protect it")
    lock.setChecked(True)
    dialog.column.addWidget(lock)
    window = shown(QWidget(), 780, 720)
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.main.setFocus()
    dialog.asked.connect(lambda: dialog.show_busy(busy=True))
    for _press in range(3):
        qtbot.keyClick(QApplication.focusWidget(), key)
    assert lock.isChecked()
    assert dialog.isVisible()
    dialog.show_error("It was refused.")
    assert dialog.main.hasFocus()
    dialog.reject()


def test_who_typed_elsewhere_meanwhile_keeps_the_keyboard_there(qtbot, shown):
    dialog = FormDialog("Send by e-mail", "Send")
    line = QLineEdit()
    dialog.column.addWidget(line)
    window = shown(QWidget(), 780, 720)
    dialog.open_over(window)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.main.setFocus()
    dialog.show_busy(busy=True)
    line.setFocus()
    dialog.show_busy(busy=False)
    assert line.hasFocus()
    dialog.reject()
