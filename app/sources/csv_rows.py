"""Rows of a CSV file from outside, one at a time, each with the line of the file it starts on."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Self

from app.domain.register import RefusedRow
from app.errors import NotASchoolListError

_CHUNK = 1 << 20
_MOST_LINES_IN_A_ROW = 50  # an address has a few; hundreds mean that a closing quote is missing
_WORKBOOKS = (b"[Content_Types].xml", b"xl/")
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


CsvRow = tuple[int, list[str]]
"""One row: the line of the file it starts on, from 1, and as many fields as the heading."""


class CsvRows:
    """The rows of one file below its heading, in bounded memory.

    UTF-8 with or without its mark, else Windows-1252. Line breaks within a quoted value become
    spaces. A row with too few or too many fields, or with an open quote, is refused by itself:
    the rows after it are read. Raises NotASchoolListError where the file is not rows of text.

    `repeating` tells a value of the last column, where a file may go on with more of them beyond
    its heading; they are joined to one.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.repeating: Callable[[str], object] | None = None
        self._bytes = _opened(path)
        try:
            self._text = self._decoded()
            self._line = 0
            self._held: list[str] = []
            self._again: deque[str] = deque()
            self._at_end = False
            self.heading = self._read_heading()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._bytes.close()

    @property
    def bytes_read(self) -> int:
        """How far into the file the reading is, for progress."""
        return self.bytes_total if self._at_end else self._bytes.tell()

    def __iter__(self) -> Iterator[CsvRow | RefusedRow]:
        width = len(self.heading)
        for fields in self._parsed():
            line = self._line + 1
            if fields is not None and not any(fields):
                self._line += len(self._held)  # an empty line, or a spreadsheet's empty row
            elif fields is None or not self._is_whole(fields, width):
                self._take_up_after_the_first_line()
                yield RefusedRow(line, _what_is_wrong(fields, width))
            else:
                self._line += len(self._held)
                yield line, fields if len(self._held) == 1 else _on_one_line(fields)

    def _is_whole(self, fields: list[str], width: int) -> bool:
        if self._at_end and self._held:
            return False  # the parser asks for a line past the last only within a quoted value
        if len(fields) > width and self.repeating and all(map(self.repeating, fields[width - 1 :])):
            fields[width - 1 :] = ["; ".join(fields[width - 1 :])]
        return len(fields) == width

    def _parsed(self) -> Iterator[list[str] | None]:
        """Each row's fields, or None where no row could be made out; its lines are in `_held`."""
        self._at_end = False
        while self._again or not self._at_end:
            parser = csv.reader(self._lines())
            while True:
                self._held.clear()
                try:
                    fields = next(parser)
                except StopIteration:
                    break
                except csv.Error:
                    yield None
                    break  # an error may have come from `_lines`, which then is used up
                yield fields
                if self._again:
                    break  # lines were put back, and come before the next one of the file

    def _lines(self) -> Iterator[str]:
        """The lines, those put back first; each is held until its row is done with."""
        self._at_end = False
        while self._again:
            yield self._hold(self._again.popleft())
        yield from map(self._hold, self._text)
        self._at_end = True

    def _hold(self, line: str) -> str:
        self._held.append(line)
        if len(self._held) > _MOST_LINES_IN_A_ROW:
            raise csv.Error("too many lines for one row")
        return line

    def _take_up_after_the_first_line(self) -> None:
        """Read the lines that an open quote swallowed as rows of their own."""
        self._again.extendleft(reversed(self._held[1:]))
        self._line += 1

    def _decoded(self) -> TextIOWrapper:
        encoding = _encoding(self._bytes, self.name)
        self.bytes_total = self._bytes.seek(0, 2)
        self._bytes.seek(0)
        return TextIOWrapper(self._bytes, encoding=encoding, errors="replace", newline="")

    def _read_heading(self) -> list[str]:
        for fields in self._parsed():
            self._line += len(self._held)
            if fields is None:
                break
            if any(fields):
                return [field.strip() for field in fields]
        raise NotASchoolListError(
            f"{self.name} has no heading with the names of columns, so it cannot be read as a list "
            "of schools. Nothing has been changed. Choose the CSV file as it was downloaded."
        )


def _opened(path: Path) -> BufferedReader:
    try:
        return path.open("rb")
    except OSError as problem:
        raise NotASchoolListError(
            f"{path.name} could not be opened. Nothing has been changed. "
            "Check that the file is there, that it may be read, and that it is not a folder."
        ) from problem


def _on_one_line(fields: list[str]) -> list[str]:
    return [" ".join(field.split()) for field in fields]


def _what_is_wrong(fields: list[str] | None, width: int) -> str:
    if fields is None:
        return "a quotation mark is not closed, or a value is far too long"
    if len(fields) > width:
        return f"the row has {len(fields)} values for {width} columns"
    if len(fields) < width:
        return f"the row is cut short: {len(fields)} of {width} columns are there"
    return "the file breaks off within this row"


def _encoding(file: BufferedReader, name: str) -> str:
    """The encoding, found by reading the file once, a piece at a time."""
    start = file.read(_CHUNK)
    _check_start(start, name)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, piece = "utf-8", start
    while piece:
        if len(piece) == _CHUNK and b"\n" not in piece and b"\r" not in piece:
            raise _not_text(name)
        if encoding == "utf-8":
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                encoding = "cp1252"
        piece = file.read(_CHUNK)
    return encoding


def _check_start(start: bytes, name: str) -> None:
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise NotASchoolListError(
            f"{name} is empty. Nothing has been changed. Download the list of schools again."
        )
    if start.startswith(_OLD_OFFICE) or (
        start.startswith(_ZIP) and any(mark in start for mark in _WORKBOOKS)
    ):
        raise NotASchoolListError(
            f"{name} is an Excel workbook, not a CSV file. Nothing has been changed. "
            "Open it and save it as “CSV UTF-8”, or choose the CSV file as it was downloaded."
        )
    if start.startswith(_ZIP):
        raise NotASchoolListError(
            f"{name} is a zip file. Nothing has been changed. "
            "Unpack it and choose the CSV file that is in it."
        )
    if b"\0" in start[:1024]:
        raise _not_text(name)


def _not_text(name: str) -> NotASchoolListError:
    return NotASchoolListError(
        f"{name} is not a CSV file: it does not hold lines of text. Nothing has been changed. "
        "Choose the CSV file as it was downloaded."
    )
