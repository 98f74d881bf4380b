"""A dialog that shows more keeps within the window it lies over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
