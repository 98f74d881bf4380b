"""Data out and in by the window."""

from __future__ import annotations

import pytest

from app.usecases.exporting import export_records
from app.usecases.record_list import list_records
from app.usecases.schools import my_schools
from tests.builders import a_finished_record
from ui.places import Navigator, RecordPage, Records
from ui.screens.exporting import open_export, open_import


class Told:
    def __init__(self):
        self.words = []

    def tell(self, _kind, text, *_more, **_named):
        self.words.append(text)


@pytest.fixture
def finished(app):
    return tuple(o.record.id for o in list_records(app) if o.record.state == "finished")


@pytest.mark.parametrize(("kind", "ending"), [("xlsx", ".xlsx"), ("csv", ".zip"), ("xml", ".zip")])
def test_a_finished_record_is_saved_in_the_format_chosen(
    qtbot, app, lanes, over_window, finished, tmp_path, kind, ending
):
    told = Told()
    dialog = open_export(over_window(), app, lanes, told, finished)
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())
    dialog.kind.set_value(kind)
    dialog.kind.chosen.emit(kind)
    qtbot.waitUntil(lambda: not lanes.busy and dialog.path.suffix == ending)
    dialog.line.setText(str(tmp_path / dialog.path.name))
    dialog.main.click()
    qtbot.waitUntil(lambda: bool(told.words))
    assert list(tmp_path.glob(f"*{ending}"))


def test_an_export_over_a_file_that_is_there_asks_first(
    qtbot, app, lanes, over_window, finished, tmp_path
):
    path = tmp_path / "budget.xlsx"
    path.write_bytes(b"My budget")
    told = Told()
    dialog = open_export(over_window(), app, lanes, told, finished)
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())
    dialog.line.setText(str(path))
    dialog.main.click()
    qtbot.waitUntil(dialog.replace.isVisible)
    assert path.read_bytes() == b"My budget"
    dialog.replace.click()
    qtbot.waitUntil(lambda: bool(told.words))
    assert path.read_bytes() != b"My budget"


def test_the_record_that_leaves_is_named(qtbot, app, lanes, over_window, finished):
    dialog = open_export(over_window(), app, lanes, Told(), finished)
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())

    (record,) = (o.record for o in list_records(app) if o.record.id == finished[0])
    assert dialog.which.currentText() == f"Record {record.reference}"


def test_without_a_finished_record_it_says_so(app, lanes, over_window):
    told = Told()
    assert open_export(over_window(), app, lanes, told, ()) is None
    assert "nothing to export" in told.words[0]


def test_a_name_without_a_place_is_not_taken(qtbot, app, lanes, over_window, finished):
    dialog = open_export(over_window(), app, lanes, Told(), finished)
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())
    dialog.line.setText("somewhere")
    dialog.main.click()
    assert not lanes.busy


@pytest.fixture
def importing(qtbot, app, lanes, over_window, went):
    """The dialog of importing, once it offers the schools."""
    dialog = open_import(over_window(), app, lanes, Navigator(went)).dialog
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())
    return dialog


def names_file(qtbot, dialog, path):
    """Type a file's path, and wait until what it holds is shown."""
    dialog.line.setText(str(path))
    dialog.line.editingFinished.emit()
    qtbot.waitUntil(lambda: dialog.is_known and dialog.main.isEnabled())


@pytest.mark.parametrize("target", ["out", "out.zip"])
def test_an_export_becomes_a_draft_of_the_school_it_names(
    qtbot, app, importing, went, finished, tmp_path, target
):
    (path,) = export_records(app, finished[:1], "xml", tmp_path / target).paths
    before = len(list_records(app))
    importing.main.click()
    assert len(list_records(app)) == before
    names_file(qtbot, importing, path)
    assert not importing.which.isVisible()
    urn = next(o.record.urn for o in list_records(app) if o.record.id == finished[0])
    assert importing.urn == urn
    importing.main.click()
    qtbot.waitUntil(importing.go_on.isVisible)
    assert len(list_records(app)) == before + 1
    importing.go_on.click()
    assert isinstance(went[0], RecordPage)


def two_records(app, folder):
    """A ZIP file of two records of two schools that are one's own."""
    made = {o.record.urn: o.record.id for o in list_records(app) if o.record.state == "finished"}
    other = next(one.school.urn for one in my_schools(app) if one.school.urn not in made)
    ids = (next(iter(made.values())), a_finished_record(app, other).id)
    return export_records(app, ids, "xml", folder / "two.zip").paths[0]


def test_of_several_records_in_one_file_one_is_chosen(qtbot, app, importing, tmp_path):
    path = two_records(app, tmp_path)
    before = len(list_records(app))
    names_file(qtbot, importing, path)
    assert importing.which.isVisible()
    assert importing.which.count() == 3
    importing.which.setCurrentIndex(2)
    importing.which.chosen.emit(importing.which.value)
    importing.main.click()
    qtbot.waitUntil(importing.go_on.isVisible)
    assert len(list_records(app)) == before + 1


def test_all_records_of_a_file_go_to_the_schools_they_name(qtbot, app, importing, went, tmp_path):
    path = two_records(app, tmp_path)
    known = {o.record.id for o in list_records(app)}
    names_file(qtbot, importing, path)
    importing.main.click()
    qtbot.waitUntil(importing.go_on.isVisible)
    new = [o.record for o in list_records(app) if o.record.id not in known]
    assert len({record.urn for record in new}) == len(new) == 2
    importing.go_on.click()
    assert went == [Records()]


def test_a_file_that_is_no_record_is_told(qtbot, importing, tmp_path):
    path = tmp_path / "bad.xml"
    path.write_text("nothing")
    importing.line.setText(str(path))
    importing.main.click()
    qtbot.waitUntil(lambda: "not well-formed" in importing.error)
