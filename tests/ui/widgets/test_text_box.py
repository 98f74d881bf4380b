from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.field import Field
from ui.widgets.text_box import GrowingText, word_count, words_caption


@pytest.fixture
def page(shown):
    page = QWidget()
    column = QVBoxLayout(page)
    page.box, page.after = GrowingText(name="What was seen"), QLineEdit()
    column.addWidget(page.box)
    column.addWidget(page.after)
    column.addStretch(1)
    return shown(page, 400, 600)


def test_the_box_grows_line_by_line_and_shrinks_again(page):
    least = page.box.height()
    page.box.set_text("\n".join(["a line"] * 9))
    grown = page.box.height()
    assert grown == least + 6 * page.box.fontMetrics().lineSpacing()
    page.box.set_text("")
    assert page.box.height() == least


def test_words_that_wrap_make_it_grow_too(qtbot, page):
    least = page.box.height()
    qtbot.keyClicks(page.box, "bar models were used in both classes " * 8)
    assert page.box.height() > least


def test_beyond_its_most_it_scrolls(shown):
    box = shown(GrowingText(lines=1, most=4))
    box.set_text("\n" * 30)
    assert box.height() < 8 * box.fontMetrics().lineSpacing()
    assert box.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_tab_moves_on(qtbot, page):
    page.box.setFocus()
    with qtbot.waitSignal(page.box.left):
        qtbot.keyClick(page.box, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    assert page.box.text == ""


def test_text_put_in_from_outside_tells_nobody_and_keeps_the_place(qtbot, page):
    page.box.set_text("one two three")
    cursor = page.box.textCursor()
    cursor.setPosition(3)
    page.box.setTextCursor(cursor)
    with qtbot.assertNotEmitted(page.box.textChanged):
        page.box.set_text("one two three four")
    assert page.box.textCursor().position() == 3


def test_an_error_has_an_edge_and_a_sentence(shown):
    field = shown(Field("By", QLineEdit()))
    field.set_error("Write the date as 20/1/26.")
    assert field.message.isVisible()
    assert field.message.sentence == "Write the date as 20/1/26."
    field.set_error("")
    assert not field.message.isVisible()


def test_a_field_names_its_editor_and_its_hint_for_assistive_technology(shown):
    field = shown(Field("Your name", QLineEdit(), "as it is printed"))
    assert field.editor.accessibleName() == "Your name"
    assert field.editor.accessibleDescription() == "as it is printed"


@pytest.mark.parametrize(
    ("text", "count", "caption"),
    [
        ("", 0, ""),
        ("Done.", 1, "1 word"),
        ("A well-kept school’s book – and 3 more", 7, "7 words"),
    ],
)
def test_words_are_counted_as_people_count_them(text, count, caption):
    assert word_count(text) == count
    assert words_caption(text) == caption
