"""Panels: rows added, changed, taken out and brought back, kept as they are written."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.actions import ActionStatus, Confidence
from app.domain.pupils import PupilStatus
from app.usecases.actions import add_action
from app.usecases.record_rows import read_rows
from app.usecases.records import start_record

CTRL = Qt.KeyboardModifier.ControlModifier
ACTIONS = "/data/actions/actions"


def rows(made):
    return read_rows(made.app, made.live.opened.record.id).rows


def test_an_action_is_kept_with_all_that_is_said_of_it(editor, qtbot, visit_2):
    made = editor(visit_2, ACTIONS)
    panel = made.page.panel_at(ACTIONS)
    panel.add_button.click()
    row = panel.editors[0]
    assert row.what.hasFocus()
    qtbot.keyClicks(row.what, "Share one bar model a week")
    row._who.setFocus()
    qtbot.keyClicks(row._who.lineEdit(), "Headteacher")
    row._by.line.setFocus()
    qtbot.keyClicks(row._by.line, "30 jan")
    qtbot.keyClick(row._by.line, Qt.Key.Key_Return)
    qtbot.keyClicks(row._known_by, "Books show it")
    qtbot.keyClicks(row._support, "Examples")
    row._confidence.chips[1].click()
    qtbot.waitUntil(lambda: made.live.settled and bool(rows(made).actions))
    action = rows(made).actions[0]
    assert (action.what, action.who) == ("Share one bar model a week", "headteacher")
    assert (action.by, action.known_by) == (date(2026, 1, 30), "Books show it")
    assert (action.support, action.confidence) == ("Examples", Confidence.SOME_RISK)
    assert row.title.text() == action.reference
    assert len(panel.editors) == 1
    assert panel.message.sentence == ""


def test_words_typed_while_the_row_is_first_kept_are_kept_too(editor, qtbot, visit_2):
    made = editor(visit_2, ACTIONS)
    panel = made.page.panel_at(ACTIONS)
    row = panel.add_row()
    qtbot.keyClicks(row.what, "First")
    made.live._keep_rows()
    qtbot.keyClicks(row.what, " and second")
    qtbot.waitUntil(lambda: made.live.settled)
    assert [action.what for action in rows(made).actions] == ["First and second"]


def test_nothing_typed_on_is_taken_back_while_the_row_is_kept(editor, qtbot, visit_2):
    made = editor(visit_2, ACTIONS)
    row = made.page.panel_at(ACTIONS).add_row()
    shown = []
    made.live.rows_changed.connect(lambda: shown.append(row.what.text))
    for letters in ("First", " and second", " and third"):
        qtbot.keyClicks(row.what, letters)
        made.live._keep_rows()
    qtbot.waitUntil(lambda: made.live.settled)
    assert set(shown) == {"First and second and third"}
    assert [action.what for action in rows(made).actions] == ["First and second and third"]


@pytest.mark.parametrize(
    ("ref", "fields"),
    [
        ("/data/about/met_with", ("_role", "_name")),
        ("/data/looked_at/evidence", ("_source", "_where")),
    ],
)
def test_a_space_before_a_pause_stays(editor, qtbot, visit_2, ref, fields):
    made = editor(visit_2, ref)
    row = made.page.panel_at(ref).add_row()
    for name in fields:
        part = getattr(row, name)
        line = part.lineEdit() if hasattr(part, "lineEdit") else part
        qtbot.keyClicks(line, "Head of ")
        made.live._keep_rows()
        qtbot.waitUntil(lambda: made.live.settled)
        qtbot.keyClicks(line, "school")
        assert line.text() == "Head of school"


def test_five_actions_are_the_most(editor, qtbot, visit_2, app):
    for number in range(5):
        add_action(app, visit_2, what=f"Action {number}")
    made = editor(visit_2, ACTIONS)
    panel = made.page.panel_at(ACTIONS)
    assert len(panel.editors) == 5
    assert not panel.add_button.isEnabled()
    assert "5 actions" in panel.add_button.toolTip()


def test_the_key_for_undo_brings_back_the_row_that_was_just_removed(editor, qtbot, visit_2, app):
    add_action(app, visit_2, what="Share a model")
    made = editor(visit_2, "/data/leadership/L4")
    qtbot.keyClicks(made.block("L4").editor.box, "Kept")
    made.screen.moving.go_to(ACTIONS)
    panel = made.page.panel_at(ACTIONS)
    panel.editors[0].remove.click()
    qtbot.waitUntil(panel.undo.undo.hasFocus)

    qtbot.keyClick(panel.undo.undo, Qt.Key.Key_Z, CTRL)

    qtbot.waitUntil(lambda: made.live.settled and bool(rows(made).actions))
    assert made.live.session.value("/data/leadership/L4") == "Kept"


def test_a_removed_action_is_brought_back_by_undo(editor, qtbot, visit_2, app):
    add_action(app, visit_2, what="Share models", who="headteacher")
    made = editor(visit_2, ACTIONS)
    panel = made.page.panel_at(ACTIONS)
    panel.editors[0].remove.click()
    qtbot.waitUntil(lambda: rows(made).actions == ())
    qtbot.waitUntil(panel.undo.isVisible)
    panel.undo.undo.click()
    qtbot.waitUntil(lambda: [a.what for a in rows(made).actions] == ["Share models"])
    qtbot.waitUntil(lambda: len(panel.editors) == 1)


def test_ctrl_enter_makes_an_action_from_the_question_in_focus(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/teaching/T3/T3_seen")
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Bars differ between rooms. Frames too.")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CTRL)
    panel = made.page.panel_at(ACTIONS)
    row = panel.editors[0]
    assert row.what.text == "Bars differ between rooms."
    assert row.what.textCursor().selectedText() == "Bars differ between rooms."
    qtbot.keyClicks(row.what, "Agree one bar")
    qtbot.waitUntil(lambda: made.live.settled and bool(rows(made).actions))
    action = rows(made).actions[0]
    assert (action.what, action.strand) == ("Agree one bar", "teaching")


def test_a_row_that_waits_to_be_kept_outlives_a_change_of_section(editor, qtbot, visit_2):
    made = editor(visit_2, ACTIONS)
    row = made.page.panel_at(ACTIONS).add_row()
    qtbot.keyClicks(row.what, "Half written")
    made.screen.panes.sections.chosen.emit("/data/leadership")
    qtbot.waitUntil(lambda: [a.what for a in rows(made).actions] == ["Half written"])
    made.screen.panes.sections.chosen.emit("/data/actions")
    assert made.page.panel_at(ACTIONS).editors[0].what.text == "Half written"


def test_closing_the_window_keeps_a_row_that_was_typed_last(editor, qtbot, visit_2):
    made = editor(visit_2, ACTIONS)
    qtbot.keyClicks(made.page.panel_at(ACTIONS).add_row().what, "At the door")
    made.window.close()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    kept = read_rows(made.app, visit_2).rows
    assert [action.what for action in kept.actions] == ["At the door"]


def test_people_met_are_kept_by_role(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/about/met_with")
    panel = made.page.panel_at("/data/about/met_with")
    row = panel.add_row()
    qtbot.keyClicks(row._role.lineEdit(), "Maths subject leader")
    qtbot.waitUntil(lambda: made.live.settled and bool(rows(made).people))
    assert [(p.role, p.name) for p in rows(made).people] == [("maths_subject_leader", "")]
    assert panel.message.sentence == ""


def test_the_beginning_of_one_role_is_completed_when_the_field_is_left(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/about/met_with")
    row = made.page.panel_at("/data/about/met_with").add_row()
    qtbot.keyClicks(row._role.lineEdit(), "maths")
    qtbot.keyClick(QApplication.activePopupWidget() or row._role.lineEdit(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: made.live.settled and bool(rows(made).people))
    assert row._role.currentText() == "Maths subject leader"
    assert [person.role for person in rows(made).people] == ["maths_subject_leader"]


@pytest.mark.parametrize(
    ("ref", "field", "words", "first", "needed"),
    [
        ("/data/about/met_with", "_name", "Ms A", "_role", "give the person’s role"),
        ("/data/looked_at/evidence", "_where", "Year 4", "_source", "what was looked at"),
        (ACTIONS, "_support", "Examples", "what", "what is to be done"),
        ("/data/pupils/pupils", "_year", "4", "_code", "give the pupil’s code"),
    ],
)
def test_a_row_that_cannot_be_kept_yet_says_so_and_nothing_is_called_saved(
    editor, qtbot, visit_2, ref, field, words, first, needed
):
    made = editor(visit_2, ref)
    row = made.page.panel_at(ref).add_row()
    qtbot.keyClicks(getattr(row, field), words)
    qtbot.waitUntil(row.message.isVisible)
    assert needed in row.message.sentence
    assert row.row is None
    assert "Saved" not in made.window.status.words
    box = getattr(row, first)
    qtbot.keyClicks(box.lineEdit() if hasattr(box, "lineEdit") else box, "P77")
    qtbot.waitUntil(lambda: "Saved" in made.window.status.words)
    assert row.row is not None
    assert row.message.sentence == ""


def test_a_row_that_is_emptied_again_needs_nothing(editor, qtbot, visit_2):
    made = editor(visit_2, ACTIONS)
    row = made.page.panel_at(ACTIONS).add_row()
    qtbot.keyClicks(row._support, "E")
    qtbot.waitUntil(row.message.isVisible)
    qtbot.keyClick(row._support, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: not row.message.isVisible())
    assert "Saving" not in made.window.status.words


def test_what_was_looked_at_is_kept_with_its_count(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/looked_at/evidence")
    row = made.page.panel_at("/data/looked_at/evidence").add_row()
    qtbot.keyClicks(row._source.lineEdit(), "Books")
    qtbot.keyClicks(row._where, "Year 4")
    qtbot.keyClicks(row._count, "12")
    qtbot.keyClicks(row._seen, "Bars in most")
    qtbot.waitUntil(lambda: made.live.settled and bool(rows(made).evidence))
    kept = rows(made).evidence[0]
    assert (kept.source, kept.where, kept.count, kept.seen) == (
        "books", "Year 4", 12, "Bars in most",
    )  # fmt: skip


def test_what_was_seen_of_an_earlier_action_is_kept_with_its_status(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/earlier/prev_actions")
    panel = made.page.panel_at("/data/earlier/prev_actions")
    shown = next(iter(panel._shown.values()))
    shown.status.choices.actions()[1].trigger()
    qtbot.keyClicks(shown.seen, "In three rooms")
    qtbot.waitUntil(lambda: made.live.settled)
    review = rows(made).earlier[0].review
    assert (review.status, review.seen) == (ActionStatus.PARTLY, "In three rooms")


def test_what_was_seen_waits_for_a_status_and_says_so(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/earlier/prev_actions")
    shown = next(iter(made.page.panel_at("/data/earlier/prev_actions")._shown.values()))
    qtbot.keyClicks(shown.seen, "In three rooms")
    qtbot.waitUntil(shown.message.isVisible)
    assert "choose a status" in shown.message.sentence
    assert "Saved" not in made.window.status.words
    shown.status.choices.actions()[1].trigger()
    qtbot.waitUntil(lambda: "Saved" in made.window.status.words)
    assert rows(made).earlier[0].review.seen == "In three rooms"
    assert shown.message.sentence == ""


def test_an_action_that_is_not_done_can_be_carried_on(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/earlier/prev_actions")
    panel = made.page.panel_at("/data/earlier/prev_actions")
    shown = next(iter(panel._shown.values()))
    assert not shown.carry.isVisible()
    shown.status.choices.actions()[1].trigger()
    qtbot.waitUntil(shown.carry.isVisible)
    shown.carry.click()
    qtbot.waitUntil(lambda: bool(rows(made).actions))
    assert rows(made).actions[0].carried_from == shown.line.action.id
    qtbot.waitUntil(lambda: not shown.carry.isVisible())


def test_a_focus_pupil_is_changed_by_code(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/pupils/pupils")
    row = made.page.panel_at("/data/pupils/pupils").editors[1]
    row._status.setFocus()
    qtbot.keyClick(row._status, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: rows(made).pupils[1].status is PupilStatus.MOVING)


def test_a_name_is_no_pupils_code(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/pupils/pupils")
    row = made.page.panel_at("/data/pupils/pupils").add_row()
    qtbot.keyClicks(row._code, "Samuel")
    qtbot.keyClick(row._code, Qt.Key.Key_Return)
    assert "never a name" in row._code_field.message.sentence
    qtbot.waitUntil(lambda: made.live.settled)
    assert len(rows(made).pupils) == 3


@pytest.mark.parametrize("asked", ["the button", "the reason"])
def test_no_pupil_code_is_taken_before_the_agreement(editor, app, asked):
    record = start_record(app, 900004, "visit_2").value.record.id
    made = editor(record, "/data/pupils/pupils")
    panel = made.page.panel_at("/data/pupils/pupils")
    said = [words.text() for words in panel.findChildren(type(panel.empty))]
    if asked == "the button":
        assert not panel.add_button.isVisible()
    else:
        assert any("no signed agreement" in text for text in said)
