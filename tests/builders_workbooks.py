"""Builders of form workbooks: rows as mappings of heading to cell."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

SETTINGS = {"form_title": "A note", "form_id": "a_note", "version": "2026091501"}


def write_workbook(path: Path, **sheets: list[dict[str, object]]) -> Path:
    """A workbook with the sheets given by name; settings are added where none are given."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {"settings": [SETTINGS], **sheets}.items():
        sheet = book.create_sheet(name)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    book.save(path)
    return path


def text(name: str, **cells: object) -> dict[str, object]:
    """A text question of that name."""
    return {"type": "text", "name": name, "label": f"What about {name}?", **cells}


def section(name: str, *rows: dict[str, object], **cells: object) -> list[dict[str, object]]:
    """A group of rows."""
    begin = {"type": "begin_group", "name": name, "label": name.capitalize(), **cells}
    return [begin, *rows, {"type": "end_group"}]


def choice(list_name: str, name: object, **cells: object) -> dict[str, object]:
    """A choice of that list."""
    return {"list_name": list_name, "name": name, "label": f"Choice {name}", **cells}
