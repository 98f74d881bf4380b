"""A newer version of a record's form is offered, shown, taken over on a yes, and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.changes import NOTHING_SEEN
from app.usecases.form_versions import move_record
from app.usecases.opened import open_record
from app.usecases.records import save_answers
from tests.builders_forms import asks, xform
from ui.screens.record.form_version import VersionDialog
from ui.screens.record.kept_aside import KeptAsideDialog

FIRST = xform("<aim/><gone/>", "", asks("/data/aim", "/data/gone"))
SECOND = xform("<aim/><new/>", "", asks("/data/aim", "/data/new")).replace('"3"', '"4"')


@pytest.fixture
def record(app, record_of):
    """A record of version 3, of whose form there is a version 4."""
    record_id = record_of(FIRST)
    app.definitions.pop(("a_form", "4"), None)
    with app.store.unit_of_work() as work:
        work.keep_form("a_form", "4", "A form", SECOND, "")
        work.commit()
    return record_id


def banner(made, words):
    """The button of that name in a banner on the page."""
    buttons = (b for shown in made.screen._banners.banners for b in shown.findChildren(object))
    return next((b for b in buttons if getattr(b, "text", str)() == words), None)


def press(made, qtbot, words):
    qtbot.waitUntil(lambda: banner(made, words) is not None)
    qtbot.mouseClick(banner(made, words), Qt.MouseButton.LeftButton)


def dialog(qtbot, kind=VersionDialog):
    def shown():
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind)]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[-1]


def moved_to(made, version):
    return made.live.opened.record.form_version == version


def test_moving_is_offered_shown_done_and_undone(editor, qtbot, app, record):
    made = editor(record)
    qtbot.keyClicks(made.block("aim").editor.focusProxy(), "Talk")
    qtbot.keyClicks(made.block("gone").editor.focusProxy(), "Kept aside")
    press(made, qtbot, "See what would change")
    asked = dialog(qtbot)
    said = " ".join(w.text() for w in asked.findChildren(object) if hasattr(w, "set_role"))
    assert "• /data/new" in said
    assert "“Kept aside”" in said
    qtbot.keyClick(asked.main, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: moved_to(made, "4"))
    qtbot.waitUntil(lambda: made.names() == ["aim", "new"])
    assert made.live.session.value("/data/aim") == "Talk"
    press(made, qtbot, "Undo")
    qtbot.waitUntil(lambda: moved_to(made, "3"))
    assert made.live.session.value("/data/gone") == "Kept aside"


def test_keeping_the_version_changes_nothing_and_is_not_asked_again(editor, qtbot, app, record):
    made = editor(record)
    press(made, qtbot, "Keep this version")
    qtbot.waitUntil(lambda: banner(made, "Keep this version") is None)
    assert open_record(app, record).record.form_version == "3"


def test_a_record_of_the_newest_version_is_offered_nothing(editor, qtbot, visit_2):
    made = editor(visit_2)
    made.live.lanes.run(int, done=lambda _: None)
    made.live.flush()
    qtbot.waitUntil(lambda: made.live.settled)
    assert banner(made, "See what would change") is None


@pytest.fixture
def moved(app, record):
    """The record, moved to version 4 on another day with an answer that has no place there."""
    save_answers(app, record, {"/data/gone": "Kept\naside"}, NOTHING_SEEN)
    move_record(app, record)
    return record


def test_what_is_kept_aside_is_shown_quietly_and_can_be_copied(editor, qtbot, moved):
    made = editor(moved)
    aside = made.screen.panes.sections.aside
    qtbot.waitUntil(aside.isVisible)
    assert aside.text() == "Kept aside (1)"
    qtbot.mouseClick(aside, Qt.MouseButton.LeftButton)
    shown = dialog(qtbot, KeptAsideDialog)
    said = " ".join(w.text() for w in shown.findChildren(object) if hasattr(w, "set_role"))
    assert "Kept\naside" in said
    assert "this version doesn’t ask this" in said
    QApplication.clipboard().clear()
    shown.main.click()
    assert "Kept\naside" in QApplication.clipboard().text()
    shown.close()


def test_a_record_is_moved_back_from_the_menu_on_any_later_day(editor, qtbot, moved):
    made = editor(moved)
    qtbot.waitUntil(lambda: "move_back" in made.screen.answers())
    made.screen.answers()["move_back"]()
    asked = dialog(qtbot)
    assert "back to version 3" in asked.windowTitle()
    asked.main.click()
    qtbot.waitUntil(lambda: moved_to(made, "3"))
    assert made.live.session.value("/data/gone") == "Kept\naside"
    qtbot.waitUntil(lambda: "move_back" not in made.screen.answers())
    assert not made.screen.panes.sections.aside.isVisible()
    assert banner(made, "See what would change") is None


def test_where_nothing_is_kept_aside_nothing_is_said_of_it(editor, qtbot, record):
    made = editor(record)
    qtbot.waitUntil(lambda: banner(made, "See what would change") is not None)
    assert not made.screen.panes.sections.aside.isVisible()
    assert not {"kept_aside", "move_back"} & set(made.screen.answers())
