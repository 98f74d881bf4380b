"""Data out and in by the window."""

from __future__ import annotations

import pytest

from app.usecases.exporting import export_records
from app.usecases.records import list_records
from ui.places import Navigator, RecordPage
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


def test_an_xml_becomes_a_draft_of_the_school_chosen(
    qtbot, app, lanes, over_window, went, finished, tmp_path
):
    (xml,) = export_records(app, finished[:1], "xml", tmp_path).paths
    before = len(list_records(app))
    dialog = open_import(over_window(), app, lanes, Navigator(went)).dialog
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())
    dialog.main.click()
    assert len(list_records(app)) == before
    dialog.line.setText(str(xml))
    dialog.school.set_value("900001")
    dialog.main.click()
    qtbot.waitUntil(dialog.go_on.isVisible)
    assert len(list_records(app)) == before + 1
    dialog.go_on.click()
    assert isinstance(went[0], RecordPage)


def test_a_file_that_is_no_record_is_told(qtbot, app, lanes, over_window, went, tmp_path):
    path = tmp_path / "bad.xml"
    path.write_text("nothing")
    dialog = open_import(over_window(), app, lanes, Navigator(went)).dialog
    qtbot.waitUntil(lambda: not lanes.busy and dialog.main.isEnabled())
    dialog.line.setText(str(path))
    dialog.school.set_value("900001")
    dialog.main.click()
    qtbot.waitUntil(lambda: "not well-formed" in dialog.error)
