"""The project's page, as a person at the keyboard meets it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.records import RecordState
from app.usecases.board import project_boards
from app.usecases.record_list import list_records
from app.usecases.visits import visits_of
from tests.builders import an_app, with_school
from ui.places import FinishPage, Navigator, Project, RecordPage, SchoolPage
from ui.screens.project.plan_dialog import PlanDialog
from ui.screens.project.project_dialog import ProjectDialog
from ui.screens.project.schools_dialog import SchoolsDialog
from ui.screens.project.screen import ProjectScreen
from ui.screens.project.windows_dialog import WindowsDialog

ALDERBROOK, FERNHURST, HOLLY_BANK = 900001, 900005, 900003
LAUNCH, FIRST, SECOND, THIRD = 1, 2, 3, 4


@pytest.fixture
def make(qtbot, lanes, went, shown):
    def open_page(app):
        page = shown(ProjectScreen(app, lanes, Navigator(went)), 1278, 700)
        page.show_place(Project())
        qtbot.waitUntil(lambda: page.table.hasFocus() or page.new.hasFocus())
        return page

    return open_page


@pytest.fixture
def screen(app, make):
    return make(app)


@pytest.fixture
def empty(tmp_path):
    program = an_app(tmp_path / "empty")
    yield program
    program.store.close()


def dialog(qtbot, kind):
    def shown():
        found = (w for w in QApplication.topLevelWidgets() if isinstance(w, kind))
        return [w for w in found if w.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def go_to(screen, school, column):
    lines = screen.table.rows.lines
    row = next(at for at, line in enumerate(lines) if line.cells[0].text.startswith(school))
    screen.table.setCurrentIndex(screen.table.rows.index(row, column))


def record_of(app, state):
    return next(line.record.id for line in list_records(app) if line.record.state is state)


def test_every_school_has_a_row_with_its_visits_in_words(app, screen):
    rows = {
        line.cells[0].text: [cell.text for cell in line.cells] for line in screen.table.rows.lines
    }
    assert len(rows) == 5
    assert rows["Alderbrook Primary School"][SECOND] == "Today, 09:00"
    (booked,) = visits_of(app, HOLLY_BANK)
    assert rows["Holly Bank Junior School"][SECOND] == f"{booked.on.day} Jan"
    assert rows["Thornfield Junior School"][FIRST] == "12 Jan, note late"
    assert rows["Fernhurst Primary School"][SECOND] == "None, 9 days left"
    assert screen.header.title.words == "Maths Progress, cohort 3"


def test_arrows_and_enter_open_what_a_cell_stands_for(qtbot, app, screen, went):
    go_to(screen, "Alderbrook", FIRST)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    go_to(screen, "Thornfield", FIRST)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    go_to(screen, "Holly", SECOND)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    qtbot.keyClick(screen.table, Qt.Key.Key_Home)

    draft, finished = (record_of(app, state) for state in RecordState)
    assert went == [FinishPage(finished), RecordPage(draft), SchoolPage(HOLLY_BANK, "visits")]


def test_the_visit_of_today_can_be_begun(qtbot, screen):
    go_to(screen, "Alderbrook", SECOND)
    assert screen.visit_card.act.text() == "Start record"
    with qtbot.waitSignal(screen.start_asked) as asked:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert asked.args[:2] == [ALDERBROOK, "visit_2"]


def test_an_empty_cell_plans_the_visit_and_a_day_outside_the_window_only_warns(qtbot, app, screen):
    go_to(screen, "Fernhurst", THIRD)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    asked = dialog(qtbot, PlanDialog)
    asked.day.setFocus()
    qtbot.keyClicks(asked.day.line, "14/5/26")
    qtbot.waitUntil(lambda: "outside" in asked._day_field.message.sentence)
    with qtbot.waitSignal(screen.told) as told:
        qtbot.keyClick(asked.day.line, Qt.Key.Key_Return)

    assert "outside the March/April window" in told.args[1]
    planned = [visit for visit in visits_of(app, FERNHURST) if visit.kind == "visit_3"]
    assert [visit.on for visit in planned] == [date(2026, 5, 14)]
    qtbot.waitUntil(
        lambda: any(line.cells[THIRD].text == "14 May" for line in screen.table.rows.lines)
    )


def test_planning_without_a_day_says_what_is_missing(qtbot, screen):
    go_to(screen, "Fernhurst", THIRD)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    asked = dialog(qtbot, PlanDialog)
    qtbot.mouseClick(asked.main, Qt.MouseButton.LeftButton)

    assert "Give the day" in asked._day_field.message.sentence
    asked.reject()


def test_words_and_states_narrow_the_board(qtbot, screen):
    qtbot.keyClicks(screen.search, "holly")
    assert screen.count.text() == "1 of 5 schools"
    screen.search.clear()
    screen.state.set_value("note_late")
    screen.state.chosen.emit("note_late")
    assert screen.count.text() == "2 of 5 schools"


def test_without_a_project_the_page_teaches_and_one_button_makes_one(qtbot, empty, make):
    with_school(empty)
    page = make(empty)
    qtbot.keyClick(page.new, Qt.Key.Key_Space)
    asked = dialog(qtbot, ProjectDialog)
    qtbot.mouseClick(asked.main, Qt.MouseButton.LeftButton)
    assert "title" in asked._title_field.message.sentence
    qtbot.keyClicks(asked.title, "Reasoning")
    qtbot.keyClick(asked.title, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.header.title.words == "Reasoning")
    (board,) = project_boards(empty)
    assert [window.label for window in board.overview.windows] == [
        "October",
        "December/January",
        "March/April",
        "July",
    ]
    qtbot.waitUntil(page.choose.isVisible)

    qtbot.mouseClick(page.choose, Qt.MouseButton.LeftButton)
    schools = dialog(qtbot, SchoolsDialog)
    qtbot.mouseClick(schools.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: schools.choices[ALDERBROOK].value != "")
    qtbot.mouseClick(schools.main, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: page.table.isVisible() and len(page.table.rows.lines) == 1)
    assert page.header.title.words == "Reasoning, cohort 1"


def test_windows_are_changed_together_and_have_to_open_before_they_close(qtbot, app, screen):
    screen.keeping.change_windows(screen._boards[0])
    asked = dialog(qtbot, WindowsDialog)
    first = asked.rows[0]
    first.closes.set_value(date(2025, 9, 1))
    qtbot.mouseClick(asked.main, Qt.MouseButton.LeftButton)
    assert first.message.sentence == "The last day is before the first."

    first.closes.set_value(date(2025, 11, 7))
    with qtbot.waitSignal(screen.wrote):
        qtbot.mouseClick(asked.main, Qt.MouseButton.LeftButton)
    board, *_ = project_boards(app)
    assert board.overview.windows[0].closes == date(2025, 11, 7)


def test_the_project_itself_can_be_changed(qtbot, app, screen):
    screen.keeping.change_project(screen._boards[0])
    asked = dialog(qtbot, ProjectDialog)
    asked.title.selectAll()
    qtbot.keyClicks(asked.title, "Number sense")
    asked.days.set_value("10")
    asked.sample.set_value("5")
    qtbot.keyClick(asked.title, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: screen.header.title.words == "Number sense, cohort 3")
    project = project_boards(app)[0].overview.project
    assert (project.note_days, project.quality_one_in) == (10, 5)


def test_a_record_about_the_project_is_begun_by_the_keyboard(app, screen, went, qtbot):
    qtbot.waitUntil(lambda: bool(screen.records.choices.actions()))
    offered = [choice.text() for choice in screen.records.choices.actions()]
    assert "Lesson learned" in " ".join(offered)
    assert not any(title.startswith("Note of visit") for title in offered)
    screen.records.setFocus()
    qtbot.keyClick(screen.records, Qt.Key.Key_Down)
    menu = screen.records.choices
    qtbot.waitUntil(menu.isVisible)
    menu.setActiveAction(menu.actions()[-1])
    with qtbot.waitSignal(screen.wrote):
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(isinstance(place, RecordPage) for place in went))
    begun = next(line for line in list_records(app) if line.record.id == went[-1].record_id)
    assert (begun.record.urn, begun.school_name) == (0, "Maths Progress")


def test_what_is_asked_of_notes_stands_on_the_page_and_is_changed_from_there(qtbot, screen):
    card = screen.notes_card
    assert card.words.text() == "Due 5 school days after the visit."
    assert "no note is read by a colleague" in card.quality.text()
    qtbot.mouseClick(card.change, Qt.MouseButton.LeftButton)
    change = dialog(qtbot, ProjectDialog)
    change.sample.set_value("5")
    change.ask()
    qtbot.waitUntil(lambda: "one note in 5 is read" in card.quality.text())
