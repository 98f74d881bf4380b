"""The dialog that starts a record: what it offers, and below which headings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.usecases.starting import start_choices
from app.usecases.visits import plan_visit
from tests.builders import an_app, with_school
from ui.screens.start_record.dialog import StartRecordDialog


@pytest.fixture
def app(tmp_path):
    made = an_app(tmp_path / "data")
    with_school(made)
    yield made
    made.store.close()


@pytest.fixture
def dialog(qtbot, app):
    shown = StartRecordDialog()
    qtbot.addWidget(shown)
    shown.show_choices(start_choices(app))
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


def test_a_form_beside_the_visits_is_not_offered_their_place(app, dialog):
    plan_visit(app, 900001, "visit_2", app.today())
    dialog.show_choices(start_choices(app))
    assert dialog.form_id == "visit_2"
    assert dialog.visit_id
    dialog.form.set_value("book_look")
    dialog.form.chosen.emit("book_look")
    assert not dialog.visit_id
    assert dialog.visit.count() == 1
