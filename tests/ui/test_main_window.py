from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox

from ui.main_window import MainWindow, layout_for
from ui.places import Navigator, RecordPage, SchoolPage, Schools, Today
from ui.preferences import Preferences
from ui.screen import Layout, Screen
from ui.theme import Appearance
from ui.widgets.rail import RailButton


class PlainScreen(Screen):
    """A page with two panels that notes what is asked of it."""

    def __init__(self, title):
        super().__init__(title, back=True)
        self.places, self.left_times, self.done = [], 0, []
        self.first, self.second = QLineEdit(), QLineEdit()
        self.column.addWidget(QLabel("words"))
        self.column.addWidget(self.first)
        self.column.addWidget(self.second)

    def show_place(self, place):
        self.places.append(place)

    def leave(self):
        self.left_times += 1

    def answers(self):
        return {"next_gap": lambda: self.done.append("gap")}

    def hints(self):
        return ("next_gap",)

    def panels(self):
        return (self.first, self.second)


@pytest.fixture
def made():
    return []


@pytest.fixture
def window(qtbot, tmp_path, made):
    def factory(title):
        def make():
            screen = PlainScreen(title)
            made.append(screen)
            return screen

        return make

    window = MainWindow(Navigator(), Preferences(tmp_path))
    window.plug({Today: factory("Today"), SchoolPage: factory("A school")})
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.navigator.start_over(Today())
    return window


def press(qtbot, window, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(window.focusWidget() or window, key, modifier)


def test_a_page_is_made_when_it_is_first_gone_to_and_kept(window, made):
    assert len(made) == 1
    window.navigator.go(SchoolPage(900001))
    window.navigator.go(SchoolPage(900002))
    assert len(made) == 2
    assert made[1].places == [SchoolPage(900001), SchoolPage(900002)]


def test_leaving_a_page_lets_it_put_away_what_is_half_typed(window, made):
    window.navigator.go(SchoolPage(900001))
    assert made[0].left_times == 1
    window.close()
    assert made[1].left_times == 1


def test_the_title_says_where_one_is(window, made):
    assert window.windowTitle() == "Today - Visitbook"
    made[0].retitled.emit("Tuesday 20 January")
    assert window.windowTitle() == "Tuesday 20 January - Visitbook"


def test_the_rail_marks_where_one_is_and_offers_only_what_is_there(window):
    buttons = window.rail.buttons
    assert buttons["today"].isChecked()
    assert not buttons["schools"].isVisible()
    assert not buttons["project"].isVisible()
    window.navigator.go(SchoolPage(900001))
    assert buttons["schools"].isChecked()


def test_alt_1_goes_to_today_and_escape_goes_back(qtbot, window):
    window.navigator.go(SchoolPage(900001))
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.navigator.here == Today()
    window.navigator.go(SchoolPage(900001))
    press(qtbot, window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.here == Today()


def test_a_place_without_a_page_is_not_gone_to(window):
    window.navigator.go(RecordPage("r"))
    assert window.navigator.here == Today()


def test_a_shortcut_reaches_the_page_on_show_and_no_other(qtbot, window, made):
    window.navigator.go(SchoolPage(900001))
    press(qtbot, window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert [screen.done for screen in made] == [[], ["gap"]]


def test_f6_goes_round_the_panels_and_shift_f6_the_other_way(qtbot, window, made):
    made[0].first.setFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert made[0].second.hasFocus()
    press(qtbot, window, Qt.Key.Key_F6)
    assert isinstance(window.focusWidget(), RailButton)
    press(qtbot, window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert made[0].second.hasFocus()


def test_f10_shows_the_menu_bar_and_escape_hides_it(qtbot, window):
    assert not window.menuBar().isVisible()
    press(qtbot, window, Qt.Key.Key_F10)
    assert window.menuBar().isVisible()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.menuBar().isVisible()


def test_every_button_of_the_rail_has_a_name_and_an_icon(window):
    for button in window.rail.buttons.values():
        assert button.accessibleName()
        assert not button.icon().isNull()


def test_a_number_on_the_rail_is_read_out_too(window):
    window.rail.buttons["today"].set_waiting(3)
    assert window.rail.buttons["today"].accessibleName() == "Today, 3 waiting"


@pytest.mark.parametrize(
    ("width", "percent", "layout"),
    [
        (1366, 100, Layout.WIDE),
        (1280, 100, Layout.NARROW),
        (1000, 100, Layout.COMPACT),
        (1366, 200, Layout.COMPACT),
        (1920, 125, Layout.WIDE),
    ],
)
def test_the_layout_follows_the_room_in_ems(appearance, width, percent, layout):
    appearance("light", percent)
    assert layout_for(width) is layout


def test_where_there_is_no_room_the_rail_becomes_a_menu(qtbot, window, made, qapp):
    window.resize(900, 700)
    qtbot.waitUntil(lambda: not window.rail.isVisible())
    header = made[0].header
    assert header.menu.isVisible()
    qtbot.mouseClick(header.menu, Qt.MouseButton.LeftButton)
    menu = qapp.activePopupWidget()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words[0] == "Today"
    assert "Go" in words
    assert "Project" not in words


def test_large_text_chosen_while_the_window_is_open_rearranges_it(qtbot, window, appearance):
    appearance("light", 200)
    qtbot.waitUntil(lambda: window.layout_mode is Layout.COMPACT)
    assert not window.rail.isVisible()


def test_the_window_comes_back_where_it_was(qtbot, window, tmp_path):
    window.resize(700, 600)
    window.close()
    again = MainWindow(Navigator(), Preferences(tmp_path))
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (700, 600)


def test_preferences_are_kept_and_nonsense_in_their_file_counts_as_none(tmp_path):
    preferences = Preferences(tmp_path)
    preferences.keep_appearance(Appearance("dark", 150))
    assert Preferences(tmp_path).appearance == Appearance("dark", 150)
    (tmp_path / "settings.json").write_text("{ not json")
    assert Preferences(tmp_path).appearance == Appearance()


def test_the_rail_s_places_are_all_kinds_the_window_knows(window):
    window.plug({Schools: lambda: PlainScreen("Schools")})
    assert window.rail.buttons["schools"].isVisible()


@pytest.fixture
def answering(qtbot):
    """Presses a button of the question that comes next; what the question said."""

    def answer(label):
        said = []

        def press():
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            said.append(box.text())
            next(each for each in box.buttons() if each.text() == label).click()

        QTimer.singleShot(0, press)
        return said

    return answer


def test_closing_says_what_waits_and_whoever_stays_has_the_window_as_it_was(
    qtbot, window, made, answering
):
    window.show()
    window.navigator.go(Today())
    window.what_waits = lambda: "1 message waits to be sent."
    said = answering("Stay")
    assert not window.close()
    assert said == ["1 message waits to be sent."]
    assert (window.isVisible(), made[0].left_times) == (True, 0)
    answering("Close")
    assert window.close()


def test_closing_asks_nothing_where_nothing_waits(window):
    window.show()
    assert window.close()


def test_a_page_that_was_left_with_words_not_kept_is_asked_before_closing(window, made):
    window.navigator.go(SchoolPage(900001))
    left, _on_show = made
    left.may_close = lambda _close: False

    assert not window.close()
    assert window.isVisible()

    left.may_close = lambda _close: True
    assert window.close()
