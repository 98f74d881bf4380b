from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.record_list import list_records
from app.usecases.starting import start_choices
from app.usecases.visits import plan_visit, visits_of
from tests.builders import an_app, with_school
from ui.places import Forms, Navigator, RecordPage
from ui.screens.start_record import open_start_record
from ui.screens.start_record.dialog import StartRecordDialog


@pytest.fixture
def opened(qtbot, lanes, went, over_window):
    def open_it(app, **known):
        starting = open_start_record(over_window(), app, lanes, Navigator(went), **known)
        qtbot.waitUntil(lambda: starting.dialog.isVisible() and not lanes.busy)
        return starting.dialog

    return open_it


def test_the_likeliest_school_form_and_visit_are_chosen_already(app, opened):
    dialog = opened(app)
    assert dialog.urn == 900001
    assert dialog.form_id == "visit_2"
    assert dialog.visit.currentText() == "Visit 2, Tue 20 Jan 2026"


def test_another_school_offers_its_own_visits(app, opened):
    dialog = opened(app)
    dialog.school.set_value("900005")
    dialog.school.chosen.emit("900005")
    offered = [dialog.visit.itemText(at) for at in range(dialog.visit.count())]
    assert offered[0] == "Audit day, Wed 21 Jan 2026"
    assert offered[-1] == "No visit: today, by itself"


def test_a_form_that_fits_no_visit_starts_by_itself(app, opened):
    dialog = opened(app, urn=900001, form_id="book_look")
    assert (dialog.visit_id, dialog.counts) == ("", False)
    assert offered(dialog.visit) == ["No visit: today, by itself"]


def test_the_note_of_a_visit_that_was_not_planned_counts_as_one(qtbot, app, opened, went):
    dialog = opened(app, urn=900005, form_id="visit_3")
    assert dialog.visit.currentText() == "Visit 3 (outside the March/April window), today"
    assert "made with the record" in dialog.said
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(went) == 1)
    record = next(line.record for line in list_records(app) if line.record.id == went[0].record_id)
    (visit,) = [each for each in visits_of(app, 900005) if each.kind == "visit_3"]
    assert (record.visit_id, visit.on) == (visit.id, app.today())


def test_a_note_that_counts_as_none_says_what_stays_to_be_done(qtbot, app, opened, went):
    dialog = opened(app, urn=900005, form_id="visit_3")
    qtbot.keyClick(dialog.visit, Qt.Key.Key_Down)
    assert "Visit 3 stays to be done" in dialog.said
    before = visits_of(app, 900005)
    qtbot.mouseClick(dialog.main, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(went) == 1)
    assert visits_of(app, 900005) == before


def test_a_second_note_of_the_same_visit_is_told_of_the_first(app, opened):
    dialog = opened(app, urn=900001, form_id="visit_1")
    assert "finished already. This would be a second one" in dialog.said
    assert (dialog.visit_id, dialog.counts) == ("", False)


def test_starting_goes_to_the_new_record(qtbot, app, opened, went):
    dialog = opened(app, urn=900001)
    before = len(list_records(app))
    dialog.main.click()
    qtbot.waitUntil(lambda: len(went) == 1)
    assert len(list_records(app)) == before + 1
    assert isinstance(went[0], RecordPage)


def test_without_a_school_it_says_what_comes_first(tmp_path, opened):
    app = an_app(tmp_path / "new")
    dialog = opened(app)
    assert "Take on a school first" in dialog.error
    assert not dialog.main.isEnabled()
    app.store.close()


@pytest.fixture
def one_school(tmp_path):
    made = an_app(tmp_path / "data")
    with_school(made)
    yield made
    made.store.close()


@pytest.fixture
def dialog(qtbot, one_school):
    shown = StartRecordDialog()
    qtbot.addWidget(shown)
    shown.show_choices(start_choices(one_school))
    return shown


def offered(choice):
    return [choice.itemText(at) for at in range(choice.count())]


def headings(choice):
    chosen = Qt.ItemFlag.ItemIsSelectable
    return [
        choice.itemText(at)
        for at in range(choice.count())
        if not choice.model().item(at).flags() & chosen
    ]


def test_forms_stand_below_headings_that_cannot_be_chosen(dialog):
    assert headings(dialog.form) == ["Visits", "Audit", "In school", "With the project"]
    words = offered(dialog.form)
    assert words.index("In school") < words.index("Book look: six books of one class")
    assert "Training session" not in words


def test_the_first_visit_is_offered_where_nothing_is_planned(dialog):
    assert dialog.form_id == "visit_1"
    assert dialog.check()


def test_a_form_beside_the_visits_is_not_offered_their_place(one_school, dialog):
    plan_visit(one_school, 900001, "visit_2", one_school.today())
    dialog.show_choices(start_choices(one_school))
    assert dialog.form_id == "visit_2"
    assert dialog.visit_id
    dialog.form.set_value("book_look")
    dialog.form.chosen.emit("book_look")
    assert not dialog.visit_id
    assert dialog.visit.count() == 1


def test_the_page_of_all_forms_is_one_press_away(app, opened, went):
    opened(app).forms.click()
    assert went == [Forms()]
