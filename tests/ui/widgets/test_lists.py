from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QAbstractItemModelTester

from ui.widgets.data_table import DataTable
from ui.widgets.section_list import SectionList, SectionRow, SectionRows, SectionState

ROWS = (
    SectionRow("about", "About this visit", SectionState.COMPLETE, "6/6"),
    SectionRow("teaching", "Teaching and learning", SectionState.TO_DO, "2 to do"),
    SectionRow("private", "Private note", SectionState.PRIVATE, "not printed"),
)


@pytest.fixture
def sections(shown):
    view = shown(SectionList(), 236, 400)
    view.show_sections(ROWS, "about")
    view.setFocus()
    return view


def test_the_rows_keep_qt_s_rules_for_models(qapp):
    rows = SectionRows()
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows.set_rows(ROWS)
    rows.set_rows((ROWS[0], ROWS[1]))
    rows.set_rows(())


def test_a_section_is_read_out_with_its_state_and_count(sections):
    index = sections.rows.index(1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Teaching and learning, to do, 2 to do"


def test_arrows_move_and_enter_goes_there(qtbot, sections):
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    with qtbot.waitSignal(sections.chosen) as told:
        qtbot.keyClick(sections, Qt.Key.Key_Return)
    assert told.args == ["teaching"]


def test_a_click_goes_there(qtbot, sections):
    place = sections.visualRect(sections.rows.index(2)).center()
    with qtbot.waitSignal(sections.chosen) as told:
        qtbot.mouseClick(sections.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["private"]


def test_new_counts_leave_the_keyboard_where_it_is(qtbot, sections):
    qtbot.keyClick(sections, Qt.Key.Key_Down)
    changed = (ROWS[0], SectionRow("teaching", "Teaching", SectionState.COMPLETE), ROWS[2])
    sections.show_sections(changed, "about")
    assert sections.currentIndex().row() == 1


def test_a_long_title_gets_the_lines_it_needs(sections):
    long = SectionRow("x", "Disadvantaged pupils and transition to Year 7", SectionState.OPTIONAL)
    sections.show_sections((ROWS[0], long), "about")
    short, tall = (sections.visualRect(sections.rows.index(n)).height() for n in (0, 1))
    assert tall > short


@pytest.fixture
def table(shown):
    table = DataTable("Agreed actions")
    model = QStandardItemModel(2, 2, table)
    for row in range(2):
        for column in range(2):
            model.setItem(row, column, QStandardItem(f"{row}{column}"))
    table.setModel(model)
    table.stretch(1)
    shown(table)
    table.setFocus()
    return table


def test_enter_opens_the_current_row_of_a_table(qtbot, table):
    table.setCurrentIndex(table.model().index(1, 0))
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args[0].row() == 1


def test_tab_leaves_a_table(table):
    assert not table.tabKeyNavigation()


def test_a_table_paints_the_ring_on_the_cell_and_wears_none_itself(qapp, table):
    assert qapp.ring.ringed is None
    table.setCurrentIndex(table.model().index(0, 0))
    from ui import theme

    image = table.viewport().grab().toImage()
    cell = table.visualRect(table.currentIndex())
    assert image.pixelColor(cell.x() + 1, cell.center().y()) == theme.colour("focus")
