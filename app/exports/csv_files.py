"""Tables as CSV files: UTF-8 with a byte order mark, so that Excel reads every letter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from app.exports.harmless import harmless, printable
from app.exports.tables import Cell, Table

_MARK = "\ufeff"
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 100


def csv_files(tables: Iterable[Table]) -> dict[str, bytes]:
    """The tables' files by name. The first line has names, the second the words people read.

    Text that could be taken for a formula begins with an apostrophe; `as_entered` undoes it.
    """
    files: dict[str, bytes] = {}
    for table in tables:
        files[_free_name(table.name, files)] = _csv(table)
    return files


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A file's name and no folder's: a form from outside says its id as it likes."""
    plain = _NOT_IN_NAMES.sub("-", name).strip("-.")[:_LONGEST_NAME] or "table"
    known = {each.casefold() for each in taken}
    names = (f"{plain}.csv", *(f"{plain}-{at}.csv" for at in range(2, len(known) + 2)))
    return next(each for each in names if each.casefold() not in known)


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
