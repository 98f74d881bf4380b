from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.widgets.data_table import DataTable
from ui.widgets.rows_model import ChipDelegate, Column, RowsModel


def a_model(qtbot, rows):
    model = RowsModel(
        (
            Column("Name", lambda row: row[0], strong=True),
            Column(
                "State", lambda row: row[1], chip=lambda row: ("done", row[1]) if row[1] else None
            ),
        )
    )
    model.set_rows(rows)
    return model


def test_a_table_of_values_says_each_in_words_for_those_who_hear_it(qtbot):
    model = a_model(qtbot, [("One", "Sent"), ("Two", "")])
    QAbstractItemModelTester(model)
    said = [model.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert said == ["State: Sent", "State: nothing"]
    assert model.row_at(model.index(1, 0)) == ("Two", "")


def test_cells_with_and_without_a_chip_are_painted(qtbot, shown):
    table = DataTable("States")
    table.setItemDelegate(ChipDelegate(table))
    model = a_model(qtbot, [("One", "Sent"), ("Two", "")])
    table.setModel(model)
    shown(table, 400, 200)
    table.setFocus()
    table.setCurrentIndex(model.index(0, 1))
    assert table.sizeHintForColumn(1) > 40
    assert not table.grab().isNull()
