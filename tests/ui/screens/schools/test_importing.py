from __future__ import annotations

import threading
import time

import pytest

from app.errors import StoppedError
from app.usecases.school_lists import school_lists
from tests.builders_register import listed, write_list
from ui.places import Schools
from ui.screens.schools import import_register
from ui.screens.schools.import_register import STOPPED
from ui.widgets.data_table import DataTable
from ui.widgets.text import Words


def words_on(widget):
    return " ".join(words.text() for words in widget.findChildren(Words) if words.isVisible())


@pytest.fixture
def importing(qtbot, app, open_schools, dialog_over):
    screen = open_schools(app, Schools(ask="import"))
    return screen, dialog_over(screen)


def test_a_list_is_imported_and_what_was_done_is_said(qtbot, app, importing, school_list):
    screen, dialog = importing
    dialog.path.setText(str(school_list))
    with qtbot.waitSignal(screen.wrote):
        dialog.main.click()
    assert "6 schools read: 5 added, 0 updated, 0 unchanged, 1 refused." in words_on(dialog)
    assert school_lists(app).listed == 5
    (table,) = dialog.findChildren(DataTable)
    assert table.model().index(0, 0).data() == "7"
    assert "six digits" in table.model().index(0, 1).data()


def test_after_a_second_import_what_changed_is_listed(qtbot, app, importing, school_list, tmp_path):
    from app.usecases.register import import_schools

    import_schools(app, school_list)
    newer = write_list(tmp_path / "newer.csv", listed(100001, "Ashcombe Academy"))
    screen, dialog = importing
    dialog.path.setText(str(newer))
    with qtbot.waitSignal(screen.wrote):
        dialog.main.click()
    said = words_on(dialog)
    assert "1 updated" in said
    assert "4 are not in this file and stay as they were." in said
    model = dialog.findChildren(DataTable)[0].model()
    row = [model.index(0, column).data() for column in range(4)]
    assert row[1:] == ["Name", "Ashcombe Primary School", "Ashcombe Academy"]


def test_one_local_authority_can_be_kept_to(qtbot, app, importing, school_list):
    screen, dialog = importing
    dialog.path.setText(str(school_list))
    dialog.la.setText("westmarch")
    with qtbot.waitSignal(screen.wrote):
        dialog.main.click()
    assert school_lists(app).listed == 1


def test_heads_names_are_left_out_unless_asked_for(importing):
    _screen, dialog = importing
    assert not dialog.heads.isChecked()


def test_without_a_file_it_asks_for_one(importing):
    _screen, dialog = importing
    dialog.main.click()
    assert "Choose the file first." in words_on(dialog)


def test_a_file_that_is_no_school_list_is_said_and_another_can_be_tried(qtbot, importing, tmp_path):
    _screen, dialog = importing
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    dialog.path.setText(str(wrong))
    dialog.main.click()
    qtbot.waitUntil(lambda: bool(dialog.error))
    assert dialog.path.isEnabled()
    assert dialog.path.hasFocus()
    assert dialog.main.isEnabled()


def test_stop_ends_it_and_nothing_is_changed(qtbot, app, importing, school_list, monkeypatch):
    going = threading.Event()
    _screen, dialog = importing

    def endless(progress, *_args, **_named):
        going.set()
        while True:
            progress(0, 1, "Reading")
            time.sleep(0.001)

    monkeypatch.setattr(import_register, "_import", endless)
    dialog.path.setText(str(school_list))
    dialog.main.click()
    assert going.wait(5)
    assert dialog.progress.isVisible()
    dialog.progress.stop.click()
    qtbot.waitUntil(lambda: dialog.error == STOPPED)
    assert school_lists(app).listed == 0


def test_the_import_itself_hears_stop(app, school_list):
    def stopped(*_report):
        raise StoppedError("Stopped.")

    with pytest.raises(StoppedError):
        import_register._import(stopped, app, school_list, None, heads=False)
    assert school_lists(app).listed == 0
