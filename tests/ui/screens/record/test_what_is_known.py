"""The side panel: last time's answers, actions to review, notes that are never printed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.actions import ActionStatus
from tests.builders import a_finished_record
from ui.screens.record.side_panel import private_note

CTRL = Qt.KeyboardModifier.ControlModifier
STRENGTHS = "/data/leadership/leadership_strengths"


def test_last_time_is_shown_for_the_question_in_focus(editor, qtbot, visit_2):
    made = editor(visit_2, STRENGTHS)
    last = made.screen.panes.side.last
    assert "Time for the subject leader is protected" in last.words.text()
    made.screen.panes.page.go_to("/data/leadership/L4")
    assert last.words.text() == "Nothing was written about this last time."
    assert not last.copy.isVisible()


def test_copying_adds_to_what_is_written_and_can_be_undone(editor, qtbot, visit_2):
    made = editor(visit_2, STRENGTHS)
    box = made.block("leadership_strengths").editor.box
    qtbot.keyClicks(box, "First.")
    made.screen.panes.side.last.copy.click()
    assert box.text.startswith("First.\n- Time for the subject leader")
    qtbot.waitUntil(lambda: made.kept(visit_2).get(STRENGTHS) == box.text)
    box.undo()
    assert box.text == "First."


def test_a_prompt_shows_last_times_level_and_words(editor, qtbot, app):
    first = app.today().replace(day=2)
    a_finished_record(app, 900002, first)
    from app.usecases.records import start_record

    record = start_record(app, 900002, "visit_1").value.record.id
    made = editor(record, "/data/leadership/L1/L1_level")
    last = made.screen.panes.side.last
    told = made.live.opened.last_answers
    assert last.level.text() == told["L1_level"].words
    assert told["L1_seen"].words in last.words.text()


def test_a_first_visit_has_nothing_to_look_back_on(editor, app):
    from app.usecases.records import start_record

    record = start_record(app, 900003, "visit_1").value.record.id
    made = editor(record)
    said = made.screen.panes.side.last.words.text()
    assert said == "First visit, so nothing to look back on."


def test_a_status_given_beside_the_questions_is_kept_and_counted(editor, qtbot, visit_2):
    made = editor(visit_2)
    review = made.screen.panes.side.review
    assert review.caption.text() == "3 still to do"
    shown = next(iter(review._shown.values()))
    shown.status.choices.actions()[0].trigger()
    qtbot.waitUntil(lambda: review.caption.text() == "2 still to do")
    assert made.live.rows.earlier[0].review.status is ActionStatus.DONE


def test_the_last_status_closes_the_gap(editor, qtbot, visit_2):
    made = editor(visit_2)
    gaps = len(made.live.session.problems())
    for shown in made.screen.panes.side.review._shown.values():
        shown.status.choices.actions()[1].trigger()
    qtbot.waitUntil(lambda: len(made.live.session.problems()) == gaps - 1)


def test_quick_notes_are_the_private_note_of_the_form(editor, qtbot, visit_2):
    made = editor(visit_2)
    qtbot.keyClick(made.window, Qt.Key.Key_J, CTRL)
    notes = made.screen.panes.side.notes
    assert notes.box.hasFocus()
    qtbot.keyClicks(notes.box, "ask about frames")
    qtbot.waitUntil(
        lambda: made.kept(visit_2).get("/data/private/private_note") == "ask about frames"
    )
    made.screen.panes.sections.chosen.emit("/data/private")
    assert made.block("private_note").editor.box.text == "ask about frames"


def test_what_is_written_in_the_private_section_stands_in_the_notes(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/private/private_note")
    qtbot.keyClicks(made.block("private_note").editor.box, "later")
    assert made.screen.panes.side.notes.box.text == "later"


@pytest.mark.parametrize("form", ["visit_1", "visit_2", "visit_3", "visit_4", "maths_audit"])
def test_every_built_in_form_has_a_private_note(app, form):
    from app.usecases.forms import newest_form

    assert private_note(newest_form(app, form).questions()).endswith("/private_note")
