"""A form as the bytes of a workbook: the same bytes for the same form, whatever the day."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from form_tables import CHOICE_COLUMNS, COLUMNS, Form, Row

WIDTHS = {"label": 60, "hint": 40, "guidance_hint": 40, "relevant": 40, "calculation": 40}


def workbook_bytes(form: Form) -> bytes:
    """The form as an .xlsx file, the same bytes for the same form."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _sheet(workbook, "survey", COLUMNS, form.survey)
    _sheet(workbook, "choices", CHOICE_COLUMNS, form.choices)
    _sheet(workbook, "settings", tuple(form.settings), (form.settings,))
    written = BytesIO()
    workbook.save(written)
    return _without_dates(written.getvalue())


def _sheet(workbook: Any, name: str, columns: tuple[str, ...], rows: tuple[Row, ...]) -> None:
    """One sheet: only the columns that are used, a bold head that stays in sight."""
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(name)
    used = [column for column in columns if any(row.get(column) for row in rows)]
    sheet.append(used)
    for row in rows:
        sheet.append([row.get(column) or None for column in used])
    for place, column in enumerate(used, start=1):
        head = sheet.cell(1, place)
        head.font, head.alignment = Font(bold=True), Alignment(vertical="top")
        sheet.column_dimensions[head.column_letter].width = WIDTHS.get(column, 18)
    sheet.freeze_panes = "C2" if name == "survey" else "A2"


def _without_dates(content: bytes) -> bytes:
    """The same zip with every date in it set to one day; nothing else is changed."""
    day, written = b"2026-01-01T00:00:00Z", BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "docProps/core.xml":
                text = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day, text)
            fixed = zipfile.ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0))
            new.writestr(fixed, text, compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return written.getvalue()
