from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.widgets.banner import BannerHost
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.cards import Card, EmptyState
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Choice
from ui.widgets.drawer import Drawer
from ui.widgets.flow import FlowLayout
from ui.widgets.page_header import PageHeader
from ui.widgets.progress import ProgressWords, StoppableProgress
from ui.widgets.search_box import SearchBox
from ui.widgets.status_line import StatusLine
from ui.widgets.text import KeyHints, ShortenedWords, tip


def test_enter_presses_a_button_as_space_does(qtbot, shown):
    button = shown(Button("Open visit", "arrow-right", "main"))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            qtbot.keyClick(button, key)


def test_a_disabled_button_says_why(shown):
    button = shown(Button("E-mail draft", "mail"))
    button.set_reason("Finish the visit first")
    assert not button.isEnabled()
    assert button.accessibleDescription() == button.toolTip() == "Finish the visit first"
    button.set_reason("")
    assert button.isEnabled()


def test_a_button_of_an_icon_alone_has_a_name(shown):
    assert shown(Button("", icon="x", name="Close")).accessibleName() == "Close"


def test_a_menu_button_opens_its_choices_by_keyboard(qtbot, shown, qapp):
    button = shown(MenuButton("New record", "plus"))
    note = button.add_choice("Visit note")
    qtbot.keyClick(button, Qt.Key.Key_Down)
    assert qapp.activePopupWidget() is button.choices
    with qtbot.waitSignal(note.triggered):
        qtbot.keyClick(button.choices, Qt.Key.Key_Down)
        qtbot.keyClick(button.choices, Qt.Key.Key_Return)


def test_every_control_is_large_enough_to_hit(shown):
    for button in (Button("Open"), Button("Finish", small=True), Button("", icon="x", name="X")):
        shown(button)
        assert min(button.sizeHint().width(), button.sizeHint().height()) >= 30


def test_the_wheel_changes_no_choice_while_its_list_is_closed(shown):
    choice = shown(Choice((("a", "Headteacher"), ("b", "Subject leader")), "Who"))
    from PySide6.QtCore import QPoint, QPointF

    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    choice.wheelEvent(event)
    assert choice.value == "a"
    assert not event.isAccepted()


def test_a_choice_tells_what_the_person_chose_and_not_what_was_set(qtbot, shown):
    choice = shown(Choice((("a", "Headteacher"), ("b", "Subject leader")), "Who"))
    with qtbot.assertNotEmitted(choice.chosen):
        choice.set_value("b")
    with qtbot.waitSignal(choice.chosen) as told:
        qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert told.args == ["a"]


def test_a_ticked_box_has_a_tick(shown):
    box = shown(CheckBox("Remember on this laptop"), 300, 40)
    plain = box.grab().toImage()
    box.setChecked(True)
    ticked = box.grab().toImage()
    colours = {ticked.pixelColor(x, y).name() for x in range(20) for y in range(40)}
    assert plain != ticked
    assert {theme.colour("primary").name(), theme.colour("on_primary").name()} <= colours


def test_chips_that_do_not_fit_go_on_to_the_next_line(shown, qtbot):
    holder = QWidget()
    flow = FlowLayout(holder, 8)
    buttons = [Button(word) for word in ("Lessons", "Books", "Results", "Documents")]
    for button in buttons:
        flow.addWidget(button)
    shown(holder, 900, 200)
    assert len({button.y() for button in buttons}) == 1
    assert flow.heightForWidth(200) > flow.heightForWidth(900)
    holder.resize(200, 300)
    qtbot.waitUntil(lambda: len({button.y() for button in buttons}) > 1)
    assert all(button.geometry().right() < 200 for button in buttons)


def test_words_that_do_not_fit_end_in_an_ellipsis_and_are_whole_in_the_tip(shown):
    words = shown(ShortenedWords("Alderbrook Church of England Primary School"), 120, 30)
    assert words.text().endswith("…")
    assert words.toolTip() == words.accessibleName() == words.words


def test_key_hints_are_read_out_as_keys_and_words(shown):
    hints = shown(KeyHints([(("Ctrl", "K"), "find"), (("F1",), "help")]))
    assert hints.accessibleName() == "Ctrl K, find; F1, help"


def test_the_search_starts_after_a_pause_and_at_once_on_enter(qtbot, shown):
    box = shown(SearchBox("Find a school", ("Ctrl", "K")))
    with qtbot.waitSignal(box.asked) as told:
        qtbot.keyClicks(box, " alder ")
    assert told.args == ["alder"]
    with qtbot.waitSignal(box.asked):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_down_in_the_search_box_goes_to_the_results_and_escape_empties_it(qtbot, shown):
    box = shown(SearchBox("Find a school"))
    with qtbot.waitSignal(box.moved) as told:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert told.args == [1]
    qtbot.keyClicks(box, "alder")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_progress_says_in_words_what_its_bar_says(shown):
    progress = shown(ProgressWords())
    progress.show_progress(18, 24, "18 of 24 answered")
    assert progress.accessibleName() == progress.words == "18 of 24 answered"


def test_slow_work_can_be_stopped(qtbot, shown):
    progress = shown(StoppableProgress())
    with qtbot.waitSignal(progress.stop_asked):
        qtbot.mouseClick(progress.stop, Qt.MouseButton.LeftButton)


def test_a_drawer_takes_the_keyboard_and_gives_it_back(qtbot, shown):
    page = QWidget()
    line = QLineEdit(page)
    drawer = Drawer("Last time", page)
    drawer.set_content(QLineEdit())
    shown(page)
    line.setFocus()
    drawer.open_drawer()
    assert drawer.isVisible()
    assert drawer.geometry().right() == page.rect().right()
    with qtbot.waitSignal(drawer.closed):
        qtbot.keyClick(drawer.focusWidget() or drawer, Qt.Key.Key_Escape)
    assert line.hasFocus()


def test_a_header_shows_menu_and_drops_the_subtitle_where_it_is_compact(shown):
    header = shown(PageHeader("Alderbrook Primary", "Visit 2 of 4", back=True))
    assert header.back.isVisible()
    assert not header.menu.isVisible()
    header.set_compact(compact=True)
    assert header.menu.isVisible()
    assert not header.subtitle.isVisible()


def test_an_empty_state_has_words_and_a_way_on(shown):
    state = shown(EmptyState("No actions yet.", Button("Plan a visit")))
    assert state.words.text() == "No actions yet."


def test_building_a_card_with_a_subtitle_opens_no_window_of_its_own(qapp):
    before = set(qapp.topLevelWidgets())
    card = Card("Actions", "4 from visit 1")
    opened = [w for w in qapp.topLevelWidgets() if w.isVisible() and w not in before]
    assert opened == []
    card.deleteLater()


@pytest.fixture
def host(shown):
    return shown(BannerHost())


def test_a_banner_goes_when_its_cross_or_its_button_is_pressed(qtbot, host):
    done = []
    banner = host.show_banner("due", "Two things are missing.", [("Show", lambda: done.append(1))])
    button = next(b for b in banner.findChildren(Button) if b.text() == "Show")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [1]
    assert host.banners == ()
    assert not host.isVisible()


def test_a_banner_about_lost_saving_stays_until_it_is_over(qtbot, host):
    banner = host.show_banner(
        "late", "Not saved since 11:42.", [("Try again", lambda: None)], key="saving", stays=True
    )
    for button in banner.findChildren(Button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert host.banners == (banner,)
    host.clear("saving")
    assert host.banners == ()


def test_the_same_trouble_twice_is_one_banner_and_two_are_enough(host):
    for sentence in ("one", "one", "two", "three", "four"):
        host.show_banner("info", sentence)
    assert [banner.text for banner in host.banners] == ["three", "four"]


def test_what_stays_waits_its_turn_and_is_never_lost(host):
    for key in ("sample", "clash"):
        host.show_banner("info", key, key=key, stays=True)
    host.show_banner("late", "Not saved since 11:42.", key="saving", stays=True)
    host.show_banner("done", "Headteacher added.", key="page")
    assert [banner.text for banner in host.banners] == [
        "Not saved since 11:42.",
        "Headteacher added.",
    ]
    host.clear("page")
    host.clear("saving")
    assert [banner.text for banner in host.banners] == ["sample", "clash"]


def test_the_status_line_says_what_is_saved_and_what_is_not(shown):
    line = shown(StatusLine(), 1200, 30)
    assert line.words == ""
    line.show_saved(time(11, 42))
    line.show_sharing("3 waiting to sync, synced 08:40", waits=True)
    line.show_offline(offline=True)
    line.show_clashes("1 clash to settle")
    assert line.words.split(" · ") == [
        "Saved 11:42",
        "3 waiting to sync, synced 08:40",
        "Offline",
        "1 clash to settle",
    ]
    line.show_not_saved(time(11, 42))
    assert line.words.startswith("Not saved since 11:42")


def test_what_was_done_is_said_one_at_a_time(qtbot):
    host = BannerHost()
    qtbot.addWidget(host)
    host.show_banner("late", "The disk is full.", stays=True)
    host.show_banner("done", "Headteacher added.")
    host.show_banner("done", "5 visits planned.")
    assert [banner.text for banner in host.banners] == ["The disk is full.", "5 visits planned."]
    host.show_banner("due", "1 message needs you.")
    assert [b.text for b in host.banners] == ["The disk is full.", "1 message needs you."]


def test_a_tool_tip_shows_what_others_wrote_as_words_and_fetches_nothing(shown, tmp_path):
    written = f'Level one <img src="{tmp_path}/a.png">'
    button = shown(Button("", "arrow-right", name=written))
    assert "<img" not in button.toolTip()
    assert "&lt;img" in button.toolTip()
    assert tip("Plain words & more") == "Plain words & more"
