"""The help pages can be read in the window."""

from PySide6.QtCore import Qt

from ui.places import Help
from ui.screens.help.screen import HelpScreen, help_pages


def test_every_page_has_a_title_and_shows_its_text(qtbot):
    screen = HelpScreen()
    qtbot.addWidget(screen)
    for row, (title, _) in enumerate(help_pages()):
        screen.subjects.setCurrentRow(row)
        assert screen.text.toPlainText().startswith(title)


def test_the_pages_stand_in_the_order_of_their_numbers():
    numbers = [int(path.name.partition("-")[0]) for _, path in help_pages()]
    assert numbers == sorted(numbers)


def test_the_keyboard_is_on_the_subjects_on_arrival(shown):
    screen = HelpScreen()
    shown(screen, 1200, 700)
    screen.text.setFocus()
    screen.show_place(Help())
    assert screen.subjects.hasFocus()


def test_the_arrow_keys_go_from_page_to_page(qtbot, shown):
    screen = HelpScreen()
    shown(screen, 1200, 700)
    qtbot.keyClick(screen.subjects, Qt.Key.Key_Down)
    assert screen.text.toPlainText().startswith(help_pages()[1][0])
