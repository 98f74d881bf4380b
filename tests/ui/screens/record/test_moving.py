"""Moving about a record by keyboard: questions, sections, gaps, and the place one comes back to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from app.usecases.panels import add_met_person
from app.usecases.records import start_record
from ui.screens.record import section_page

CTRL = Qt.KeyboardModifier.ControlModifier


def test_ctrl_down_and_up_step_through_questions_from_within_a_text_box(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/L4")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, CTRL)
    assert made.page.current_ref == "/data/leadership/leadership_strengths"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, CTRL)
    assert made.page.current_ref == "/data/leadership/L4"


def test_the_last_question_leads_to_the_next_section_and_back(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/leadership_points")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, CTRL)
    assert made.page.current_ref == "/data/teaching/T3/T3_level"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, CTRL)
    assert made.page.current_ref == "/data/leadership/leadership_points"


def test_each_gap_leads_to_the_next_and_the_last_to_the_first(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/about/visit_date")
    gaps = [problem.ref for problem in made.live.session.problems()]
    seen = []
    for _gap in gaps:
        qtbot.keyClick(made.window, Qt.Key.Key_G, CTRL)
        seen.append(made.page.current_ref)
    assert seen == gaps
    qtbot.keyClick(made.window, Qt.Key.Key_G, CTRL)
    assert made.page.current_ref == gaps[0]


def test_a_section_opened_from_a_dialog_begins_at_its_first_question(editor, qtbot, visit_2):
    made = editor(visit_2)
    dialog = QDialog(made.window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.isActiveWindow)

    made.screen.moving.choose("/data/leadership")

    assert made.block("L4").isAncestorOf(made.window.focusWidget())


def test_tab_goes_on_to_the_question_that_an_answer_has_just_asked(editor, qtbot, audit):
    made = editor(audit)
    made.live.answer("/data/QA/QA1/QA1_level", "3")
    made.screen.moving.go_to("/data/needs/need_1")
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "Records")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert made.page.current_ref == "/data/needs/need_1_prompt"


def test_gaps_are_counted_down_as_they_are_filled(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/L4")
    before = len(made.live.session.problems())
    panel = made.screen.panes.sections
    qtbot.keyClicks(made.block("L4").editor.box, "One class")
    qtbot.waitUntil(lambda: panel._gaps.text() == f"{before - 1} gaps left")
    row = panel.list.rows.index(3).data(Qt.ItemDataRole.UserRole)
    assert (row.title, row.count) == ("Leadership", "2 to do")


def test_the_list_of_sections_leads_into_a_section(editor, qtbot, visit_2):
    made = editor(visit_2)
    made.screen.panes.sections.list.setFocus()
    qtbot.keyClick(made.screen.panes.sections.list, Qt.Key.Key_Down)
    qtbot.keyClick(made.screen.panes.sections.list, Qt.Key.Key_Return)
    assert made.page.section.name == "earlier"


def test_f6_goes_round_sections_questions_and_what_is_known(editor, qtbot, visit_2):
    made = editor(visit_2)
    panes = made.screen.panes
    for panel in (panes.beside, made.window.rail, made.screen.header, panes.sections, panes.page):
        qtbot.keyClick(made.window, Qt.Key.Key_F6)
        assert panel.isAncestorOf(QApplication.focusWidget()), panel


def test_the_question_in_focus_carries_the_stripe_alone(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/L4")
    striped = [card.ref for card in made.page.cards if card._stripe.isVisible()]
    assert striped == ["/data/leadership/L4"]


def test_only_the_section_on_screen_has_widgets(editor, qtbot, audit):
    made = editor(audit, "/data/QA/QA1")
    qtbot.waitUntil(lambda: not made.page._pending)
    made.screen.panes.sections.chosen.emit("/data/LD")
    qtbot.waitUntil(lambda: not made.page._pending)
    assert {name[:2] for name in made.names()} == {"LD"}


def test_a_record_opens_where_it_was_left(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/leadership_strengths")
    box = made.block("leadership_strengths").editor.box
    qtbot.keyClicks(box, "Plans are shared")
    qtbot.keyClick(box, Qt.Key.Key_Home)
    made.window.close()
    qtbot.waitUntil(lambda: not made.window.isVisible())
    made.lanes.close()

    again = editor(visit_2)
    assert again.page.current_ref == "/data/leadership/leadership_strengths"
    assert again.page.place == 0


def test_finish_keeps_everything_and_goes_to_the_finish_page(editor, qtbot, visit_2):
    made = editor(visit_2, "/data/leadership/L4")
    qtbot.keyClicks(made.block("L4").editor.box, "Just now")
    made.screen.panes.finish.click()
    qtbot.waitUntil(lambda: made.window.screen_on_show.title == "Finish")
    assert made.kept(visit_2)["/data/leadership/L4"] == "Just now"


def test_stepping_to_a_list_without_rows_leads_to_its_button_to_add_one(editor, qtbot, app):
    made = editor(start_record(app, 900004, "visit_1").value.record.id, "/data/about/left")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, CTRL)
    assert made.page.panel_at("/data/about/met_with").add_button.hasFocus()


def test_coming_back_to_a_list_leads_to_the_first_row_rather_than_its_button(editor, qtbot, app):
    record = start_record(app, 900004, "visit_1").value.record.id
    add_met_person(app, record, "headteacher")
    made = editor(record, "/data/about/met_with")
    assert made.page.panel_at("/data/about/met_with").editors[0].first_field().hasFocus()


def test_a_record_that_begins_with_a_note_gives_the_keyboard_to_its_first_question(
    editor, monkeypatch, audit
):
    monkeypatch.setattr(section_page, "_AT_ONCE", -1.0)  # a machine too slow to draw any card
    made = editor(audit)
    assert made.page.isAncestorOf(QApplication.focusWidget())
    assert made.page.current_block is not None
    assert not made.page.current_block.is_note
