"""From an XLSForm workbook to an ODK XForm, by pyxform; our own check of the sheets comes first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import FormError, FormMistake
from app.forms.dialects import BLANK
from app.forms.sheet_words import column_of, row_type
from app.forms.workbook import Sheet, Workbook, read_workbook
from app.forms.workbook_check import workbook_mistakes

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEET = re.compile(r"on the '(\w+)' sheet,?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inspected:
    """A workbook read once: its XForm, blank where a mistake stops it, and every mistake."""

    workbook: Workbook
    xform: str
    mistakes: tuple[FormMistake, ...] = ()


def inspect_workbook(path: Path) -> Inspected:
    """What the workbook at `path` makes. Raises `FormError` for a file that is no workbook."""
    workbook = read_workbook(path)
    found = workbook_mistakes(workbook)
    if any(mistake.stops for mistake in found):
        return Inspected(workbook, "", tuple(found))
    xform, stopped = _convert(workbook)
    return Inspected(workbook, xform, (*stopped, *found))


def compile_workbook(path: Path) -> str:
    """The XForm of the workbook at `path`.

    Raises `FormError` for a file that is no workbook, and for a form with mistakes: it carries
    every one of those that keep the form from working.
    """
    workbook = read_workbook(path)
    _refuse(path, [mistake for mistake in workbook_mistakes(workbook) if mistake.stops])
    xform, mistakes = _convert(workbook)
    _refuse(path, mistakes)
    return xform


def check_workbook(path: Path) -> list[FormMistake]:
    """Every mistake in the workbook at `path`; empty for a good form.

    Those with `stops` false are worth knowing, but the form works. Raises `FormError` for a file
    that is no workbook.
    """
    return list(inspect_workbook(path).mistakes)


def _refuse(path: Path, mistakes: list[FormMistake]) -> None:
    if mistakes:
        count = "a mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
        more = "" if len(mistakes) == 1 else "The first: "
        raise FormError(
            f"{path.name} has {count} and cannot be used yet. {more}{mistakes[0]}", mistakes
        )


def _convert(workbook: Workbook) -> tuple[str, list[FormMistake]]:
    """The XForm, or the one mistake that pyxform stopped at where our check saw none."""
    # pyxform takes 300 ms to import, so it waits until a form is compiled.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    try:
        result = convert(xlsform=_as_pyxform(workbook), validate=False, pretty_print=False)
    except PyXFormError as error:
        return "", [_told(str(error))]
    # pyxform raises bare errors, such as KeyError, on sheets that it did not foresee.
    except Exception as error:  # noqa: BLE001 - told as a mistake, so that nobody sees a crash
        return "", [FormMistake(f"This form cannot be compiled ({type(error).__name__}).")]
    return str(result.xform), []


def _as_pyxform(workbook: Workbook) -> dict[str, Any]:
    """The sheets as pyxform wants them: blank rows kept, so that its row numbers are right."""
    content: dict[str, Any] = {
        "sheet_names": list(workbook.sheet_names),
        "fallback_form_name": workbook.title,
    }
    for name, sheet in workbook.sheets.items():
        content[name] = _numbered(sheet)
        content[f"{name}_header"] = [dict.fromkeys(sheet.headings)]
    return content


def _numbered(sheet: Sheet) -> list[dict[str, str]]:
    rows = {row.number: _without_dialect(sheet.name, row.cells) for row in sheet.rows}
    return [rows.get(number, {}) for number in range(2, max(rows, default=1) + 1)]


def _without_dialect(sheet: str, cells: Mapping[str, str]) -> dict[str, str]:
    """A row whose answer stays blank here, though pyxform does not know its type, is hidden."""
    if sheet != "survey":
        return dict(cells)
    said = {column_of(heading, sheet): heading for heading in cells}
    kind = row_type(cells[said["type"]]) if "type" in said else None
    if kind is None or kind.word not in BLANK:
        return dict(cells)
    kept = {said["type"]: "hidden"}
    return {**kept, said["name"]: cells[said["name"]]} if "name" in said else kept


def _told(message: str) -> FormMistake:
    """The sentence that pyxform says, with the row that it names."""
    row, sheet = _ROW.search(message), _SHEET.search(message)
    plain = _SHEET.sub("", _ROW.sub("", message)).strip()
    where = sheet[1] if sheet else "survey" if row else ""
    return FormMistake(plain[:1].upper() + plain[1:], where, int(row[1]) if row else 0)
