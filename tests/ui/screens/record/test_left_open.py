"""A record that is open is known to be, so that it is offered after a crash."""

from __future__ import annotations

from app.usecases.at_work import left_open
from ui.places import FinishPage


def test_a_draft_is_known_to_be_open_until_it_is_left(editor, qtbot, app, visit_2):
    made = editor(visit_2)
    qtbot.waitUntil(lambda: left_open(app) is not None)
    assert left_open(app).record_id == visit_2
    made.navigator.go(FinishPage(visit_2))
    qtbot.waitUntil(lambda: left_open(app) is None)
    made.navigator.back()
    qtbot.waitUntil(lambda: left_open(app) is not None)


def test_closing_the_window_leaves_it(editor, qtbot, app, visit_2):
    made = editor(visit_2)
    qtbot.waitUntil(lambda: left_open(app) is not None)
    made.window.close()
    qtbot.waitUntil(lambda: left_open(app) is None)


def test_a_finished_record_is_only_read(editor, qtbot, app, finished):
    made = editor(finished)
    qtbot.waitUntil(lambda: not made.lanes.busy)
    assert left_open(app) is None
