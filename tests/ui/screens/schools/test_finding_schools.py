from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.usecases.schools import hand_over, my_schools
from tests.builders import an_app
from ui.places import SchoolPage, Schools
from ui.widgets.text import Words


def names(screen):
    return [found.school.name for found in screen.found.rows.rows]


def type_in(qtbot, screen, text):
    screen.search.setFocus()
    qtbot.keyClicks(screen.search, text)


def shows(qtbot, screen, *expected):
    qtbot.waitUntil(lambda: screen.found.isVisible() and names(screen) == list(expected))


def words_on(widget):
    return " ".join(words.text() for words in widget.findChildren(Words) if words.isVisible())


def test_my_schools_are_listed_with_what_is_next(app, open_schools):
    screen = open_schools(app)
    rows = screen.mine.rows
    QAbstractItemModelTester(rows)
    said = [rows.index(0, column).data() for column in range(rows.columnCount())]
    assert said[:4] == ["Alderbrook Primary School", "Today", "Thu 11 Dec 2025", "3"]
    status = {rows.index(row, 0).data(): rows.index(row, 4).data() for row in range(6)}
    assert status["St Oswin’s Church of England Primary School"] == "No agreement yet"
    assert status["Thornfield Junior School"] == "No visit planned"


def test_enter_opens_the_school_one_is_on(qtbot, app, open_schools, went):
    screen = open_schools(app)
    qtbot.keyClick(screen.mine.table, Qt.Key.Key_Down)
    qtbot.keyClick(screen.mine.table, Qt.Key.Key_Return)
    assert went[-1] == SchoolPage(900005)


def test_schools_are_found_as_one_types(qtbot, registered, open_schools):
    screen = open_schools(registered)
    type_in(qtbot, screen, "ash")
    shows(qtbot, screen, "Ashcombe Junior School", "Ashcombe Primary School")
    type_in(qtbot, screen, "combe j")
    shows(qtbot, screen, "Ashcombe Junior School")


def test_one_s_own_schools_are_found_too_and_marked(qtbot, registered, open_schools, went):
    screen = open_schools(registered)
    type_in(qtbot, screen, "alder")
    shows(qtbot, screen, "Alderbrook Primary School")
    assert screen.found.rows.index(0, 4).data() == "Yours"
    qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert went[-1] == SchoolPage(900001)


def test_enter_takes_a_school_on_and_undo_gives_it_back(qtbot, registered, open_schools):
    screen = open_schools(registered)
    type_in(qtbot, screen, "ashcombe")
    qtbot.waitUntil(lambda: len(names(screen)) == 2)
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.told) as told:
        qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    kind, sentence, actions = told.args
    assert (kind, sentence) == ("done", "You have taken on Ashcombe Primary School.")
    assert 100001 in {line.school.urn for line in my_schools(registered)}
    with qtbot.waitSignal(screen.wrote):
        dict(actions)["Undo"]()
    assert 100001 not in {line.school.urn for line in my_schools(registered)}


def test_closed_and_closing_schools_say_so_and_name_their_successors(
    qtbot, registered, open_schools
):
    screen = open_schools(registered)
    type_in(qtbot, screen, "oak hill")
    shows(qtbot, screen, "Oak Hill School")
    assert screen.found.rows.index(0, 4).data() == "Open, but proposed to close"
    screen.search.clear()
    type_in(qtbot, screen, "100004")
    shows(qtbot, screen, "Millbrook Infant School")
    assert screen.found.rows.index(0, 4).data() == "Closed Sat 31 Aug 2024"
    qtbot.waitUntil(lambda: "Its place was taken by" in words_on(screen.found.details))


def test_emptying_the_box_shows_one_s_own_schools_again(qtbot, registered, open_schools):
    screen = open_schools(registered)
    type_in(qtbot, screen, "ash")
    qtbot.waitUntil(screen.found.isVisible)
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(screen.mine.isVisible)


def test_where_nothing_fits_it_says_what_to_try(qtbot, registered, open_schools):
    screen = open_schools(registered)
    type_in(qtbot, screen, "zzzz")
    qtbot.waitUntil(lambda: "No school fits" in words_on(screen.found))


def test_a_search_that_began_elsewhere_goes_on_in_the_box(qtbot, registered, open_schools):
    screen = open_schools(registered, Schools(search="ash"))
    shows(qtbot, screen, "Ashcombe Junior School", "Ashcombe Primary School")
    qtbot.keyClicks(screen.focusWidget(), "combe pr")
    shows(qtbot, screen, "Ashcombe Primary School")


def test_without_schools_it_says_how_to_begin(tmp_path, open_schools):
    app = an_app(tmp_path / "new")
    screen = open_schools(app)
    assert "Import the school list once" in words_on(screen)
    app.store.close()


def test_a_school_that_was_given_up_can_be_taken_on_again(qtbot, app, open_schools):
    hand_over(app, 900002)
    screen = open_schools(app)
    assert "Thornfield Junior School, given up Tue 20 Jan 2026" in words_on(screen.mine)
    with qtbot.waitSignal(screen.told):
        screen.mine.taken_back.emit(900002)
    assert 900002 in {line.school.urn for line in my_schools(app)}


def test_a_school_is_added_by_hand_with_checks(qtbot, app, open_schools, dialog_over, went):
    screen = open_schools(app)
    screen.answers()["add_school"]()
    dialog = dialog_over(screen)
    qtbot.keyClicks(dialog.urn, "12")
    qtbot.keyClick(dialog.urn, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "six digits" in words_on(dialog)
    assert dialog._urn_field.message.width() > 2 * dialog.urn.width()
    dialog.urn.setText("900099")
    qtbot.keyClicks(dialog.name, "Newbridge Primary School")
    with qtbot.waitSignal(screen.wrote):
        qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert went[-1] == SchoolPage(900099)


def test_a_urn_that_is_there_already_is_said_and_nothing_typed_is_lost(
    qtbot, app, open_schools, dialog_over
):
    screen = open_schools(app)
    screen.open_add()
    dialog = dialog_over(screen)
    dialog.urn.setText("900001")
    dialog.name.setText("Another")
    dialog.main.click()
    qtbot.waitUntil(lambda: "among your schools already" in dialog.error)
    assert dialog.name.text() == "Another"
    assert dialog.main.isEnabled()


def test_other_words_begin_at_the_best_again_and_the_same_words_stay_where_one_was(
    qtbot, registered, open_schools
):
    screen = open_schools(registered)
    type_in(qtbot, screen, "a")
    qtbot.waitUntil(lambda: len(names(screen)) > 3)
    screen.found.step(2)
    chosen = screen.found.details.urn
    with qtbot.waitSignal(screen.wrote):
        screen.found.act_here.click()
    qtbot.waitUntil(lambda: screen.found.details.take_on.text() == "Open its page")
    assert screen.found.details.urn == chosen
    type_in(qtbot, screen, "s")
    both = {"Ashcombe Junior School", "Ashcombe Primary School"}
    qtbot.waitUntil(lambda: set(names(screen)) == both)
    assert screen.found.table.currentIndex().row() == 0
