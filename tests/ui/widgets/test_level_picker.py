from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.widgets.level_picker import LevelPicker


@pytest.fixture
def picker(shown, scale):
    picker = shown(LevelPicker(scale, "Is it seen in more than one class?"), 700, 300)
    picker.setFocus()
    return picker


def press(qtbot, picker, key):
    qtbot.keyClick(picker.focusWidget(), key)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_1, "1"),
        (Qt.Key.Key_4, "4"),
        (Qt.Key.Key_0, "not_seen"),
        (Qt.Key.Key_X, "na"),
    ],
)
def test_a_number_or_a_letter_chooses_while_the_levels_have_the_keyboard(qtbot, picker, key, value):
    with qtbot.waitSignal(picker.chosen) as told:
        press(qtbot, picker, key)
    assert told.args == [value]
    assert picker.value == value


def test_a_number_beyond_the_scale_chooses_nothing(qtbot, picker):
    with qtbot.assertNotEmitted(picker.chosen):
        press(qtbot, picker, Qt.Key.Key_7)


def test_a_number_with_ctrl_is_left_to_the_window(qtbot, picker):
    with qtbot.assertNotEmitted(picker.chosen):
        qtbot.keyClick(picker.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)


def test_only_one_answer_is_chosen_at_a_time(qtbot, picker):
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_3):
        press(qtbot, picker, key)
    chosen = [b for b in (*picker.cards, *picker.aside) if b.isChecked()]
    assert chosen == [picker.cards[2]]


def test_backspace_takes_the_choice_back(qtbot, picker):
    press(qtbot, picker, Qt.Key.Key_2)
    with qtbot.waitSignal(picker.chosen) as told:
        press(qtbot, picker, Qt.Key.Key_Backspace)
    assert told.args == [""]
    assert picker.value == ""


def test_arrows_move_and_space_chooses(qtbot, picker):
    press(qtbot, picker, Qt.Key.Key_Right)
    assert picker.cards[1].hasFocus()
    assert picker.value == ""
    press(qtbot, picker, Qt.Key.Key_Space)
    assert picker.value == "2"


def test_arrows_go_round_through_the_answers_that_are_no_level(qtbot, picker):
    press(qtbot, picker, Qt.Key.Key_Left)
    assert picker.aside[-1].hasFocus()


def test_a_click_chooses(qtbot, picker):
    with qtbot.waitSignal(picker.chosen) as told:
        qtbot.mouseClick(picker.cards[3], Qt.MouseButton.LeftButton)
    assert told.args == ["4"]


def test_clicking_the_chosen_level_again_keeps_it(qtbot, picker):
    for _ in range(2):
        qtbot.mouseClick(picker.cards[3], Qt.MouseButton.LeftButton)
    assert picker.value == "4"


def test_showing_a_value_tells_nobody(qtbot, picker):
    with qtbot.assertNotEmitted(picker.chosen):
        picker.set_value("2")
    assert picker.value == "2"


def test_tab_enters_at_the_chosen_level_and_leaves_the_group(qtbot, picker):
    picker.set_value("3")
    takers = [
        b for b in (*picker.cards, *picker.aside) if b.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert takers == [picker.cards[2]]


def test_a_level_is_read_out_with_its_number_word_meaning_place_and_state(picker):
    picker.set_value("2")
    assert picker.cards[1].accessibleName() == (
        "2, Developing, Seen in some classes; models and words differ, 2 of 4, chosen"
    )
    assert picker.cards[0].accessibleName().endswith("1 of 4")


def test_the_levels_stand_in_a_row_and_two_by_two_where_it_is_narrow(qtbot, picker):
    assert len({card.y() for card in picker.cards}) == 1
    picker.resize(420, 400)
    qtbot.waitUntil(lambda: len({card.y() for card in picker.cards}) == 2)
    assert len({card.x() for card in picker.cards}) == 2


def test_large_text_puts_the_levels_two_by_two(qtbot, picker, appearance):
    picker.resize(1200, 600)
    appearance("light", 200)
    qtbot.waitUntil(lambda: len({card.y() for card in picker.cards}) == 2)


def test_a_narrow_card_grows_until_its_words_fit(picker):
    card = picker.cards[1]
    assert card.heightForWidth(130) > card.heightForWidth(400)
    assert card.height() >= card.heightForWidth(card.width())
