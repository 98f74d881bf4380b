"""Writing in the editor: what is typed is kept, shown as kept, and there again."""

from __future__ import annotations

from PySide6.QtCore import Qt

T3_LEVEL = "/data/teaching/T3/T3_level"
T3_SEEN = "/data/teaching/T3/T3_seen"


def test_a_level_and_words_are_kept_and_there_again(editor, qtbot, visit_2):
    first = editor(visit_2, T3_LEVEL)
    qtbot.keyClick(first.block("T3_level").editor.picker.cards[0], Qt.Key.Key_2)
    first.block("T3_seen").editor.setFocus()
    qtbot.keyClicks(first.block("T3_seen").editor.box, "Bars were drawn in Year 4.")
    qtbot.waitUntil(lambda: "Saved 09:00" in first.window.status.words)

    kept = first.kept(visit_2)
    assert kept[T3_LEVEL] == "2"
    assert kept[T3_SEEN] == "Bars were drawn in Year 4."
    first.window.close()

    second = editor(visit_2)
    assert second.block("T3_level").editor.picker.value == "2"
    assert second.page.current_ref == T3_SEEN
    assert second.page.place == len("Bars were drawn in Year 4.")


def test_nothing_is_called_saved_before_it_is(editor, qtbot, visit_2):
    made = editor(visit_2, T3_SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Bars")
    assert "Saved" not in made.window.status.words
    assert T3_SEEN not in made.kept(visit_2)
    qtbot.waitUntil(lambda: "Saved 09:00" in made.window.status.words)
    assert made.kept(visit_2)[T3_SEEN] == "Bars"


def test_spaces_alone_are_no_answer_and_may_lead_one(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/L4")
    box = made.block("L4").editor.box
    qtbot.keyClicks(box, "  ")
    assert "/data/leadership/L4" in {problem.ref for problem in made.live.session.problems()}
    qtbot.keyClicks(box, "Year 4")
    assert made.live.session.value("/data/leadership/L4") == "  Year 4"


def test_closing_the_window_keeps_what_was_typed_last(editor, qtbot, visit_2):
    made = editor(visit_2, T3_SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "Last words")
    made.window.close()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    assert made.kept(visit_2)[T3_SEEN] == "Last words"


def test_undo_reaches_back_over_a_save(editor, qtbot, visit_2):
    made = editor(visit_2, T3_SEEN)
    box = made.block("T3_seen").editor.box
    qtbot.keyClicks(box, "Bars")
    qtbot.waitUntil(lambda: made.kept(visit_2).get(T3_SEEN) == "Bars")
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.text == ""
    qtbot.waitUntil(lambda: T3_SEEN not in made.kept(visit_2))


def test_a_level_can_be_taken_back(editor, qtbot, visit_2):
    made = editor(visit_2, T3_LEVEL)
    picker = made.block("T3_level").editor.picker
    qtbot.keyClick(picker.cards[0], Qt.Key.Key_3)
    qtbot.waitUntil(lambda: made.kept(visit_2).get(T3_LEVEL) == "3")
    qtbot.keyClick(picker.cards[2], Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: T3_LEVEL not in made.kept(visit_2))


def test_0_and_x_answer_without_a_level(editor, qtbot, visit_2):
    made = editor(visit_2, T3_LEVEL)
    picker = made.block("T3_level").editor.picker
    qtbot.keyClick(picker.cards[0], Qt.Key.Key_0)
    assert made.live.session.value(T3_LEVEL) == "not_seen"
    qtbot.keyClick(picker.aside[0], Qt.Key.Key_X)
    assert made.live.session.value(T3_LEVEL) == "not_applicable"


def test_a_question_goes_and_comes_with_the_answer_it_hangs_on(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/threads/transition_looked")
    assert "transition" in made.names()
    qtbot.keyClicks(made.block("transition").editor.box, "Year 6 books went along.")
    chips = made.block("transition_looked").editor.chips
    last = chips.chips[-1]
    last.click()
    qtbot.waitUntil(lambda: "transition" not in made.names())
    last.click()
    qtbot.waitUntil(lambda: "transition" in made.names())
    assert made.block("transition").editor.box.text == "Year 6 books went along."


def test_a_question_that_is_asked_later_has_its_editor_then(editor, qtbot, audit):
    made = editor(audit, "/data/QA/QA1/QA1_split")
    assert "QA1_level_ks2" not in made.names()
    made.block("QA1_split").editor.chips.chips[0].click()
    assert "QA1_level" not in made.names()
    level = made.block("QA1_level_ks2")
    assert level.isVisible()
    assert level.editor.label.text() == "Key stage 2"
    assert level.label.text() == "Level, Key stage 2"


def test_tab_goes_through_questions_in_the_order_of_the_form(editor, qtbot, audit):
    made = editor(audit, "/data/QA/QA1/QA1_split")
    made.block("QA1_split").editor.chips.chips[0].click()
    made.block("QA1_split").editor.setFocus()
    for name in ("QA1_level_eyfs", "QA1_level_ks1", "QA1_level_ks2", "QA1_seen"):
        made.window.focusNextChild()
        assert made.page.current_block.asking.question.name == name


def test_an_answer_that_is_refused_says_why_beneath_the_field(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/about/arrived")
    for name, typed in (("arrived", "10.30"), ("left", "9")):
        line = made.block(name).editor.field.line
        line.setFocus()
        qtbot.keyClicks(line, typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "before the time you arrived" in made.block("left").message.sentence
    line = made.block("left").editor.field.line
    line.selectAll()
    qtbot.keyClicks(line, "12.15")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert made.block("left").message.sentence == ""


def test_what_is_no_time_stays_on_screen_and_is_said(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/about/arrived")
    line = made.block("arrived").editor.field.line
    qtbot.keyClicks(line, "after lunch")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "after lunch"
    assert "after lunch" in made.block("arrived").message.sentence


def test_rows_of_a_repeat_are_added_taken_out_and_brought_back(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/looked_at/A_groups")
    rows = next(c.content for c in made.page.cards if c.ref == "/data/looked_at/A_groups")
    rows.add_button.click()
    groups = [b for b in rows.blocks() if b.asking.question.name == "A_group"]
    qtbot.keyClicks(groups[-1].editor.line, "Year 4")
    ref = groups[-1].ref
    qtbot.waitUntil(lambda: made.kept(visit_2).get(ref) == "Year 4")

    list(rows._rows.values())[-1]._remove.click()
    assert ref not in [b.ref for b in rows.blocks()]
    qtbot.waitUntil(lambda: ref not in made.kept(visit_2))

    rows._undo.undo.click()
    assert [b.editor.line.text() for b in rows.blocks() if b.ref == ref] == ["Year 4"]
    qtbot.waitUntil(lambda: made.kept(visit_2).get(ref) == "Year 4")


def test_what_one_record_left_unkept_is_kept_when_another_is_opened(editor, qtbot, visit_2, audit):
    made = editor(visit_2, T3_SEEN)
    qtbot.keyClicks(made.block("T3_seen").editor.box, "In between")
    made.open(audit)
    assert made.kept(visit_2)[T3_SEEN] == "In between"
