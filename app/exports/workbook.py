"""Tables as one Excel workbook: a sheet each, days as days, text that is never worked out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from app.exports.harmless import is_dangerous, printable
from app.exports.tables import Cell, Column, Table

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds; beyond it, text goes on in a column of its own."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FIRST_YEAR = 1901  # Excel counts a 29 February in 1900, which never was
_WIDEST = 60.0


def workbook(tables: Iterable[Table]) -> bytes:
    """The tables as a workbook. The first row has names, the second the words that people read.

    Text stays text whatever it begins with; one that could be taken for a formula bears the mark
    that Excel gives to text typed after an apostrophe, so that it stays text when it is edited.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    names: set[str] = set()
    for table in tables:
        _write(book.create_sheet(_free_name(table.name, names)), _within_limits(table))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A3"
    for at, column in enumerate(table.columns, 1):
        widest = max((len(str(row[at - 1] or "")) for row in table.rows), default=0)
        width = min(max(widest, len(column.name), 8) + 2.0, _WIDEST)
        sheet.column_dimensions[get_column_letter(at)].width = width
    for names in zip(*((column.name, column.label) for column in table.columns), strict=True):
        sheet.append([_cell(sheet, name, font=Font(bold=True)) for name in names])
    for row in table.rows:
        sheet.append([_cell(sheet, cell) for cell in row])


def _cell(sheet: Any, value: Cell, **style: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if value is None or value == "":
        return None
    if isinstance(value, int | Decimal) or (isinstance(value, date) and value.year >= _FIRST_YEAR):
        known: Any = value
        return WriteOnlyCell(sheet, known)
    text = printable(str(value))
    cell: Any = WriteOnlyCell(sheet)
    cell._value, cell.data_type = text, "s"  # noqa: SLF001 - set by its own way, a text that begins with = would become a formula
    for name, given in style.items():
        setattr(cell, name, given)
    if is_dangerous(text):
        cell.quotePrefix = True
    return cell


def _within_limits(table: Table) -> Table:
    """The table with text too long for one cell going on in further columns."""
    parts = [[list(_parts(cell)) for cell in row] for row in table.rows]
    most = [max((len(row[at]) for row in parts), default=1) for at in range(len(table.columns))]
    columns = [
        each
        for column, count in zip(table.columns, most, strict=True)
        for each in _repeated(column, count)
    ]
    rows = [
        tuple(
            cell for at, own in enumerate(row) for cell in (*own, *[None] * (most[at] - len(own)))
        )
        for row in parts
    ]
    return Table(table.name, tuple(columns), tuple(rows))


def _repeated(column: Column, count: int) -> Iterator[Column]:
    yield column
    for number in range(2, count + 1):
        yield Column(f"{column.name}.{number}", f"{column.label} (continued, {number})")


def _parts(cell: Cell) -> Iterator[Cell]:
    """Text in pieces that fit a cell, counted as Excel counts: in halves of characters."""
    if not isinstance(cell, str) or len(cell) * 2 <= LONGEST_CELL:
        yield cell
        return
    text, begin, size = printable(cell), 0, 0
    for at, letter in enumerate(text):
        width = 2 if ord(letter) > 0xFFFF else 1  # noqa: PLR2004 - beyond it two halves are needed
        if size + width > LONGEST_CELL:
            yield text[begin:at]
            begin, size = at, 0
        size += width
    yield text[begin:]


def _free_name(name: str, taken: set[str]) -> str:
    """A name that Excel allows and no other sheet has; it tells no capital from a small letter."""
    wanted = _NOT_IN_NAMES.sub("_", name).strip("'") or "sheet"
    found, number = wanted[:_LONGEST_NAME], 1
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        tail = f"~{number}"
        found = f"{wanted[: _LONGEST_NAME - len(tail)]}{tail}"
    taken.add(found.casefold())
    return found
