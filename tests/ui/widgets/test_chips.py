from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.widgets.chips import STATE_ICONS, ChoiceChips, StateChip

OPTIONS = (("lessons", "Lessons"), ("books", "Books"), ("told", "Told"))


@pytest.fixture
def several(shown):
    return shown(ChoiceChips(OPTIONS, "Seen in"))


@pytest.fixture
def one(shown):
    return shown(ChoiceChips(OPTIONS, "Sources", several=False))


def test_several_choices_are_told_in_the_order_of_the_options(qtbot, several):
    qtbot.mouseClick(several.chips[1], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(several.chosen) as told:
        qtbot.mouseClick(several.chips[0], Qt.MouseButton.LeftButton)
    assert told.args == [("lessons", "books")]


def test_where_one_may_be_chosen_the_next_takes_its_place_and_again_takes_it_back(qtbot, one):
    qtbot.mouseClick(one.chips[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(one.chips[2], Qt.MouseButton.LeftButton)
    assert one.value == ("told",)
    qtbot.mouseClick(one.chips[2], Qt.MouseButton.LeftButton)
    assert one.value == ()


def test_arrows_move_within_the_chips_and_space_presses(qtbot, several):
    several.setFocus()
    qtbot.keyClick(several.focusWidget(), Qt.Key.Key_Right)
    assert several.chips[1].hasFocus()
    qtbot.keyClick(several.focusWidget(), Qt.Key.Key_Space)
    assert several.value == ("books",)


def test_tab_takes_the_group_as_one(several):
    takers = [c for c in several.chips if c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(takers) == 1


def test_a_chip_is_read_out_with_its_group(several):
    assert several.chips[0].accessibleName() == "Seen in: Lessons"


def test_other_options_keep_what_is_chosen_and_still_offered(several):
    several.set_value(("books", "told"))
    several.set_options((("books", "Books"), ("talk", "Pupils’ talk")))
    assert several.value == ("books",)


def test_a_chosen_chip_has_a_tick_so_that_colour_is_not_all(several):
    several.set_value(("books",))
    assert [chip.icon().isNull() for chip in several.chips] == [True, False, True]


@pytest.mark.parametrize("kind", sorted(STATE_ICONS))
def test_every_state_has_an_icon_and_says_its_words(shown, kind):
    chip = shown(StateChip(kind, "Not answered yet"))
    assert chip.accessibleName() == "Not answered yet"
    assert chip.sizeHint().width() > chip.fontMetrics().horizontalAdvance("Not answered")


def test_a_state_chip_is_no_control(shown):
    assert shown(StateChip("done", "Done")).focusPolicy() == Qt.FocusPolicy.NoFocus
