"""A banner is as high as its words ask for, and takes no more of the page than that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.banner import BannerHost

LONG = (
    "There is a newer version of this form. This record keeps the version it began with, unless "
    "you move it."
)
ACTS = (("See what would change", print), ("Keep this version", print))


@pytest.fixture
def page(shown):
    """A page with room for banners above it."""

    def make(width):
        whole, host, rest = QWidget(), BannerHost(), QWidget()
        column = QVBoxLayout(whole)
        column.addWidget(host)
        column.addWidget(rest, 1)
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
