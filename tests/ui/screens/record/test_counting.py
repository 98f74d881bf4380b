"""A note that was begun by itself is counted as its visit from the header of the record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.records import start_record
from app.usecases.visits import visits_of
from tests.ui.screens.record.conftest import ALDERBROOK, ST_OSWINS
from ui.widgets.buttons import Button


@pytest.fixture
def alone(app):
    """A note of a visit that was not planned, and counts as none."""
    return start_record(app, ST_OSWINS, "visit_4").value.record.id


def count_of(app, kind):
    return len([visit for visit in visits_of(app, ST_OSWINS) if visit.kind == kind])


def test_a_press_in_the_header_counts_it_and_undo_takes_that_back(editor, qtbot, alone):
    made = editor(alone)
    button = made.screen.counting.button
    assert button.text() == "Count as visit 4"
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: count_of(made.app, "visit_4") == 1 and not button.isVisible())
    (banner,) = made.window.banners.banners
    assert "counts as visit 4 now" in banner.text
    undo = next(b for b in banner.findChildren(Button) if b.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(button.isVisible)


def test_the_menu_has_it_where_the_header_has_no_room(editor, qtbot, alone):
    made = editor(alone, size=(1000, 700))
    assert not made.screen.counting.button.isVisible()
    made.screen.answers()["count_as_visit"]()
    qtbot.waitUntil(lambda: count_of(made.app, "visit_4") == 1)
    qtbot.waitUntil(lambda: "count_as_visit" not in made.screen.answers())


def test_what_has_a_visit_or_is_the_note_of_none_offers_nothing(editor, app):
    made = editor(start_record(app, ALDERBROOK, "visit_4", counts=True).value.record.id)
    assert not made.screen.counting.button.isVisible()
    made.open(start_record(app, ALDERBROOK, "book_look").value.record.id)
    assert "count_as_visit" not in made.screen.answers()
