"""Looking back from a record: last time's answer beside the field, and all earlier records."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.usecases.records import finish_record, start_record
from tests.builders_forms import asks, bind, xform
from ui.questions.last_time import LastTimeLine

CARRIED = xform("<aim/>", bind("/data/aim", type="string", vb_carry="yes"), asks("/data/aim"))


def carried(made):
    """The first question on the page that last time's answer stands beside."""
    blocks = (b for card in made.page.cards for b in card.blocks())
    return next((block for block in blocks if block.last is not None), None)


def search(made, qtbot, text):
    back = made.screen.panes.side.search.back
    back.box.setFocus()
    back.box.clear()
    qtbot.keyClicks(back.box, text)
    qtbot.keyClick(back.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: back.told.isVisible() and back._found.looked_through > 0)
    return back


def test_last_times_answer_stands_beside_what_is_carried_forward_and_is_used_again(
    editor, qtbot, record_of, app
):
    made = editor(record_of(CARRIED))
    qtbot.keyClicks(made.block("aim").editor.focusProxy(), "Number talk in every class")
    made.live.flush()
    qtbot.waitUntil(lambda: made.live.settled)
    finish_record(app, made.live.opened.record.id)
    again = start_record(app, 900001, "a_form").value.record.id
    made.open(again)
    block = made.block("aim")
    assert block.last is not None
    assert "Number talk in every class" in block.last.words.text()
    block.last.use.setFocus()
    qtbot.keyClick(block.last.use, Qt.Key.Key_Space)
    assert made.live.session.value(block.ref) == "Number talk in every class"
    assert not block.last.use.isVisible()
    qtbot.waitUntil(lambda: made.kept(again).get(block.ref) == "Number talk in every class")
    qtbot.keyClicks(block.editor.focusProxy(), "!")
    assert block.last.use.isVisible()


def test_a_question_that_is_not_carried_has_no_such_line(editor, visit_2):
    made = editor(visit_2, "/data/leadership/leadership_strengths")
    assert made.block("leadership_strengths").last is None
    assert not made.page.findChildren(LastTimeLine) or carried(made) is not None


def test_the_side_panel_searches_all_earlier_records_and_opens_one(editor, qtbot, visit_2):
    made = editor(visit_2)
    back = search(made, qtbot, "subject leader protected")
    assert len(back.hits) >= 1
    assert "protected" in back.hits[0].hit.excerpt
    found = back.hits[0].hit
    back.hits[0].open.click()
    qtbot.waitUntil(lambda: made.live.opened.record.id == found.record_id)
    assert not made.live.is_draft
    made.navigator.back()
    qtbot.waitUntil(lambda: made.live.opened.record.id == visit_2)


def test_what_is_found_is_scrolled_to_beneath_the_line_it_was_asked_in(editor, qtbot, visit_2):
    made = editor(visit_2)
    made.screen.resize(1200, 480)
    back = search(made, qtbot, "subject leader protected")

    qtbot.waitUntil(lambda: not back.hits[0].visibleRegion().isEmpty())


def test_what_is_not_found_is_told_with_how_much_was_looked_through(editor, qtbot, visit_2):
    back = search(editor(visit_2), qtbot, "giraffe")
    assert back.hits == []
    assert back.told.text().startswith("Not found in 1 earlier record.")
