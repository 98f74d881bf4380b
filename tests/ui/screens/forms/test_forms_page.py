"""The page of forms: which there are, what a check finds, and the round of mending."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.usecases.form_check import which_is_the_form
from app.usecases.forms import list_forms
from app.usecases.own_forms import draft_form, form_versions, import_form
from app.usecases.shipped_forms import shipped_forms
from tests.builders_workbooks import text
from ui.places import Forms, FormTrial


def test_every_built_in_form_is_listed_with_its_records(forms_window):
    window = forms_window()
    lines = {line.cells[0].note: line.cells for line in window.screen.table.rows.lines}
    assert lines.keys() == shipped_forms().keys()
    assert lines["visit_1"][3].text == "4"
    assert window.screen.header.subtitle.words == "20 built in · 0 of your own"


def test_mistakes_are_listed_by_sheet_row_and_column_and_can_be_copied(forms_window, walk):
    window = forms_window()
    window.check(walk(text("a b"), text("seen"), {"type": "hologram", "name": "odd"}))
    assert window.navigator.here == Forms()
    assert window.mistakes == [
        ("survey", "4", "name"),
        ("survey", "5", "name"),
        ("survey", "6", "type"),
    ]
    assert window.window.focusWidget() is window.screen.result.table
    window.press(window.screen.result.copy)
    told = QApplication.clipboard().text().splitlines()
    assert told[0] == "walk.xlsx"
    assert told[2].startswith(
        "sheet survey, row 5, column name: seen is already the name of row 3."
    )


def test_mistakes_can_be_put_in_another_order(forms_window, walk):
    window = forms_window()
    window.check(walk(text("b b"), {"type": "hologram", "name": "odd"}, text("a a")))
    result = window.screen.result
    result.order.set_value("words")
    result.order.chosen.emit("words")
    assert [row for _sheet, row, _column in window.mistakes] == ["5", "6", "4"]


def test_one_key_checks_the_mended_file_again_and_shows_the_form(forms_window, walk, qtbot):
    window = forms_window()
    window.check(walk(text("a b")))
    assert len(window.mistakes) == 1
    walk(text("mended"))
    qtbot.keyClick(window.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: isinstance(window.navigator.here, FormTrial), timeout=20_000)
    assert window.screen.title == "School walk"


def test_a_file_that_is_no_form_is_told_of_in_the_table(forms_window, tmp_path):
    window = forms_window()
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    window.check(path)
    (line,) = window.screen.result.table.rows.lines
    assert "Save it as .xlsx" in line.cells[3].text


def test_two_forms_at_once_are_refused(forms_window, walk):
    window = forms_window()
    window.check(walk(), walk(name="other.xlsx"))
    assert any("Choose one form" in words for words in window.said)


def test_the_form_is_told_from_the_lists_chosen_with_it(walk, tmp_path):
    rooms = tmp_path / "rooms.csv"
    assert which_is_the_form([rooms, walk()]) == (tmp_path / "walk.xlsx", (rooms,))


def test_a_copy_of_a_workbook_is_saved(forms_window, tmp_path):
    window = forms_window()
    screen = window.screen
    form = next(iter(form_versions(window.app)))
    screen.save_copy_to(form, tmp_path / "mine.xlsx")
    window.qtbot.waitUntil(lambda: bool(window.said))
    shipped = shipped_forms()[form.form_id].workbook
    assert (tmp_path / "mine.xlsx").read_bytes() == shipped.read_bytes()
    assert "mine.xlsx" in window.said[-1]


def test_a_form_is_withdrawn_and_brought_back(forms_window, walk, app):
    import_form(app, draft_form(app, walk()))
    window = forms_window()
    window.navigator.go(Forms(form_id="school_walk"))
    window.qtbot.waitUntil(window.screen.withdraw.isVisible)
    window.press(window.screen.withdraw)
    assert "school_walk" not in {line.form_id for line in list_forms(app)}
    window.qtbot.waitUntil(lambda: window.screen.withdraw.text() == "Bring back")
    window.press(window.screen.withdraw)
    assert "school_walk" in {line.form_id for line in list_forms(app)}


def test_built_in_forms_cannot_be_withdrawn(forms_window):
    assert not forms_window().screen.withdraw.isVisible()


def test_a_record_is_begun_from_the_list_with_the_form_one_is_on(forms_window, qtbot):
    screen = forms_window().screen
    rows = [line.cells[0].note for line in screen.table.rows.lines]
    screen.table.setCurrentIndex(screen.table.rows.index(rows.index("book_look"), 0))
    with qtbot.waitSignal(screen.start_asked) as asked:
        qtbot.mouseClick(screen.start, Qt.MouseButton.LeftButton)
    assert asked.args == ["book_look"]
    screen.table.setCurrentIndex(screen.table.rows.index(rows.index("cohort_review"), 0))
    assert not screen.start.isEnabled()
    assert "project" in screen.start.toolTip()
