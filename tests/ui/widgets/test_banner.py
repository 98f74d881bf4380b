"""A banner is as high as its words ask for, and takes no more of the page than that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.banner import BannerHost
from ui.widgets.buttons import Button

LONG = (
    "There is a newer version of this form. This record keeps the version it began with, unless "
    "you move it."
)
ACTS = (("See what would change", print), ("Keep this version", print))


@pytest.fixture
def page(shown):
    """A page with room for banners beneath it."""

    def make(width):
        whole, host, rest = QWidget(), BannerHost(), QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(rest, 1)
        column.addWidget(host)
        return shown(whole, width, 600), host

    return make


def test_a_banner_leaves_the_keyboard_to_the_window(page, qapp):
    whole, host = page(900)
    whole.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    whole.setFocus()
    host.show_banner("info", LONG, ACTS)
    qapp.processEvents()
    assert qapp.activeWindow() is whole
    assert qapp.focusWidget() is whole


@pytest.mark.parametrize("width", [700, 900, 1300])
@pytest.mark.parametrize("percent", [100, 200])
def test_all_words_of_a_banner_are_seen(page, appearance, qtbot, width, percent):
    appearance(text_percent=percent)
    _whole, host = page(width)
    words = host.show_banner("info", LONG, ACTS).words
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))


def test_a_short_banner_leaves_the_page_its_room(page, qtbot):
    whole, host = page(900)
    banner = host.show_banner("done", "It is saved.")
    qtbot.waitUntil(lambda: 0 < banner.height() <= banner.sizeHint().height())
    assert host.height() < whole.height() / 4


@pytest.fixture
def writing(shown, qtbot):
    """A line that is written in, with a button before it, and the place for banners."""
    whole, before, line, host = QWidget(), Button("Back"), QLineEdit(), BannerHost()
    column = QVBoxLayout(whole)
    for widget in (before, line, host):
        column.addWidget(widget)
    shown(whole, 900, 600)
    line.setFocus()
    qtbot.keyClicks(line, "Pupils ")
    return whole, line, host


def cross(host):
    return next(b for b in host.banners[-1].findChildren(Button) if not b.text())


@pytest.mark.parametrize("stays", [False, True])
def test_a_click_in_a_banner_leaves_the_keyboard_to_what_is_written(qtbot, qapp, writing, stays):
    _whole, line, host = writing
    host.show_banner("due", "Not saved.", [("Try again", lambda: None)], stays=stays)
    buttons = host.banners[0].findChildren(Button)
    qtbot.mouseClick(buttons[0] if stays else cross(host), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(qapp.focusWidget(), "explained.")
    assert line.text() == "Pupils explained."


def test_a_banner_closed_by_keyboard_gives_the_keyboard_back(qtbot, qapp, writing):
    _whole, line, host = writing
    host.show_banner("done", "The date is kept.")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert qapp.focusWidget() is cross(host)
    qtbot.keyClick(cross(host), Qt.Key.Key_Return)
    assert qapp.focusWidget() is line


def test_a_banner_that_goes_by_itself_gives_the_keyboard_back(qtbot, qapp, writing):
    _whole, line, host = writing
    host.show_banner("due", "1 message needs you.", [("Show", lambda: None)], key="outbox")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    host.clear("outbox")
    assert qapp.focusWidget() is line
