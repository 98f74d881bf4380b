"""Rows of a repeat: a few stand whole, of many there is a list and the one row that is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.builders_forms import asks, bind, group, repeat, xform
from ui.screens.record.repeat_rows import FEW
from ui.widgets.text import Words

ROWS = "/data/s/r"
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lessons(editor, record_of):
    """Opens a record with so many rows: `lessons(12)`."""

    def open_with(count):
        body = group("/data/s", repeat(ROWS, asks(f"{ROWS}/who", f"{ROWS}/what")))
        model = bind(f"{ROWS}/who", type="string") + bind(f"{ROWS}/what", type="string")
        form = xform('<s><r jr:template=""><who/><what/></r></s>', model, body)
        made = editor(record_of(form))
        for number in range(1, count + 1):
            row = made.live.add_repeat(ROWS)
            made.live.answer(f"{row}/who", f"Class {number}")
        return made

    return open_with


def content(made):
    return next(iter(made.page.cards)).content


def lines(made):
    return len(content(made).findChildren(QLineEdit))


def titles(made):
    rows = content(made).list.rows
    return [rows.index(at).data() for at in range(rows.rowCount())]


def refs(made):
    return made.live.session.rows(ROWS)


def test_a_few_rows_stand_whole(lessons):
    made = lessons(FEW)
    assert content(made).list.isHidden()
    assert lines(made) == 2 * FEW


def test_of_many_rows_no_editor_is_made_before_one_is_opened(lessons):
    made = lessons(60)
    made.screen.moving.choose("/data/s")
    assert titles(made)[:2] == ["1  Class 1", "2  Class 2"]
    assert len(titles(made)) == 60
    assert lines(made) == 0


def test_enter_opens_a_row_in_place_of_the_one_before(lessons, qtbot):
    made = lessons(8)
    made.screen.moving.choose("/data/s")
    qtbot.keyClick(content(made).list, Qt.Key.Key_Down)
    qtbot.keyClick(content(made).list, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), " and 3")
    assert made.live.session.value(f"{refs(made)[1]}/who").endswith("Class 2")
    qtbot.waitUntil(lambda: titles(made)[1] == "2  and 3Class 2")
    content(made).list.chosen.emit(refs(made)[4])
    qtbot.waitUntil(lambda: lines(made) == 2)
    assert made.page.current_ref == f"{refs(made)[4]}/who"


def test_a_gap_a_find_and_an_undo_open_the_row_that_they_go_to(lessons, qtbot):
    made = lessons(9)
    wanted = f"{refs(made)[6]}/what"
    assert made.screen.moving.go_to(wanted)
    assert made.page.current_ref == wanted
    qtbot.keyClicks(QApplication.focusWidget(), "Bars")
    content(made).list.chosen.emit(refs(made)[0])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert made.page.current_ref == wanted
    assert made.live.session.value(wanted) == ""


def test_rows_are_moved_by_keys_in_the_list_and_within_the_row(lessons, qtbot):
    made = lessons(6)
    made.screen.moving.choose("/data/s")
    before = refs(made)
    shown = content(made).list
    shown.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Down, ALT)
    assert refs(made)[:2] == (before[1], before[0])
    assert shown.currentIndex().row() == 1
    made.screen.moving.go_to(f"{before[5]}/who")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, ALT)
    assert refs(made)[4] == before[5]
    assert made.page.current_ref == f"{before[5]}/who"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert refs(made) == before


def test_delete_takes_a_row_out_and_undo_brings_it_back(lessons, qtbot):
    made = lessons(6)
    made.screen.moving.choose("/data/s")
    before = refs(made)
    qtbot.keyClick(content(made).list, Qt.Key.Key_Delete)
    assert refs(made) == before[1:]
    content(made)._undo.undo.click()
    assert refs(made) == before
    assert made.page.current_ref == f"{before[0]}/who"


@pytest.mark.parametrize("way", ["by its button", "by key"])
def test_what_undid_a_removal_goes_on_to_what_was_done_before_it(lessons, qtbot, way):
    made = lessons(6)
    before = refs(made)
    made.screen.moving.go_to(f"{before[5]}/what")
    qtbot.keyClicks(QApplication.focusWidget(), "Bars")
    qtbot.keyClick(content(made).list, Qt.Key.Key_Delete)
    if way == "by key":
        qtbot.keyClick(content(made)._undo.undo, Qt.Key.Key_Z, CTRL)
    else:
        content(made)._undo.undo.click()
    assert len(refs(made)) == 6
    made.live.undo()
    assert refs(made) == before
    assert made.live.session.value(f"{before[5]}/what") == ""


def test_a_new_row_among_many_is_opened(lessons, qtbot):
    made = lessons(FEW)
    content(made).add_button.click()
    assert len(titles(made)) == FEW + 1
    assert made.page.current_ref == f"{refs(made)[-1]}/who"
    qtbot.waitUntil(lambda: lines(made) == 2)


def test_the_keyboard_begins_at_the_list(lessons):
    made = lessons(7)
    made.screen.moving.choose("/data/s")
    assert content(made).list.hasFocus()


def test_where_there_is_no_row_yet_the_keyboard_goes_to_the_way_to_the_first(lessons):
    made = lessons(0)
    assert content(made).add_button.hasFocus()


def test_a_gap_where_a_row_is_needed_leads_to_the_way_to_the_first_and_on_from_there(
    editor, record_of, qtbot
):
    instance = '<s><a/><r jr:template=""><who/></r><b/></s><t jr:template=""><x/></t><z/>'
    needed = (ROWS, "/data/s/b", "/data/t", "/data/z")
    body = group("/data/s", asks("/data/s/a"), repeat(ROWS, asks(f"{ROWS}/who")), asks("/data/s/b"))
    body += repeat("/data/t", asks("/data/t/x")) + asks("/data/z")
    binds = "".join(bind(path, required="true()") for path in needed)
    made = editor(record_of(xform(instance, binds, body)), "/data/s/a")
    seen = []
    for _gap in needed:
        qtbot.keyClick(made.window, Qt.Key.Key_G, CTRL)
        focused = QApplication.focusWidget()
        seen.append(focused.accessibleName() or "a question")
    assert seen[0] == "Add a row: /data/s/r"
    assert seen[2] == "Add a row: /data/t"
    assert made.page.current_ref == "/data/z"
    qtbot.keyClick(made.window, Qt.Key.Key_G, CTRL)
    assert QApplication.focusWidget().accessibleName() == seen[0]


def test_a_row_within_a_row_says_what_it_is_a_row_of(editor, record_of):
    inner = repeat(f"{ROWS}/book", asks(f"{ROWS}/book/mark"))
    form = xform(
        '<s><r jr:template=""><who/><book jr:template=""><mark/></book></r></s>',
        "",
        group("/data/s", repeat(ROWS, asks(f"{ROWS}/who"), inner)),
    )
    made = editor(record_of(form))
    row = made.live.add_repeat(ROWS)
    made.live.add_repeat(f"{row}/book")
    label = made.live.session.label(f"{row}/book")
    said = [each.text() for each in content(made).findChildren(Words) if "ow 1" in each.text()]
    assert said == ["Row 1", f"{label}: row 1"]
