"""Reads the sheets of an XLSForm workbook as plain text, safely: the file may come from anyone.

Sizes are checked before anything is unpacked, and only the sheets that a form knows are read.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from app.errors import FormError

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes on disk. The largest forms in use are under 2 MB; pictures in a sheet may add some."""
LARGEST_UNPACKED = 32 * 1024 * 1024
"""Bytes of all parts once unpacked: five times the largest form seen in use."""
MOST_ROWS = 20_000
MOST_COLUMNS = 300
LONGEST_CELL = 32_767
"""Letters: what a cell may hold in Excel and in LibreOffice."""
KNOWN_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")

_BLANK_ROWS_AT_END = 60  # a run as long as pyxform's: what is below it is left alone
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that says anything: its number in the sheet, and its cells by column heading."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its headings as written (the second of two equal ones holds nothing), its rows."""

    name: str
    headings: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets that a form knows, by lower-case name, and the names of all there are."""

    title: str
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    sheet_names: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name; one without rows where there is none."""
        return self.sheets.get(name, Sheet(name))


def read_workbook(path: Path) -> Workbook:
    """The workbook at `path`. Raises `FormError` for whatever is not a workbook of usable size."""
    _check_file(path)
    try:
        return _read(path)
    except FormError:
        raise
    # A damaged workbook makes openpyxl raise nearly anything: KeyError, ParseError, zlib.error.
    except Exception as error:
        raise FormError(f"{path.name} is damaged and cannot be read. {_SAVE_AGAIN}") from error


_SAVE_AGAIN = "Open it in your spreadsheet program, save it again as .xlsx, and try once more."


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise FormError(f"There is no file {path.name} in that folder. Choose the form's workbook.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise FormError(
            f"{path.name} cannot be opened. If another program has it open, close it there."
        ) from error
    _check_start(path.name, start, size)
    _check_unpacked(path)


def _check_start(name: str, start: bytes, size: int) -> None:
    if size == 0:
        raise FormError(f"{name} is empty: there is nothing in the file. Choose another file.")
    if size > LARGEST_FILE:
        raise FormError(f"{name} is larger than {LARGEST_FILE // 2**20} MB and was not opened.")
    if start == _OLD_EXCEL:
        raise FormError(
            f"{name} is an old Excel file or has a password. Save it as .xlsx without a password."
        )
    if start != b"PK\x03\x04":
        raise FormError(f"{name} is not an Excel workbook (.xlsx). Save the form as .xlsx.")


def _check_unpacked(path: Path) -> None:
    """Refuses a file that would swell; unpacking never goes beyond the sizes declared in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise FormError(f"{path.name} is damaged or cut short. {_SAVE_AGAIN}") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise FormError(f"{path.name} is not an Excel workbook (.xlsx). Save the form as .xlsx.")
    # Every part counts: a sheet may stand in a part of any name.
    if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise FormError(
            f"{path.name} unpacks to far more than a form can need, so it was not opened."
        )


def _read(path: Path) -> Workbook:
    from openpyxl import load_workbook

    with warnings.catch_warnings(), path.open("rb") as file:
        # It warns of drawings and drop-downs in the sheets, which are of no interest here.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            # A blank beside the name of a sheet is not seen, and is never meant.
            known = {name.strip().lower(): book[name] for name in book.sheetnames}
            sheets = {n: _sheet(n, s) for n, s in known.items() if n in KNOWN_SHEETS}
            return Workbook(path.stem, sheets, tuple(book.sheetnames))
        finally:
            book.close()


def _sheet(name: str, source: Any) -> Sheet:
    # Some programs declare a wrong extent, such as A1 alone: what is there counts.
    source.reset_dimensions()
    rows = source.iter_rows(max_col=MOST_COLUMNS, values_only=True)
    numbered = enumerate(islice(rows, MOST_ROWS + 1), start=1)
    _, first = next(numbered, (0, ()))
    headings = tuple(_text(value) for value in first)
    return Sheet(name, tuple(filter(None, headings)), tuple(_rows(name, headings, numbered)))


def _rows(
    name: str, headings: tuple[str, ...], numbered: Iterable[tuple[int, tuple[Any, ...]]]
) -> Iterator[SheetRow]:
    last = 1
    for number, values in numbered:
        if number > MOST_ROWS:
            raise FormError(f"The sheet {name} has more than {MOST_ROWS:,} rows and was not read.")
        if cells := _cells(headings, values):
            if any(len(text) > LONGEST_CELL for text in cells.values()):
                raise FormError(
                    f"The sheet {name}, row {number}: a cell holds more than {LONGEST_CELL:,} "
                    "letters, so the form was not read. Shorten it."
                )
            last = number
            yield SheetRow(number, cells)
        elif number - last > _BLANK_ROWS_AT_END:
            return


def _cells(headings: tuple[str, ...], values: tuple[Any, ...]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for heading, value in zip(headings, values, strict=False):
        if heading and value is not None and (text := _text(value)):
            cells.setdefault(heading, text)
    return cells


def _text(value: Any) -> str:
    """A cell as the form's author sees it: whole numbers without a point, TRUE and FALSE."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u00a0", " ").strip()
