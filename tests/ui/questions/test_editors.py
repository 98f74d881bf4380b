"""Each kind of question has its editor: it shows the answer and tells what the person entered."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from tests.builders_forms import bind, group, session
from ui.questions.block import QuestionBlock
from ui.questions.choices import scale_of
from ui.questions.making import Asking, editor_for

TODAY = date(2026, 1, 20)
ITEMS = "".join(
    f"<item><label>{word}</label><value>{word.casefold()}</value></item>"
    for word in ("Books", "Talk", "Results")
)


def live_form(kind="string", body=None, **says):
    """A live form with one question at /data/s/q."""
    body = body or '<input ref="/data/s/q"><label>The question</label><hint>A hint</hint></input>'
    return session("<s><q/></s>", bind("/data/s/q", type=kind, **says), group("/data/s", body))


def select(tag, appearance=""):
    look = f' appearance="{appearance}"' if appearance else ""
    return f'<{tag} ref="/data/s/q"{look}><label>Choose</label>{ITEMS}</{tag}>'


@pytest.fixture
def edit(qtbot, shown):
    """The editor of the question of a live form, on screen, and what it told."""

    def make(live, value=""):
        question = next(live.definition.questions())
        if value:
            live.answer("/data/s/q", value)
        editor = editor_for(Asking(live, question, "/data/s/q", lambda: TODAY))
        editor.show_value(live.value("/data/s/q"))
        told = []
        editor.answered.connect(told.append)
        shown(editor, 700, 300)
        editor.go_to(0)
        return editor, told

    return make


def keys(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


@pytest.mark.parametrize("appearance", ["", ' appearance="multiline"'])
def test_spaces_alone_are_no_answer_and_stay_while_the_words_come(edit, qtbot, appearance):
    body = f'<input ref="/data/s/q"{appearance}><label>The question</label></input>'
    editor, told = edit(live_form(body=body))
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, "  ")
    assert set(told) == {""}
    editor.show_value("")
    qtbot.keyClicks(field, "Yes")
    assert told[-1] == "  Yes"


def test_a_line_of_text(edit, qtbot):
    editor, told = edit(live_form(), "before")
    assert editor.line.text() == "before"
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "ab")
    assert told == ["a", "ab"]
    assert editor.line.accessibleName() == "The question"
    assert editor.line.accessibleDescription() == "A hint"


def test_a_box_of_text_keeps_its_lines(edit, qtbot):
    body = '<input ref="/data/s/q" appearance="multiline"><label>The question</label></input>'
    editor, told = edit(live_form(body=body))
    qtbot.keyClicks(editor.box, "a")
    qtbot.keyClick(editor.box, Qt.Key.Key_Return)
    qtbot.keyClicks(editor.box, "b")
    assert told[-1] == "a\nb"


@pytest.mark.parametrize(("kind", "typed"), [("int", "12"), ("decimal", "1.5")])
def test_a_number(edit, qtbot, kind, typed):
    editor, told = edit(live_form(kind))
    misread = []
    editor.misread.connect(misread.append)
    keys(qtbot, typed)
    assert told[-1] == typed
    assert misread[-1] == ""


def test_what_is_no_number_is_said(edit, qtbot):
    editor, _told = edit(live_form("int"))
    misread = []
    editor.misread.connect(misread.append)
    keys(qtbot, "a few")
    assert misread[-1] == "Give a whole number, such as 12."
    assert editor.line.text() == "a few"


def test_a_date_is_typed_as_one_likes_and_kept_as_iso(edit, qtbot):
    editor, told = edit(live_form("date"))
    keys(qtbot, "30 jan")
    assert told == ["2026-01-30"]
    assert editor.field.line.text() == "Fri 30 Jan 2026"


def test_a_time_is_typed_as_one_likes_and_kept_as_iso(edit, qtbot):
    _editor, told = edit(live_form("time"))
    keys(qtbot, "9.30")
    assert told == ["09:30"]


def test_a_date_and_time_stand_once_both_do(edit, qtbot):
    editor, told = edit(live_form("dateTime"))
    keys(qtbot, "30 jan")
    assert told == []
    editor.time.line.setFocus()
    keys(qtbot, "9.30")
    assert told == ["2026-01-30T09:30"]
    editor.day.line.setFocus()
    editor.day.line.clear()
    keys(qtbot, "")
    assert told[-1] == ""


def test_a_day_without_its_time_is_said_once_the_question_is_left(qtbot, shown):
    live = live_form("dateTime")
    question = next(live.definition.questions())
    page = QWidget()
    column = QVBoxLayout(page)
    block = QuestionBlock(Asking(live, question, "/data/s/q", lambda: TODAY))
    elsewhere = QLineEdit()
    column.addWidget(block)
    column.addWidget(elsewhere)
    shown(page, 700, 300)
    block.editor.go_to(0)
    keys(qtbot, "20/1/26")
    block.editor.time.setFocus()
    assert block.message.sentence == ""
    elsewhere.setFocus()
    assert "both the day and the time" in block.message.sentence
    block.editor.time.setFocus()
    keys(qtbot, "9.30")
    elsewhere.setFocus()
    assert block.message.sentence == ""


def test_one_choice_as_chips_can_be_taken_back(edit):
    editor, told = edit(live_form(body=select("select1")), "talk")
    assert editor.chips.value == ("talk",)
    editor.chips.chips[0].click()
    assert editor.chips.value == ("books",)
    editor.chips.chips[0].click()
    assert told == ["books", ""]


def test_several_choices_are_kept_in_the_order_of_the_form(edit):
    editor, told = edit(live_form(body=select("select")))
    editor.chips.chips[2].click()
    editor.chips.chips[0].click()
    assert told == ["results", "books results"]


def test_a_minimal_choice_is_a_drop_down_with_a_way_back(edit, qtbot):
    editor, told = edit(live_form(body=select("select1", "minimal")), "talk")
    assert editor.choice.currentText() == "Talk"
    qtbot.keyClick(editor.choice, Qt.Key.Key_Home)
    assert told == [""]


def test_something_to_confirm(edit):
    body = '<trigger ref="/data/s/q"><label>Read aloud</label></trigger>'
    editor, told = edit(live_form(body=body))
    editor.chips.chips[0].click()
    editor.chips.chips[0].click()
    assert told == ["OK", ""]


def test_a_level_has_the_scales_own_asides(app_choices):
    scale = scale_of("four_point", app_choices)
    assert [level.word for level in scale.levels] == ["Not yet", "Secure"]
    assert [level.word for level in scale.aside] == ["Not seen"]
    assert scale.levels[0].descriptor == "Only where it began"


def test_a_scale_that_nobody_described_has_its_numbers_for_levels(app_choices):
    scale = scale_of("unheard_of", app_choices)
    assert [level.value for level in scale.levels] == ["1", "3"]


@pytest.fixture
def app_choices():
    from app.forms.definition import LiveChoice

    return (
        LiveChoice("1", "Not yet", {"descriptor": "Only where it began"}),
        LiveChoice("3", "Secure"),
        LiveChoice("not_seen", "Not seen"),
    )


def test_a_question_without_an_editor_says_so_and_keeps_its_answer(edit):
    body = '<upload ref="/data/s/q" mediatype="image/*"><label>A photo</label></upload>'
    editor, _told = edit(live_form("binary", body=body), "one.jpg")
    assert editor.words.text() == "one.jpg"


def block_of(qtbot, live, **settings):
    question = next(live.definition.questions())
    block = QuestionBlock(Asking(live, question, "/data/s/q", lambda: TODAY), **settings)
    qtbot.addWidget(block)
    return block


def test_a_refused_answer_is_said_beneath_it(qtbot):
    live = live_form("int", constraint=". > 0", jr_constraintMsg="More than none, please.")
    block = block_of(qtbot, live)
    block.answered.connect(live.answer)
    qtbot.keyClicks(block.editor.line, "0")
    block.editor.left.emit()
    assert block.message.sentence == "More than none, please."
    qtbot.keyClick(block.editor.line, Qt.Key.Key_Backspace)
    qtbot.keyClicks(block.editor.line, "3")
    assert block.message.sentence == ""


def test_an_answer_that_is_only_missing_is_no_mistake_yet(qtbot):
    block = block_of(qtbot, live_form(required="true()"))
    assert block.message.sentence == ""


def test_words_are_counted_beside_a_box(qtbot):
    body = '<input ref="/data/s/q" appearance="multiline"><label>The question</label></input>'
    live = live_form(body=body)
    live.answer("/data/s/q", "Bars in both rooms")
    assert block_of(qtbot, live).caption.text() == "4 words"


@pytest.mark.parametrize("locked", [True, False])
def test_a_locked_question_takes_nothing(qtbot, locked):
    block = block_of(qtbot, live_form(), locked=locked)
    told = []
    block.answered.connect(lambda _ref, value: told.append(value))
    qtbot.keyClicks(block.editor.line, "a")
    assert told == ([] if locked else ["a"])


def test_no_question_is_ever_a_window_of_its_own(qtbot, qapp):
    before = set(qapp.topLevelWidgets())
    block = block_of(qtbot, live_form())
    made = {w for w in qapp.topLevelWidgets() if isinstance(w, QWidget)} - before
    assert {w for w in made if w.isVisible()} <= {block}
