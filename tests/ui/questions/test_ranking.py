"""An order of choices and a number on a range are answered by keys alone."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from tests.builders_forms import bind, group, session
from ui.questions.making import Asking, editor_for
from ui.questions.ranking import RangeEditor, RankEditor

Q = "/data/s/q"
ITEMS = "".join(
    f"<item><label>{word}</label><value>{word.casefold()}</value></item>"
    for word in ("Books", "Talk", "Results")
)
RANK = f'<odk:rank ref="{Q}"><label>Order</label>{ITEMS}</odk:rank>'
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def edit(shown):
    """The editor of the one question of a form, on screen, and what it told."""

    def make(body, kind):
        live = session("<s><q/></s>", bind(Q, type=kind), group("/data/s", body))
        question = next(live.definition.questions())
        editor = editor_for(Asking(live, question, Q, lambda: date(2026, 1, 20)))
        told = []
        editor.answered.connect(told.append)
        shown(editor, 600, 300)
        editor.go_to(0)
        return editor, told

    return make


def a_range(**says):
    said = " ".join(f'{name}="{value}"' for name, value in says.items())
    return f'<range ref="{Q}" {said}><label>How sure?</label></range>'


def test_choices_are_put_in_order_by_alt_and_arrows(edit, qtbot):
    editor, told = edit(RANK, "odk:rank")
    assert isinstance(editor, RankEditor)
    qtbot.keyClick(editor.list, Qt.Key.Key_Down)
    qtbot.keyClick(editor.list, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(editor.list, Qt.Key.Key_Down, ALT)
    assert told == ["talk books results", "books talk results"]
    assert editor.list.currentRow() == 1
    assert editor.list.item(1).text() == "2.  Talk"


def test_an_order_may_be_right_as_it_stands_and_be_taken_back(edit):
    editor, told = edit(RANK, "odk:rank")
    assert not editor.note.isHidden()
    editor.right.click()
    editor.clear.click()
    assert told == ["books talk results", ""]
    assert not editor.note.isHidden()


def test_the_first_goes_no_further_up(edit, qtbot):
    editor, told = edit(RANK, "odk:rank")
    qtbot.keyClick(editor.list, Qt.Key.Key_Up, ALT)
    assert told == []
    assert not editor.up.isEnabled()


def test_a_kept_order_is_shown(edit):
    editor, _told = edit(RANK, "odk:rank")
    editor.show_value("results books talk")
    assert editor.order == ("results", "books", "talk")
    assert editor.note.isHidden()


def test_a_range_is_not_answered_until_it_is_moved(edit, qtbot):
    editor, told = edit(a_range(start="1", end="10", step="1"), "int")
    assert isinstance(editor, RangeEditor)
    assert editor.value_words.text() == "Not answered"
    qtbot.keyClick(editor.slider, Qt.Key.Key_Right)
    assert told == ["2"]
    editor.take.click()
    assert told == ["2", ""]
    assert editor.value_words.text() == "Not answered"


def test_the_first_step_of_a_range_can_be_answered(edit, qtbot):
    editor, told = edit(a_range(start="0", end="5", step="0.5"), "decimal")
    qtbot.keyClick(editor.slider, Qt.Key.Key_Home)
    qtbot.keyClick(editor.slider, Qt.Key.Key_Right)
    assert [float(value) for value in told] == [0.0, 0.5]


def test_a_range_may_run_downwards(edit, qtbot):
    editor, told = edit(a_range(start="10", end="1", step="3"), "int")
    qtbot.keyClick(editor.slider, Qt.Key.Key_End)
    assert told == ["1"]
    editor.show_value("7")
    assert editor.value_words.text() == "7"
