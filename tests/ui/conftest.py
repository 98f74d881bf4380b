"""What every test of the window gets: the theme as it ships, and British dates."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from app.domain.levels import Level, Scale
from ui import theme
from ui.widgets.focus_ring import RingFollower


@pytest.fixture(scope="session")
def qapp(qapp):
    """The application, dressed once for all tests."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.start(qapp, theme.Appearance("light"))
    qapp.ring = RingFollower(qapp)
    return qapp


@pytest.fixture
def appearance(qapp):
    """Changes the look for one test: `appearance("dark", 200)`."""

    def change(scheme="light", text_percent=100):
        theme.change(theme.Appearance(scheme, text_percent))

    yield change
    change()


@pytest.fixture
def shown(qtbot):
    """Shows a widget as the active window, and waits until it is: `shown(widget, 900, 600)`."""

    def show(widget, width=900, height=600):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture
def scale():
    """A scale of four levels with two answers that are no level."""
    return Scale(
        "made_up",
        (
            Level("1", "Not yet", "Only in the class where it began"),
            Level("2", "Developing", "Seen in some classes; models and words differ"),
            Level("3", "Secure", "Seen in most classes"),
            Level("4", "Leading", "In every class; teachers refine it together"),
        ),
        (Level("not_seen", "Not seen today"), Level("na", "Does not apply")),
    )


@pytest.fixture(scope="session")
def qapp_args():
    """The arguments that the program starts Qt with too."""
    return ["visitbook", *theme.STYLE_ARGUMENTS]


@pytest.fixture(autouse=True)
def no_stray_window(qapp):
    """Fails a test that left a window open which it never showed on purpose."""
    yield
    stray = [w for w in qapp.topLevelWidgets() if w.isVisible()]
    for window in stray:
        window.close()
    assert stray == []


@pytest.fixture
def over_window(shown):
    """Shows a window for dialogs to open over; those still open at the end are closed."""
    windows = []

    def show(width=1000, height=700):
        windows.append(shown(QWidget(), width, height))
        return windows[-1]

    yield show
    for window in windows:
        close_dialogs(window)


def close_dialogs(window):
    """Close what is open over `window`."""
    if isValid(window):
        for dialog in window.findChildren(QDialog):
            dialog.close()
