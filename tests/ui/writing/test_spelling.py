from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from app.domain.written_words import _words_of, words_to_check
from app.usecases.spelling import forget_word, learn_word, learned_words, switch_spell_check
from tests.builders import with_school
from ui import theme
from ui.writing.marked import NO_MORE
from ui.writing.menu import ADD, LEAVE, NONE
from ui.writing.pen import WritingPen


def choose(menu, words):
    action = next(each for each in menu.actions() if each.text() == words)
    action.trigger()
    menu.close()


def right_click(box, at):
    cursor = box.textCursor()
    cursor.setPosition(at)
    place = box.cursorRect(cursor).center()
    reason = QContextMenuEvent.Reason.Mouse
    place_on_screen = box.viewport().mapToGlobal(place)
    QApplication.sendEvent(box.viewport(), QContextMenuEvent(reason, place, place_on_screen))


def test_a_slip_is_marked_once_its_word_is_done(qtbot, box, marks):
    qtbot.keyClicks(box, "Pupils recieve")
    marks(box)
    qtbot.keyClicks(box, " help ")
    marks(box, "recieve")


def test_a_box_whose_page_is_left_before_its_words_are_looked_up_troubles_nobody(
    qtbot, pen, boxes, marks
):
    gone, stays = boxes
    qtbot.keyClicks(gone, "teh ")
    marks(gone, "teh")
    qtbot.keyClicks(gone, "freind ")
    pen.spelling.marked(gone, gone.document().begin())
    delete(gone)
    stays.setFocus()
    qtbot.keyClicks(stays, "recieve ")
    marks(stays, "recieve")


def test_a_word_that_is_known_to_be_wrong_is_not_marked_while_it_is_typed(qtbot, box, marks):
    qtbot.keyClicks(box, "teh ")
    marks(box, "teh")
    qtbot.keyClicks(box, "teh")
    marks(box, "teh")
    qtbot.keyClick(box, Qt.Key.Key_Home)
    marks(box, "teh", "teh")


def test_codes_names_and_words_of_the_field_are_not_marked(app, box, marks, pen):
    with_school(app, name="Oswinthorpe Primary", town="Brackenfold")
    pen.refresh()
    box.set_text("P07 and Y4-12 at Oswinthorpe, SEND, subitising; teh end of 900001")
    marks(box, "teh")


def test_a_box_that_cannot_be_written_in_has_no_marks(qtbot, boxes, marks):
    for box in boxes:
        box.set_text("teh ")
    boxes[1].setReadOnly(True)
    marks(boxes[0], "teh")
    marks(boxes[1])


def test_marks_are_painted_beneath_their_word_alone(qtbot, box, marks, appearance):
    colour = theme.colour("late").rgb()
    box.set_text("right teh right")
    marks(box, "teh")
    box.clearFocus()

    def columns():
        picture = box.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        ratio = picture.devicePixelRatio()
        points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return {x / ratio for x, y in points if picture.pixel(x, y) == colour}

    qtbot.waitUntil(lambda: bool(columns()))
    cursor = box.textCursor()
    cursor.setPosition(6)
    left = box.cursorRect(cursor).left()
    cursor.setPosition(9)
    right = box.cursorRect(cursor).left()
    assert left - 3 <= min(columns())
    assert max(columns()) <= right + 3


def test_a_mark_stands_beneath_its_word_behind_letters_of_two_places(box, marks, pen):
    box.set_text("🙂 teh")
    marks(box, "teh")
    (word,) = pen.spelling.marked(box, box.document().begin())
    assert (word.start, word.end) == (3, 6)


def test_a_right_click_puts_a_word_right(qtbot, box, marks, menu):
    box.set_text("Pupils recieve help")
    marks(box, "recieve")
    right_click(box, 9)
    opened = menu()
    assert opened.actions()[0].text() == "receive"
    assert {ADD, LEAVE} <= {action.text() for action in opened.actions()}
    choose(opened, "receive")
    assert box.text == "Pupils receive help"
    box.undo()
    assert box.text == "Pupils recieve help"


def test_the_keyboard_opens_the_same_menu(qtbot, box, marks, menu, pen):
    box.set_text("Pupils recieve help")
    marks(box, "recieve")
    qtbot.keyClick(box, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: box.textCursor().selectedText() == "recieve")
    qtbot.keyClick(box, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    opened = menu()
    assert opened.activeAction().text() == "receive"
    qtbot.keyClick(opened, Qt.Key.Key_Return)
    assert box.text == "Pupils receive help"


def test_the_menu_key_opens_the_menu_of_the_word_at_the_cursor(qtbot, box, marks, menu):
    box.set_text("teh")
    marks(box, "teh")
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(box, QContextMenuEvent(reason, QPoint(1, 1), QPoint(1, 1)))
    choose(menu(), "the")
    assert box.text == "the"


def test_an_owner_s_ending_stays_when_the_word_is_put_right(qtbot, box, marks, menu):
    box.set_text("The techer’s desk")
    marks(box, "techer")
    right_click(box, 6)
    choose(menu(), "teacher")
    assert box.text == "The teacher’s desk"


def test_a_word_that_is_like_nothing_says_so(box, marks, menu):
    box.set_text("xqzzt")
    marks(box, "xqzzt")
    right_click(box, 2)
    opened = menu()
    assert opened.actions()[0].text() == NONE
    assert not opened.actions()[0].isEnabled()
    opened.close()


def test_where_nothing_is_marked_the_usual_menu_opens_with_what_writes(box, menu, desk):
    right_click(box, 0)
    opened = menu()
    assert desk.commands["insert_phrase"] in opened.actions()
    opened.close()


def test_a_word_is_learned(qtbot, app, boxes, marks, menu):
    for box in boxes:
        box.set_text("bansho")
        marks(box, "bansho")
    right_click(boxes[0], 2)
    choose(menu(), ADD)
    for box in boxes:
        marks(box)
    qtbot.waitUntil(lambda: learned_words(app) == ("bansho",))


def test_a_word_is_left_alone_for_now_and_not_learned(app, boxes, marks, menu):
    for box in boxes:
        box.set_text("bansho")
        marks(box, "bansho")
    right_click(boxes[0], 2)
    choose(menu(), LEAVE)
    for box in boxes:
        marks(box)
    assert learned_words(app) == ()


def test_f7_goes_from_mark_to_mark_and_round_again(qtbot, boxes, marks):
    boxes[0].set_text("teh right way\nis wich one")
    boxes[1].set_text("and thier own")
    marks(boxes[0], "teh", "wich")
    for _round in range(2):
        for word in ("teh", "wich", "thier"):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F7)
            qtbot.waitUntil(
                lambda word=word: QApplication.focusWidget().textCursor().selectedText() == word
            )
    assert boxes[1].hasFocus()


def test_f7_says_that_nothing_is_marked(qtbot, box, window):
    box.set_text("All is right")
    qtbot.keyClick(box, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: NO_MORE in str([b.text for b in window.banners.banners]))


def test_switched_off_it_marks_nothing_and_on_again_it_does(app, box, marks, pen):
    box.set_text("teh")
    marks(box, "teh")
    switch_spell_check(app, wanted=False)
    pen.refresh()
    marks(box)
    switch_spell_check(app, wanted=True)
    pen.refresh()
    marks(box, "teh")


def test_words_learned_elsewhere_are_heard_of(app, box, marks, desk):
    box.set_text("bansho")
    marks(box, "bansho")
    desk.changes.changed.emit(learn_word(app, "bansho").changes, None)
    marks(box)


@pytest.mark.parametrize("text", ["", "\n\n", "x" * 5_000, "teh " * 2_000])
def test_odd_texts_do_no_harm(qtbot, box, text):
    box.set_text(text)
    box.grab()


def test_a_learned_word_that_is_forgotten_is_marked_again(qtbot, app, box, marks, menu, desk):
    box.set_text("bansho")
    marks(box, "bansho")
    right_click(box, 2)
    choose(menu(), ADD)
    qtbot.waitUntil(lambda: learned_words(app) == ("bansho",))
    qtbot.waitUntil(lambda: not desk.lanes.busy)
    desk.changes.changed.emit(forget_word(app, "bansho").changes, None)
    marks(box, "bansho")


def test_no_sentence_is_remembered_once_the_window_is_gone(qtbot, desk):
    pen = WritingPen(desk, QWidget())
    words_to_check("Pupils explained it.")
    with qtbot.waitSignal(pen.destroyed):
        pen.parent().deleteLater()
    assert _words_of.cache_info().currsize == 0
