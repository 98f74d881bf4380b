"""Tables as CSV files: UTF-8 with a byte order mark, so that Excel reads every letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.exports.harmless import harmless, printable
from app.exports.tables import Cell, Table

_MARK = "\ufeff"


def csv_files(tables: Iterable[Table]) -> dict[str, bytes]:
    """The tables' files by name. The first line has names, the second the words people read.

    Text that could be taken for a formula begins with an apostrophe; `as_entered` undoes it.
    """
    return {f"{table.name}.csv": _csv(table) for table in tables}


def _csv(table: Table) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_text(column.name) for column in table.columns])
    writer.writerow([_text(column.label) for column in table.columns])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return (_MARK + text.getvalue()).encode()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | Decimal):
        return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    return harmless(printable(cell))
