"""What tests of the schools' pages share: a small register, and the pages themselves."""

from __future__ import annotations

import pytest

from app.usecases.register import import_schools
from tests.builders_register import listed, write_links, write_list
from ui.places import Navigator, SchoolPage, Schools
from ui.screens.schools import SchoolScreen, SchoolsScreen
from ui.widgets.form_dialog import FormDialog


@pytest.fixture
def school_list(tmp_path):
    """A list of five schools, one of them closed with a successor, and one bad row."""
    elsewhere = {"town": "Alton", "street": "High Street"}
    closed = listed(
        100004, "Millbrook Infant School", status="Closed", closed="31-08-2024", **elsewhere
    )
    return write_list(
        tmp_path / "edubasealldata.csv",
        listed(100001, "Ashcombe Primary School"),
        listed(100002, "Ashcombe Junior School", town="Alton", la="Westmarch"),
        listed(100003, "Oak Hill School", status="Open, but proposed to close", **elsewhere),
        closed,
        listed(100005, "Millbrook Primary School", **elsewhere),
        listed("12", "Broken"),
    )


@pytest.fixture
def registered(app, school_list, tmp_path):
    """The sample project with the small register in it."""
    import_schools(app, school_list)
    import_schools(app, write_links(tmp_path / "links.csv", (100004, 100005, "Successor")))
    return app


@pytest.fixture
def open_schools(qtbot, shown, lanes, went):
    def show(app, place=None):
        screen = SchoolsScreen(app, lanes, Navigator(went))
        shown(screen, 1278, 738)
        screen.show_place(place or Schools())
        qtbot.waitUntil(lambda: screen.stack.isVisible() and not lanes.busy)
        return screen

    return show


@pytest.fixture
def open_school(qtbot, shown, lanes, went):
    def show(app, urn=900001, tab=""):
        screen = SchoolScreen(app, lanes, Navigator(went))
        shown(screen, 1278, 738)
        screen.show_place(SchoolPage(urn, tab))
        qtbot.waitUntil(lambda: screen.stack.isVisible() and not lanes.busy)
        return screen

    return show


@pytest.fixture
def dialog_over(qtbot):
    """The dialog that is open over a page."""

    def find(screen):
        def dialogs():
            return [d for d in screen.window().findChildren(FormDialog) if d.isVisible()]

        qtbot.waitUntil(lambda: bool(dialogs()))
        dialog = dialogs()[-1]
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return find


@pytest.fixture(autouse=True)
def no_dialog_left(qapp):
    """Closes what a test left open over its page."""
    yield
    for window in qapp.topLevelWidgets():
        if isinstance(window, FormDialog) and window.isVisible():
            window.close()
